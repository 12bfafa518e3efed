//! The ways to write imports and exports: ES modules, and what tsc and esbuild make of them (seen with TypeScript 5.9 and
//! esbuild 0.25).

use oxc::{
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::canonical::{DefaultVariable, Module, quoted};

/// Functions that builds put at the head of a file.
const HELPERS: &[&str] = &[
    "__createBinding",
    "__setModuleDefault",
    "__importDefault",
    "__importStar",
    "__exportStar",
    "__create",
    "__defProp",
    "__getOwnPropDesc",
    "__getOwnPropNames",
    "__getProtoOf",
    "__hasOwnProp",
    "__export",
    "__copyProps",
    "__reExport",
    "__toESM",
    "__toCommonJS",
];

/// Those that hand on a module.
const WRAPPERS: &[&str] = &["__importDefault", "__importStar", "__toESM"];

impl<'a> Module<'_, 'a> {
    pub(super) fn statement(&mut self, statement: &Statement<'a>) {
        match statement {
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportAllDeclaration(export) => {
                self.remove(export.span);
                match &export.exported {
                    Some(name) => {
                        self.exports.insert(name.name().to_string(), module(&export.source.value));
                    }
                    None => self.effects.push(format!("*{}", export.source.value)),
                }
            }
            Statement::ExportFromDeclaration(export) => {
                self.remove(export.span);
                for specifier in &export.specifiers {
                    let value = member(&export.source.value, specifier.local.name().as_str());
                    self.exports.insert(specifier.exported.name().to_string(), value);
                }
            }
            Statement::ExportNamedDeclaration(export) => {
                self.remove(export.span);
                for specifier in &export.specifiers {
                    let local = specifier.local.name().to_string();
                    self.exports.insert(specifier.exported.name().to_string(), local);
                }
            }
            Statement::ExportDeclaration(export) => self.export_declaration(export),
            Statement::ExportDefaultDeclaration(export) => self.export_default(export),
            Statement::VariableDeclaration(variable) => self.variable(variable),
            Statement::ExpressionStatement(statement) => {
                self.expression(statement.span, &statement.expression)
            }
            _ => {}
        }
    }

    fn import(&mut self, import: &ImportDeclaration<'a>) {
        self.remove(import.span);
        let source = import.source.value.as_str();
        let Some(specifiers) = &import.specifiers else {
            self.effects.push(source.to_owned());
            return;
        };
        let mut is_used = false;
        for specifier in specifiers {
            let (local, value) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(one) => {
                    (&one.local, member(source, one.imported.name().as_str()))
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => {
                    (&one.local, member(source, "default"))
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => (&one.local, module(source)),
            };
            is_used |= self.stands_for(local.symbol_id.get(), &value);
        }
        if !is_used {
            self.effects.push(source.to_owned());
        }
    }

    /// tsc writes `exports.x = 1` for `export const x = 1`, and forgets which kind of variable it was.
    fn export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        let start = export.span.start;
        match &export.declaration {
            Declaration::VariableDeclaration(variable) => {
                for declarator in &variable.declarations {
                    for name in declarator.id.get_binding_identifiers() {
                        self.exports.insert(name.name.to_string(), name.name.to_string());
                    }
                }
                if let Some(first) = variable.declarations.first() {
                    self.replace(Span::new(start, first.span.start), "const ");
                }
            }
            declaration => {
                let name = match declaration {
                    Declaration::FunctionDeclaration(function) => function.id.as_ref(),
                    Declaration::ClassDeclaration(class) => class.id.as_ref(),
                    _ => None,
                };
                if let Some(name) = name {
                    self.exports.insert(name.name.to_string(), name.name.to_string());
                }
                self.remove(Span::new(start, declaration.span().start));
            }
        }
    }

    fn export_default(&mut self, export: &ExportDefaultDeclaration<'a>) {
        let head = Span::new(export.span.start, export.declaration.span().start);
        let named = match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => function.id.as_ref(),
            ExportDefaultDeclarationKind::ClassDeclaration(class) => class.id.as_ref(),
            _ => None,
        };
        match named {
            Some(name) => {
                self.exports.insert("default".to_owned(), name.name.to_string());
                self.remove(head);
            }
            None => match &export.declaration {
                ExportDefaultDeclarationKind::Identifier(local) => {
                    self.exports.insert("default".to_owned(), local.name.to_string());
                    self.remove(export.span);
                }
                _ => self.replace(head, "__default = "),
            },
        }
    }

    fn variable(&mut self, variable: &VariableDeclaration<'a>) {
        let [declarator] = variable.declarations.as_slice() else { return };
        let BindingPattern::BindingIdentifier(id) = &declarator.id else { return };
        let name = id.name.as_str();
        let Some(init) = &declarator.init else { return };
        let empty = matches!(init, Expression::ObjectExpression(object) if object.properties.is_empty());
        if HELPERS.contains(&name) || (empty && name.ends_with("_exports")) {
            self.remove(variable.span);
        } else if let Some(source) = required(init) {
            self.remove(variable.span);
            // esbuild binds what is imported for its effects as well.
            if !self.stands_for(id.symbol_id.get(), &module(source)) {
                self.effects.push(source.to_owned());
            }
        } else if name.ends_with("_default") {
            let value = match init {
                Expression::Identifier(value) => Some(value.name.to_string()),
                _ => None,
            };
            let head = Span::new(variable.span.start, init.span().start);
            self.defaults.insert(name.to_owned(), DefaultVariable { statement: variable.span, head, value });
        }
    }

    fn expression(&mut self, statement: Span, expression: &Expression<'a>) {
        match expression {
            Expression::AssignmentExpression(assignment) => self.assignment(statement, assignment),
            Expression::CallExpression(call) => self.call(statement, call),
            // esbuild's note for Node's lexer: `0 && (module.exports = { up })`.
            Expression::LogicalExpression(logical) if matches!(&logical.left, Expression::NumericLiteral(zero) if zero.value == 0.0) =>
            {
                self.remove(statement);
            }
            _ => {}
        }
    }

    fn assignment(&mut self, statement: Span, assignment: &AssignmentExpression<'a>) {
        let AssignmentTarget::StaticMemberExpression(target) = &assignment.left else { return };
        let Expression::Identifier(object) = &target.object else { return };
        let name = target.property.name.as_str();
        if object.name == "module" && name == "exports" {
            if matches!(&assignment.right, Expression::CallExpression(call) if callee(call) == Some("__toCommonJS"))
            {
                self.remove(statement);
            }
            return;
        }
        if object.name != "exports" {
            return;
        }
        let scoping = self.semantic.scoping();
        let bound =
            scoping.get_bindings(scoping.root_scope_id()).iter().any(|(bound, _)| bound.as_str() == name);
        match &assignment.right {
            right if is_void(right) => self.remove(statement),
            Expression::Identifier(local) => {
                self.exports.insert(name.to_owned(), local.name.to_string());
                self.remove(statement);
            }
            _ if name == "default" => self.replace(target.span, "__default"),
            _ if bound => {}
            _ => {
                self.exports.insert(name.to_owned(), name.to_owned());
                self.replace(target.span, format!("const {name}"));
            }
        }
    }

    fn call(&mut self, statement: Span, call: &CallExpression<'a>) {
        if let Expression::StaticMemberExpression(member) = &call.callee {
            let defines = member.property.name == "defineProperty"
                && matches!(&member.object, Expression::Identifier(object) if object.name == "Object");
            if let (true, Some(Argument::StringLiteral(name))) = (defines, call.arguments.get(1)) {
                self.defined(statement, &name.value, call.arguments.get(2));
            }
            return;
        }
        match callee(call) {
            Some("__export") => {
                self.remove(statement);
                if let Some(Argument::ObjectExpression(object)) = call.arguments.get(1) {
                    self.getters(object);
                }
            }
            Some("__exportStar" | "__reExport") => {
                let source = call.arguments.iter().find_map(|one| one.as_expression().and_then(required));
                if let Some(source) = source {
                    self.effects.push(format!("*{source}"));
                    self.remove(statement);
                }
            }
            Some("require") => {
                if let Some(source) = literal(call) {
                    self.effects.push(source.to_owned());
                    self.remove(statement);
                }
            }
            _ => {}
        }
    }

    /// tsc's re-exports: `Object.defineProperty(exports, "x", { get: function () { return m_1.x; } })`.
    fn defined(&mut self, statement: Span, name: &str, descriptor: Option<&Argument<'a>>) {
        if name == "__esModule" {
            self.remove(statement);
            return;
        }
        let Some(Argument::ObjectExpression(descriptor)) = descriptor else { return };
        let getter = descriptor.properties.iter().find_map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => match &property.value {
                Expression::FunctionExpression(getter) => getter.body.as_ref(),
                _ => None,
            },
            ObjectPropertyKind::SpreadProperty(_) => None,
        });
        if let Some([Statement::ReturnStatement(returned)]) = getter.map(|body| body.statements.as_slice())
            && let Some(value) = &returned.argument
        {
            self.exported_expressions.insert(name.to_owned(), value.span());
            self.remove(statement);
        }
    }

    /// `{ up: () => up, default: () => x_default }`
    fn getters(&mut self, object: &ObjectExpression<'a>) {
        for property in &object.properties {
            let ObjectPropertyKind::ObjectProperty(property) = property else { continue };
            let (Some(name), Expression::ArrowFunctionExpression(getter)) =
                (property.key.static_name(), &property.value)
            else {
                continue;
            };
            match getter.get_expression() {
                Some(Expression::Identifier(local)) => {
                    self.exports.insert(name.into_owned(), local.name.to_string());
                }
                Some(value) => {
                    self.exported_expressions.insert(name.into_owned(), value.span());
                }
                None => {}
            }
        }
    }
}

fn module(source: &str) -> String {
    format!("__import({})", quoted(source))
}

fn member(source: &str, name: &str) -> String {
    if super::canonical::is_identifier(name) {
        format!("{}.{name}", module(source))
    } else {
        format!("{}[{}]", module(source), quoted(name))
    }
}

fn callee<'c>(call: &'c CallExpression<'_>) -> Option<&'c str> {
    match &call.callee {
        Expression::Identifier(name) => Some(name.name.as_str()),
        _ => None,
    }
}

/// The specifier of `require("x")`, handed on or not.
fn required<'c>(expression: &'c Expression<'_>) -> Option<&'c str> {
    let Expression::CallExpression(call) = expression else { return None };
    match callee(call) {
        Some("require") => literal(call),
        Some(wrapper) if WRAPPERS.contains(&wrapper) => {
            call.arguments.first().and_then(Argument::as_expression).and_then(required)
        }
        _ => None,
    }
}

fn literal<'c>(call: &'c CallExpression<'_>) -> Option<&'c str> {
    match call.arguments.first() {
        Some(Argument::StringLiteral(source)) => Some(source.value.as_str()),
        _ => None,
    }
}

/// `void 0`, at the end of a chain of assignments or not.
fn is_void(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::UnaryExpression(unary) => unary.operator == UnaryOperator::Void,
        Expression::AssignmentExpression(assignment) => is_void(&assignment.right),
        _ => false,
    }
}
