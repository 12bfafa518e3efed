//! One form for all ways to write a module.

use std::collections::BTreeMap;
use std::path::Path;

use oxc::{
    allocator::Allocator,
    ast::{AstKind, ast::*},
    codegen::{Codegen, CodegenOptions},
    parser::{ParseOptions, Parser},
    semantic::{Semantic, SemanticBuilder, SymbolId},
    span::{GetSpan, SourceType, Span},
};

use super::needs;
use crate::typescript::{SyntaxError, strip_types};

/// What a module is, however it is written.
pub(super) struct Canonical {
    pub code: String,
    /// What it imports or requires, as it is written.
    pub specifiers: Vec<String>,
    /// Paths from its own folder, in their parts.
    pub paths: Vec<Vec<String>>,
}

/// # Errors
/// When it cannot be parsed.
pub(super) fn canonical(path: &Path, source: &str) -> Result<Canonical, SyntaxError> {
    let js = strip_types(path, source)?;
    let allocator = Allocator::default();
    let program = allocator.alloc(parse(&allocator, &js)?);
    let semantic = SemanticBuilder::new().with_build_nodes(true).build(program).semantic;
    let mut module = Module::new(&js, &semantic);
    module.read(program);
    let code = module.write();
    let needs = needs::of(&semantic);
    // Should the rewritten text not parse, the file stands as it is.
    let printed = print(&code).or_else(|_| print(&js))?;
    Ok(Canonical { code: printed, specifiers: needs.specifiers, paths: needs.paths })
}

/// As a module, or as a script where it is none: `return` at the top, `with`.
fn parse<'a>(allocator: &'a Allocator, source: &'a str) -> Result<Program<'a>, SyntaxError> {
    let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
    let parse = |source_type| {
        let parsed = Parser::new(allocator, source, source_type).with_options(options).parse();
        match SyntaxError::from_diagnostics(parsed.diagnostics.iter(), source) {
            Some(error) => Err(error),
            None => Ok(parsed.program),
        }
    };
    parse(SourceType::mjs()).or_else(|error| parse(SourceType::cjs()).map_err(|_| error))
}

/// Without white space and comments, each token in one form.
fn print(source: &str) -> Result<String, SyntaxError> {
    let allocator = Allocator::default();
    let program = parse(&allocator, source)?;
    Ok(Codegen::new().with_options(CodegenOptions::minify()).build(&program).code)
}

/// `var x_default = …`
pub(super) struct DefaultVariable {
    pub statement: Span,
    /// What stands before its value.
    pub head: Span,
    /// The variable that is its value, if it is one.
    pub value: Option<String>,
}

/// A module that is being read.
pub(super) struct Module<'s, 'a> {
    pub source: &'s str,
    pub semantic: &'s Semantic<'a>,
    edits: Vec<(usize, usize, String)>,
    /// Exported names with what they give.
    pub exports: BTreeMap<String, String>,
    /// Those that give an expression, with its place.
    pub exported_expressions: BTreeMap<String, Span>,
    /// What is loaded for its effects, in order; `*x` exports all that x does.
    pub effects: Vec<String>,
    /// Variables that may turn out to be the default export.
    pub defaults: BTreeMap<String, DefaultVariable>,
    /// What stands for each imported name.
    imported: BTreeMap<String, String>,
}

impl<'s, 'a> Module<'s, 'a> {
    fn new(source: &'s str, semantic: &'s Semantic<'a>) -> Self {
        Self {
            source,
            semantic,
            edits: Vec::new(),
            exports: BTreeMap::new(),
            exported_expressions: BTreeMap::new(),
            effects: Vec::new(),
            defaults: BTreeMap::new(),
            imported: BTreeMap::new(),
        }
    }

    fn read(&mut self, program: &Program<'a>) {
        if let Some(hashbang) = &program.hashbang {
            self.remove(hashbang.span);
        }
        for directive in program.directives.iter().filter(|directive| directive.directive == "use strict") {
            self.remove(directive.span);
        }
        for statement in &program.body {
            self.statement(statement);
        }
        self.default_variable();
        self.expressions();
    }

    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.edits.push((span.start as usize, span.end as usize, text.into()));
    }

    pub(super) fn remove(&mut self, span: Span) {
        self.replace(span, "");
    }

    /// Puts `value` wherever `symbol` is used, and says whether it is.
    pub(super) fn stands_for(&mut self, symbol: Option<SymbolId>, value: &str) -> bool {
        let Some(symbol) = symbol else { return false };
        let (scoping, nodes) = (self.semantic.scoping(), self.semantic.nodes());
        for reference in scoping.get_resolved_references(symbol) {
            let span = nodes.kind(reference.node_id()).span();
            let text = match nodes.parent_kind(reference.node_id()) {
                AstKind::ObjectProperty(property) if property.shorthand => {
                    format!("{}: {value}", &self.source[span.start as usize..span.end as usize])
                }
                _ => value.to_owned(),
            };
            self.replace(span, text);
        }
        self.imported.insert(scoping.symbol_name(symbol).to_string(), value.to_owned());
        scoping.get_resolved_references(symbol).next().is_some()
    }

    /// esbuild names the default export.
    fn default_variable(&mut self) {
        let Some(variable) = self.exports.get("default").and_then(|name| self.defaults.remove(name)) else {
            return;
        };
        match variable.value {
            Some(value) => {
                self.exports.insert("default".to_owned(), value);
                self.remove(variable.statement);
            }
            None => {
                self.exports.remove("default");
                self.replace(variable.head, "__default = ");
            }
        }
    }

    /// What is written in several ways within statements.
    fn expressions(&mut self) {
        let nodes = self.semantic.nodes();
        for (id, node) in nodes.iter_enumerated() {
            match node.kind() {
                AstKind::SequenceExpression(sequence) => {
                    if let [Expression::NumericLiteral(zero), callee] = sequence.expressions.as_slice()
                        && zero.value == 0.0
                    {
                        self.remove(Span::new(sequence.span.start, callee.span().start));
                    }
                }
                AstKind::StaticMemberExpression(member) => {
                    let name = member.property.name.as_str();
                    if matches!(&member.object, Expression::Identifier(object) if object.name == "exports")
                        && self.exports.get(name).is_some_and(|local| local == name)
                    {
                        self.replace(member.span, name);
                    }
                }
                AstKind::ObjectProperty(property) if !property.computed => {
                    if let PropertyKey::StringLiteral(key) = &property.key
                        && is_identifier(&key.value)
                    {
                        self.replace(key.span, key.value.to_string());
                    }
                }
                AstKind::EmptyStatement(empty)
                    if matches!(
                        nodes.parent_kind(id),
                        AstKind::Program(_) | AstKind::BlockStatement(_) | AstKind::FunctionBody(_)
                    ) =>
                {
                    self.remove(empty.span);
                }
                _ => {}
            }
        }
    }

    fn write(mut self) -> String {
        // What begins first comes first; within what is removed nothing counts.
        self.edits.sort_by_key(|(from, to, _)| (*from, std::cmp::Reverse(*to)));
        let mut code = self.edited(0, self.source.len());
        for effect in &self.effects {
            code.push_str(&format!("\n__effect({});", quoted(effect)));
        }
        let named = self
            .exports
            .iter()
            .map(|(name, local)| (name, self.imported.get(local).unwrap_or(local).clone()));
        let expressions = self
            .exported_expressions
            .iter()
            .map(|(name, span)| (name, self.edited(span.start as usize, span.end as usize)));
        let exports: BTreeMap<&String, String> = named.chain(expressions).collect();
        for (name, value) in exports {
            code.push_str(&format!("\n__export[{}] = {value};", quoted(name)));
        }
        code
    }

    /// A part of the source with what was put in its place.
    fn edited(&self, start: usize, end: usize) -> String {
        let mut out = String::new();
        let mut read = start;
        for (from, to, text) in &self.edits {
            let is_whole = (*from, *to) == (start, end) && text.is_empty();
            if *from < read || *to > end || is_whole {
                continue;
            }
            out.push_str(&self.source[read..*from]);
            out.push_str(text);
            // A statement that goes must not join its neighbours.
            if text.is_empty() {
                out.push('\n');
            }
            read = *to;
        }
        out + self.source.get(read..end).unwrap_or_default()
    }
}

pub(super) fn is_identifier(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
}

pub(super) fn quoted(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}
