//! What of a TypeScript file can simply be left out. Most files of a project hold no more of TypeScript than types:
//! what is left without them is the JavaScript, at the same places.

use oxc::{
    ast::{AstKind, ast::*},
    semantic::{NodeId, Semantic},
    span::{GetSpan, Span},
};

/// The types of a file, in the order of the text, none inside another.
#[derive(Debug, Default)]
pub(super) struct Types {
    spans: Vec<(Span, &'static str)>,
    /// Whether the file is TypeScript: in JavaScript an import that is not used is loaded all the same.
    is_typescript: bool,
}

impl Types {
    /// All types of a file; `None` if there is TypeScript in it that means something when it runs (enums, namespaces,
    /// what classes have), or that is rare enough to be left to the transformer.
    pub(super) fn find(source: &str, semantic: &Semantic<'_>) -> Option<Self> {
        let mut finder = Finder { source, semantic, spans: Vec::new() };
        for (id, node) in semantic.nodes().iter_enumerated() {
            finder.node(id, node.kind())?;
        }
        let mut spans = finder.spans;
        spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        spans.retain(|(span, _)| {
            let is_outermost = span.start >= end;
            end = end.max(span.end);
            is_outermost
        });
        Some(Self { spans, is_typescript: true })
    }

    /// The types, and what stands in the place of each.
    pub(super) fn spans(&self) -> impl Iterator<Item = (Span, &'static str)> {
        self.spans.iter().copied()
    }

    /// Whether a place is inside a type.
    pub(super) fn contain(&self, place: Span) -> bool {
        let before = self.spans.partition_point(|(span, _)| span.start <= place.start);
        before.checked_sub(1).is_some_and(|last| self.spans[last].0.end >= place.end)
    }

    /// Whether nothing of an import is there when the program runs, so that its module is not loaded.
    pub(super) fn is_import_of_types(&self, import: &ImportDeclaration<'_>, semantic: &Semantic<'_>) -> bool {
        let all_are_types = |specifiers: &[ImportDeclarationSpecifier<'_>]| {
            !specifiers.is_empty() && specifiers.iter().all(|specifier| self.is_type(specifier, semantic))
        };
        import.import_kind.is_type() || import.specifiers.as_ref().is_some_and(|all| all_are_types(all))
    }

    /// Whether an imported name is said to be a type, or is used as a value nowhere.
    pub(super) fn is_type(
        &self,
        specifier: &ImportDeclarationSpecifier<'_>,
        semantic: &Semantic<'_>,
    ) -> bool {
        if !self.is_typescript {
            return false;
        }
        let local = match specifier {
            ImportDeclarationSpecifier::ImportSpecifier(named) if named.import_kind.is_type() => return true,
            ImportDeclarationSpecifier::ImportSpecifier(named) => &named.local,
            ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => &default.local,
            ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) => &namespace.local,
        };
        local.symbol_id.get().is_some_and(|symbol| {
            let mut references = semantic.scoping().get_resolved_references(symbol);
            references.all(|reference| self.contain(semantic.nodes().kind(reference.node_id()).span()))
        })
    }
}

struct Finder<'s, 'a> {
    source: &'s str,
    semantic: &'s Semantic<'a>,
    spans: Vec<(Span, &'static str)>,
}

impl<'a> Finder<'_, 'a> {
    /// Notes what a node has of types; `None` if that cannot be left out.
    fn node(&mut self, id: NodeId, kind: AstKind<'a>) -> Option<()> {
        match kind {
            AstKind::TSTypeAnnotation(annotation) => self.leave_out(annotation.span),
            AstKind::TSTypeParameterDeclaration(parameters) => self.leave_out(parameters.span),
            AstKind::TSTypeParameterInstantiation(arguments) => self.leave_out(arguments.span),
            AstKind::TSThisParameter(this) => self.this_parameter(this.span),
            AstKind::TSInterfaceDeclaration(interface) if !interface.declare => {
                self.spans.push((interface.span, ";"));
            }
            AstKind::TSTypeAliasDeclaration(alias) if !alias.declare => self.spans.push((alias.span, ";")),
            AstKind::FormalParameter(parameter) => self.parameter(parameter)?,
            AstKind::VariableDeclarator(declarator) if declarator.definite => {
                let end = declarator.type_annotation.as_ref()?.span.end;
                self.leave_out(Span::new(declarator.id.span().end, end));
            }
            AstKind::TSAsExpression(cast) => self.behind(id, &cast.expression, cast.span)?,
            AstKind::TSSatisfiesExpression(claim) => self.behind(id, &claim.expression, claim.span)?,
            AstKind::TSNonNullExpression(claim) => self.behind(id, &claim.expression, claim.span)?,
            AstKind::ArrowFunctionExpression(arrow) => {
                let parameters = arrow.type_parameters.as_ref().map(|parameters| parameters.span);
                let returned = arrow.return_type.as_ref().map(|returned| returned.span);
                // The arrow must stay on the line of the parenthesis.
                if parameters.into_iter().chain(returned).any(|span| self.has_lines(span)) {
                    return None;
                }
            }
            AstKind::Function(function) if function.body.is_none() || function.declare => return None,
            AstKind::VariableDeclaration(variable) if variable.declare => return None,
            AstKind::ExportNamedDeclaration(export) if !export.specifiers.is_empty() => return None,
            AstKind::ExportAllDeclaration(export) if export.export_kind.is_type() => return None,
            AstKind::ExportDefaultDeclaration(export) => match export.declaration {
                ExportDefaultDeclarationKind::Identifier(_)
                | ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => return None,
                _ => {}
            },
            AstKind::Class(_)
            | AstKind::ExportFromDeclaration(_)
            | AstKind::TSInterfaceDeclaration(_)
            | AstKind::TSTypeAliasDeclaration(_)
            | AstKind::TSEnumDeclaration(_)
            | AstKind::TSNamespaceDeclaration(_)
            | AstKind::TSExternalModuleDeclaration(_)
            | AstKind::TSGlobalDeclaration(_)
            | AstKind::TSImportEqualsDeclaration(_)
            | AstKind::TSExportAssignment(_)
            | AstKind::TSNamespaceExportDeclaration(_)
            | AstKind::TSTypeAssertion(_)
            | AstKind::TSInstantiationExpression(_) => return None,
            _ => {}
        }
        Some(())
    }

    fn leave_out(&mut self, span: Span) {
        // What is before and what is behind may be two words.
        self.spans.push((span, " "));
    }

    fn text(&self, span: Span) -> &str {
        &self.source[span.start as usize..span.end as usize]
    }

    fn has_lines(&self, span: Span) -> bool {
        self.text(span).contains('\n')
    }

    fn parameter(&mut self, parameter: &FormalParameter<'_>) -> Option<()> {
        if parameter.optional {
            let pattern = parameter.pattern.span().end;
            let end = match &parameter.type_annotation {
                Some(annotation) => annotation.span.end,
                None => {
                    let rest = &self.source[pattern as usize..];
                    pattern + (rest.len() - rest.trim_start().strip_prefix('?')?.len()) as u32
                }
            };
            self.leave_out(Span::new(pattern, end));
        }
        Some(())
    }

    /// A `this` among the parameters, and the comma behind it.
    fn this_parameter(&mut self, this: Span) {
        let rest = &self.source[this.end as usize..];
        let comma = rest.trim_start().strip_prefix(',').map_or(0, |behind| rest.len() - behind.len());
        self.leave_out(Span::new(this.start, this.end + comma as u32));
    }

    /// What is said of an expression behind it. Without it the next line must not go on with the expression; and an
    /// imported function is called without a `this`, which takes more than its name in parentheses.
    fn behind(&mut self, id: NodeId, expression: &Expression<'_>, whole: Span) -> Option<()> {
        let next = self.source[whole.end as usize..].trim_start();
        let gap = Span::new(whole.end, (self.source.len() - next.len()) as u32);
        let goes_on = next.starts_with(['(', '[', '`', '+', '-', '/', '*', '<']);
        let is_comment = next.starts_with("//") || next.starts_with("/*");
        if is_comment || (goes_on && self.has_lines(gap)) {
            return None;
        }
        let is_name = matches!(expression.get_inner_expression(), Expression::Identifier(_));
        if is_name && self.is_called(id, whole) {
            return None;
        }
        self.leave_out(Span::new(expression.span().end, whole.end));
        Some(())
    }

    /// Whether an expression is called, in parentheses or with more said of it.
    fn is_called(&self, id: NodeId, whole: Span) -> bool {
        let mut callee = whole;
        for outer in self.semantic.nodes().ancestor_kinds(id) {
            match outer {
                AstKind::ParenthesizedExpression(_)
                | AstKind::TSAsExpression(_)
                | AstKind::TSSatisfiesExpression(_)
                | AstKind::TSNonNullExpression(_) => callee = outer.span(),
                AstKind::CallExpression(call) => return call.callee.span() == callee,
                AstKind::TaggedTemplateExpression(tagged) => return tagged.tag.span() == callee,
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use oxc::{
        allocator::Allocator,
        codegen::{Codegen, CodegenOptions, CommentOptions},
        parser::Parser,
        span::SourceType,
    };

    use super::super::{commonjs, strip};

    /// The files of TypeScript in this repository.
    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("node_modules") {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "ts") {
                found.push(path);
            }
        }
    }

    /// The code as it is printed: without comments, and without what only one of both ways leaves there.
    fn printed(code: &str) -> Vec<String> {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, code, SourceType::cjs()).parse();
        assert!(parsed.diagnostics.is_empty(), "{code}\n{:?}", parsed.diagnostics.first());
        let options = CodegenOptions { comments: CommentOptions::disabled(), ..CodegenOptions::default() };
        let text = Codegen::new().with_options(options).build(&parsed.program).code;
        let is_left_over = |line: &&str| matches!(*line, ";" | "\"use strict\";");
        text.lines().map(str::trim).filter(|line| !is_left_over(line)).map(str::to_owned).collect()
    }

    #[test]
    fn files_without_types_are_what_the_transformer_makes_of_them() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        sources(&root.join("tests"), &mut files);
        sources(&root.join("../../examples"), &mut files);
        let mut compared = 0;
        for file in files {
            let Ok(source) = std::fs::read_to_string(&file) else { continue };
            let source = source.trim_start_matches('\u{feff}');
            let Some(left_out) = commonjs::rewrite_typescript(source) else { continue };
            let (stripped, _) = strip::strip(&file, source, false).expect("TypeScript");
            let transformed = commonjs::rewrite(&stripped, SourceType::mjs()).expect("JavaScript");
            assert_eq!(printed(&left_out.code), printed(&transformed.code), "{}", file.display());
            compared += 1;
        }
        assert!(compared > 30, "only {compared} files have no more of TypeScript than types");
    }
}
