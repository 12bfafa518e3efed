//! ES modules to CommonJS by editing text, so that every line stays where it is.
//!
//! Imported names become property reads at the place of use (`add` → `__m0.add`), which keeps bindings live and
//! cycles working; exported names become getters.

use std::{collections::HashMap, fmt::Write};

use oxc::{
    allocator::Allocator,
    ast::{AstKind, ast::*},
    parser::Parser,
    semantic::{NodeId, Semantic, SemanticBuilder, SymbolId},
    span::{GetSpan, SourceType, Span},
};
use oxc_sourcemap::SourceMap;

use super::{Compiled, LineIndex, SyntaxError, edits::Edits, types::Types};

/// One static `import … from` or `export … from`.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    pub specifier: String,
    /// One-based position of the statement in the source.
    pub line: u32,
    pub column: u32,
}

/// Rewrites JavaScript; CommonJS text passes with nothing but `import()` changed.
///
/// # Errors
/// The first syntax error, with its position in `source`.
pub(super) fn rewrite(source: &str, source_type: SourceType) -> Result<Compiled, SyntaxError> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type).parse();
    if let Some(error) = SyntaxError::from_diagnostics(parsed.diagnostics.iter(), source) {
        return Err(error);
    }
    let program = allocator.alloc(parsed.program);
    let semantic = SemanticBuilder::new().with_build_nodes(true).build(program).semantic;
    let mut rewriter = Rewriter::new(source, &semantic);
    for statement in &program.body {
        rewriter.statement(statement);
    }
    rewriter.expressions();
    Ok(rewriter.finish(program))
}

/// Rewrites TypeScript whose types need only be left out: read once, and positions stay what they are. `None` where
/// there is more to do, or something to complain of.
pub(super) fn rewrite_typescript(source: &str) -> Option<Compiled> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::ts()).parse();
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    let program = allocator.alloc(parsed.program);
    let built = SemanticBuilder::new().with_build_nodes(true).with_check_syntax_error(true).build(program);
    if !built.diagnostics.is_empty() {
        return None;
    }
    let types = Types::find(source, &built.semantic)?;
    let mut rewriter = Rewriter::new(source, &built.semantic);
    for (span, text) in types.spans() {
        rewriter.edits.replace(span.start as usize, span.end as usize, text.into());
    }
    rewriter.types = types;
    for statement in &program.body {
        rewriter.statement(statement);
    }
    rewriter.expressions();
    Some(rewriter.finish(program))
}

impl Compiled {
    /// The same, for a text that was itself printed from another: positions lead to that one.
    pub(super) fn with_source_map(mut self, map: SourceMap<'static>) -> Self {
        let printed = super::Positions { shifts: Vec::new(), source_map: Some(map) };
        for import in &mut self.imports {
            (import.line, import.column) = printed.original(import.line, import.column);
        }
        self.positions.source_map = printed.source_map;
        self
    }
}

struct Rewriter<'s, 'a> {
    source: &'s str,
    lines: LineIndex<'s>,
    semantic: &'s Semantic<'a>,
    edits: Edits,
    /// What is left out because it is TypeScript.
    types: Types,
    imports: Vec<Import>,
    /// What runs before the module's first statement: the imports, hoisted.
    hoisted: String,
    /// `name: () => value` for each export.
    getters: Vec<(String, String)>,
    /// What stands for each imported name.
    imported: HashMap<String, String>,
    is_esm: bool,
    is_async: bool,
}

impl<'s, 'a> Rewriter<'s, 'a> {
    fn new(source: &'s str, semantic: &'s Semantic<'a>) -> Self {
        Self {
            source,
            lines: LineIndex::new(source),
            semantic,
            edits: Edits::default(),
            types: Types::default(),
            imports: Vec::new(),
            hoisted: String::new(),
            getters: Vec::new(),
            imported: HashMap::new(),
            is_esm: false,
            is_async: false,
        }
    }

    fn statement(&mut self, statement: &Statement<'a>) {
        match statement {
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportAllDeclaration(export) => self.export_all(export),
            Statement::ExportFromDeclaration(export) => self.export_from(export),
            Statement::ExportNamedDeclaration(export) => self.export_named(export),
            Statement::ExportDefaultDeclaration(export) => self.export_default(export),
            Statement::ExportDeclaration(export) => self.export_declaration(export),
            _ => return,
        }
        self.is_esm = true;
    }

    /// Notes a dependency and returns its number.
    fn depend(&mut self, source: &StringLiteral<'a>, statement: Span) -> usize {
        let (line, column) = self.lines.position(statement.start as usize);
        self.imports.push(Import { specifier: source.value.to_string(), line, column });
        self.imports.len() - 1
    }

    fn remove(&mut self, span: Span) {
        self.edits.replace(span.start as usize, span.end as usize, String::new());
    }

    fn hoist(&mut self, code: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.hoisted.write_fmt(code);
    }

    fn import(&mut self, import: &ImportDeclaration<'a>) {
        if self.types.is_import_of_types(import, self.semantic) {
            return self.remove(import.span);
        }
        let number = self.depend(&import.source, import.span);
        self.remove(import.span);
        let mut holders = Holders::new(number);
        for specifier in import.specifiers.iter().flatten() {
            if self.types.is_type(specifier, self.semantic) {
                continue;
            }
            let (local, value) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(s) => {
                    (&s.local, holders.member(s.imported.name().as_str()))
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(s) => {
                    (&s.local, holders.member("default"))
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(s) => (&s.local, holders.namespace()),
            };
            if let Some(symbol) = local.symbol_id.get() {
                self.replace_references(symbol, &value);
            }
        }
        let code = holders.code();
        self.hoist(format_args!("{code}"));
    }

    fn export_all(&mut self, export: &ExportAllDeclaration<'a>) {
        let number = self.depend(&export.source, export.span);
        self.remove(export.span);
        match &export.exported {
            Some(name) => {
                let mut holders = Holders::new(number);
                self.getters.push((name.name().to_string(), holders.namespace()));
                let code = holders.code();
                self.hoist(format_args!("{code}"));
            }
            None => self.hoist(format_args!("__rungs.exportAll({number});")),
        }
    }

    fn export_from(&mut self, export: &ExportFromDeclaration<'a>) {
        let number = self.depend(&export.source, export.span);
        self.remove(export.span);
        let mut holders = Holders::new(number);
        for specifier in &export.specifiers {
            let value = holders.member(specifier.local.name().as_str());
            self.getters.push((specifier.exported.name().to_string(), value));
        }
        let code = holders.code();
        self.hoist(format_args!("{code}"));
    }

    fn export_named(&mut self, export: &ExportNamedDeclaration<'a>) {
        self.remove(export.span);
        for specifier in &export.specifiers {
            let local = specifier.local.name().to_string();
            self.getters.push((specifier.exported.name().to_string(), local));
        }
    }

    fn export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        self.edits.replace(
            export.span.start as usize,
            export.declaration.span().start as usize,
            String::new(),
        );
        let mut names = Vec::new();
        match &export.declaration {
            Declaration::VariableDeclaration(variable) => {
                for declarator in &variable.declarations {
                    names.extend(declarator.id.get_binding_identifiers().into_iter().map(|b| b.name));
                }
            }
            Declaration::FunctionDeclaration(function) => names.extend(function.id.as_ref().map(|b| b.name)),
            Declaration::ClassDeclaration(class) => names.extend(class.id.as_ref().map(|b| b.name)),
            _ => {}
        }
        self.getters.extend(names.into_iter().map(|name| (name.to_string(), name.to_string())));
    }

    fn export_default(&mut self, export: &ExportDefaultDeclaration<'a>) {
        let declaration = export.declaration.span();
        let (start, inner) = (export.span.start as usize, declaration.start as usize);
        let named = match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => match &function.id {
                Some(id) => Some(id.name.to_string()),
                None => {
                    // Stays a declaration, so that it is hoisted as the language has it.
                    let open = self.source[inner..].find('(').map_or(inner, |at| inner + at);
                    self.edits.insert(open, " __default".into());
                    self.hoist(format_args!("__rungs.nameDefault(__default);"));
                    Some("__default".to_string())
                }
            },
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                class.id.as_ref().map(|id| id.name.to_string())
            }
            _ => None,
        };
        match named {
            Some(name) => {
                self.edits.replace(start, inner, String::new());
                self.getters.push(("default".into(), name));
            }
            None => {
                // An object's property gives anonymous functions and classes the name `default`.
                self.edits.replace(start, inner, "var __default = { default: ".into());
                let end = declaration.end as usize;
                self.edits.insert(end, " }.default;".into());
                self.getters.push(("default".into(), "__default".into()));
            }
        }
    }

    /// Puts `value` wherever the imported `symbol` is used.
    fn replace_references(&mut self, symbol: SymbolId, value: &str) {
        let scoping = self.semantic.scoping();
        let nodes = self.semantic.nodes();
        for reference in scoping.get_resolved_references(symbol) {
            let node = reference.node_id();
            let span = nodes.kind(node).span();
            if self.types.contain(span) {
                continue;
            }
            let text = match nodes.parent_kind(node) {
                // The statement is removed as a whole; its getter reads the import.
                AstKind::ExportSpecifier(_) => {
                    continue;
                }
                AstKind::ObjectProperty(property) if property.shorthand => {
                    format!("{}: {value}", &self.source[span.start as usize..span.end as usize])
                }
                AstKind::CallExpression(call) if call.callee.span() == span => {
                    let semicolon = if self.starts_statement(nodes.parent_id(node), span) { ";" } else { "" };
                    format!("{semicolon}(0, {value})")
                }
                AstKind::TaggedTemplateExpression(tagged) if tagged.tag.span() == span => {
                    let semicolon = if self.starts_statement(nodes.parent_id(node), span) { ";" } else { "" };
                    format!("{semicolon}(0, {value})")
                }
                _ => value.to_string(),
            };
            self.edits.replace(span.start as usize, span.end as usize, text);
        }
        self.imported.insert(scoping.symbol_name(symbol).to_string(), value.to_string());
    }

    /// Whether a parenthesis at `span` would continue the statement before it, where that one ends without
    /// a semicolon.
    fn starts_statement(&self, node: NodeId, span: Span) -> bool {
        let nodes = self.semantic.nodes();
        let statement = nodes.ancestors_enumerated(node).find_map(|(id, node)| match node.kind() {
            AstKind::ExpressionStatement(statement) => Some((id, statement.span)),
            _ => None,
        });
        let Some((id, statement)) = statement else { return false };
        statement.start == span.start
            && matches!(
                nodes.parent_kind(id),
                AstKind::Program(_)
                    | AstKind::BlockStatement(_)
                    | AstKind::FunctionBody(_)
                    | AstKind::SwitchCase(_)
                    | AstKind::StaticBlock(_)
            )
    }

    /// `import()`, `import.meta`, and `await` outside functions.
    fn expressions(&mut self) {
        for (id, node) in self.semantic.nodes().iter_enumerated() {
            match node.kind() {
                AstKind::ImportExpression(import) => {
                    let start = import.span.start as usize;
                    self.edits.replace(start, start + "import".len(), "__rungs.importDynamic".into());
                }
                AstKind::ImportMeta(meta) => {
                    let (start, end) = (meta.span.start as usize, meta.span.end as usize);
                    self.edits.replace(start, end, "__rungs.meta".into());
                    self.is_esm = true;
                }
                AstKind::AwaitExpression(_) => self.is_async |= self.is_top_level(id),
                AstKind::ForOfStatement(of) if of.r#await => self.is_async |= self.is_top_level(id),
                _ => {}
            }
        }
    }

    fn is_top_level(&self, node: NodeId) -> bool {
        !self.semantic.nodes().ancestor_kinds(node).any(|kind| {
            matches!(
                kind,
                AstKind::Function(_)
                    | AstKind::ArrowFunctionExpression(_)
                    | AstKind::StaticBlock(_)
                    | AstKind::PropertyDefinition(_)
            )
        })
    }

    fn finish(mut self, program: &Program<'a>) -> Compiled {
        if let Some(hashbang) = &program.hashbang {
            let start = hashbang.span.start as usize;
            self.edits.replace(start, start + 2, "//".into());
        }
        let mut head = String::from(super::head(self.is_async));
        head.push_str(&self.parameters());
        head.push_str(") {");
        if self.is_esm {
            // A namespace lists its names in order.
            self.getters.sort();
            head.push_str("\"use strict\";__rungs.exports({");
            for (name, local) in &self.getters {
                let value = self.imported.get(local).unwrap_or(local);
                let _ = write!(head, "{}: () => {value}, ", quoted(name));
            }
            head.push_str("});");
        }
        head.push_str(&self.hoisted);
        self.edits.insert(0, head);
        self.edits.insert(self.source.len(), super::TAIL.into());
        let (code, positions) = self.edits.apply(self.source);
        Compiled { code, imports: self.imports, is_async: self.is_async, positions }
    }

    /// The module function's parameters; a name that the file declares itself (`const __dirname = …`) makes room.
    fn parameters(&self) -> String {
        let scoping = self.semantic.scoping();
        let declared = |name: &str| {
            scoping.get_bindings(scoping.root_scope_id()).iter().any(|(bound, _)| bound.as_str() == name)
        };
        let names = super::PARAMETERS
            .split(", ")
            .enumerate()
            .map(|(at, name)| if declared(name) { format!("__shadowed{at}") } else { name.to_string() });
        names.collect::<Vec<_>>().join(", ")
    }
}

/// The variables that one import declaration needs: the module's exports, its default, its namespace.
struct Holders {
    number: usize,
    exports: bool,
    default: bool,
    namespace: bool,
}

impl Holders {
    fn new(number: usize) -> Self {
        Self { number, exports: false, default: false, namespace: false }
    }

    /// The expression that reads `name` of the module.
    fn member(&mut self, name: &str) -> String {
        let number = self.number;
        if name == "default" {
            self.default = true;
            return format!("__d{number}.default");
        }
        self.exports = true;
        if is_identifier(name) {
            format!("__m{number}.{name}")
        } else {
            format!("__m{number}[{}]", quoted(name))
        }
    }

    fn namespace(&mut self) -> String {
        self.namespace = true;
        format!("__n{}", self.number)
    }

    fn code(&self) -> String {
        let number = self.number;
        let mut code = String::new();
        if self.exports {
            let _ = write!(code, "const __m{number} = __rungs.import({number});");
        }
        if self.default {
            let _ = write!(code, "const __d{number} = __rungs.importDefault({number});");
        }
        if self.namespace {
            let _ = write!(code, "const __n{number} = __rungs.importNamespace({number});");
        }
        if code.is_empty() {
            let _ = write!(code, "__rungs.import({number});");
        }
        code
    }
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

fn quoted(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}
