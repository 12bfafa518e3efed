//! What a file asks for by name: modules, and paths from its own folder.

use oxc::{
    ast::{AstKind, ast::*},
    semantic::Semantic,
};

/// As it is written.
#[derive(Default)]
pub(super) struct Needs {
    pub specifiers: Vec<String>,
    /// `path.join(__dirname, "..", "x.sql")` in its parts.
    pub paths: Vec<Vec<String>>,
}

pub(super) fn of(semantic: &Semantic<'_>) -> Needs {
    let mut needs = Needs::default();
    for node in semantic.nodes().iter() {
        match node.kind() {
            AstKind::ImportDeclaration(import) => needs.specifiers.push(import.source.value.to_string()),
            AstKind::ExportAllDeclaration(export) => needs.specifiers.push(export.source.value.to_string()),
            AstKind::ExportFromDeclaration(export) => needs.specifiers.push(export.source.value.to_string()),
            AstKind::ImportExpression(import) => {
                if let Expression::StringLiteral(source) = &import.source {
                    needs.specifiers.push(source.value.to_string());
                }
            }
            AstKind::CallExpression(call) => needs.call(call),
            AstKind::NewExpression(new) => needs.url(new),
            AstKind::TemplateLiteral(template) => needs.template(template),
            AstKind::BinaryExpression(sum) => needs.sum(sum),
            _ => {}
        }
    }
    needs
}

impl Needs {
    /// `require("x")`, `path.join(__dirname, …)`, `path.resolve(__dirname, …)`.
    fn call(&mut self, call: &CallExpression<'_>) {
        let name = match &call.callee {
            Expression::Identifier(name) => name.name.as_str(),
            Expression::StaticMemberExpression(member) => member.property.name.as_str(),
            _ => return,
        };
        let texts = |arguments: &[Argument<'_>]| -> Vec<String> {
            let text = |one: &Argument<'_>| match one {
                Argument::StringLiteral(text) => Some(text.value.to_string()),
                _ => None,
            };
            arguments.iter().map_while(text).collect()
        };
        match (name, call.arguments.first()) {
            ("require", Some(Argument::StringLiteral(source))) => {
                self.specifiers.push(source.value.to_string());
            }
            ("join" | "resolve", Some(first)) if first.as_expression().is_some_and(is_own_folder) => {
                let parts = texts(&call.arguments[1..]);
                if !parts.is_empty() {
                    self.paths.push(parts);
                }
            }
            _ => {}
        }
    }

    /// `new URL("./x.sql", import.meta.url)`
    fn url(&mut self, new: &NewExpression<'_>) {
        let is_url = matches!(&new.callee, Expression::Identifier(name) if name.name == "URL");
        if let (true, Some(Argument::StringLiteral(path)), Some(_)) =
            (is_url, new.arguments.first(), new.arguments.get(1))
        {
            self.paths.push(vec![path.value.to_string()]);
        }
    }

    /// `${__dirname}/x.sql`
    fn template(&mut self, template: &TemplateLiteral<'_>) {
        if let ([head, tail], [folder]) = (template.quasis.as_slice(), template.expressions.as_slice())
            && head.value.raw.is_empty()
            && is_own_folder(folder)
        {
            self.path(tail.value.raw.as_str());
        }
    }

    /// `__dirname + "/x.sql"`
    fn sum(&mut self, sum: &BinaryExpression<'_>) {
        if let (true, Expression::StringLiteral(tail)) = (is_own_folder(&sum.left), &sum.right) {
            self.path(tail.value.as_str());
        }
    }

    fn path(&mut self, tail: &str) {
        let tail = tail.trim_start_matches('/');
        if !tail.is_empty() {
            self.paths.push(vec![tail.to_owned()]);
        }
    }
}

/// `__dirname`, `import.meta.dirname`
fn is_own_folder(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::Identifier(name) => name.name == "__dirname",
        Expression::StaticMemberExpression(member) => {
            member.property.name == "dirname" && !matches!(&member.object, Expression::Identifier(_))
        }
        _ => false,
    }
}
