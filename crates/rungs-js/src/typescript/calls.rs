//! Where calls are. The engine notes positions while it parses, and a call inherits the last one noted in its
//! arguments: for `insert(rows.map(f))` that is `f`. This follows the engine's parser (quickjs.c, `emit_source_loc`)
//! to find the call that a noted position belongs to, and says where its callee is, as V8 does.

use oxc::{
    allocator::Allocator,
    ast::ast::*,
    ast_visit::{Visit, walk},
    parser::Parser,
    span::{GetSpan, SourceType},
    syntax::scope::ScopeFlags,
};

/// All calls of a file, in the order in which they end.
#[derive(Debug, Default)]
pub(crate) struct CallTable {
    calls: Vec<Call>,
}

#[derive(Debug)]
struct Call {
    /// The position that the engine notes, in bytes.
    noted: usize,
    /// Where V8 would put it.
    callee: usize,
    /// The last name of the callee.
    name: String,
}

impl CallTable {
    /// Reads the code that the engine runs; empty when it cannot be parsed.
    pub(crate) fn new(code: &str) -> Self {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, code, SourceType::cjs()).parse();
        let mut collector = Collector { code: code.as_bytes(), calls: Vec::new(), noted: 0 };
        collector.visit_program(&parsed.program);
        Self { calls: collector.calls }
    }

    /// The callee's position for a noted one. Of several calls that end in the same argument it is the one of
    /// `called`, the function that was entered; else the outermost.
    pub(crate) fn callee(&self, noted: usize, called: Option<&str>) -> Option<usize> {
        let candidates = || self.calls.iter().filter(move |call| call.noted == noted);
        let entered = called.and_then(|name| candidates().find(|call| call.name == name));
        entered.or_else(|| candidates().next_back()).map(|call| call.callee)
    }
}

struct Collector<'s> {
    code: &'s [u8],
    calls: Vec<Call>,
    /// The last position noted in the current function.
    noted: u32,
}

impl Collector<'_> {
    /// Notes a token, where the engine believes it to be.
    fn note(&mut self, token: u32) {
        self.noted = believed(self.code, token as usize) as u32;
    }

    fn call(&mut self, callee: &Expression<'_>, start: u32) {
        let (position, name) = match callee.without_parentheses() {
            Expression::StaticMemberExpression(member) => {
                (member.property.span.start, member.property.name.as_str())
            }
            Expression::Identifier(identifier) => (start, identifier.name.as_str()),
            // `(0, __m0.name)`: an imported function.
            Expression::SequenceExpression(sequence) => match sequence.expressions.last() {
                Some(Expression::StaticMemberExpression(member)) => (start, member.property.name.as_str()),
                _ => (start, ""),
            },
            _ => (start, ""),
        };
        self.calls.push(Call {
            noted: self.noted as usize,
            callee: position as usize,
            name: name.to_string(),
        });
    }

    fn arguments(&mut self, arguments: &[Argument<'_>], end: u32) {
        self.note(arguments.first().map_or(end.saturating_sub(1), |first| first.span().start));
    }

    fn inside(&mut self, walk: impl FnOnce(&mut Self)) {
        let outer = self.noted;
        walk(self);
        self.noted = outer;
    }
}

impl<'a> Visit<'a> for Collector<'_> {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.visit_expression(&call.callee);
        self.arguments(&call.arguments, call.span.end);
        self.visit_arguments(&call.arguments);
        self.call(&call.callee, call.callee.span().start);
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        self.note(new.callee.span().start);
        self.visit_expression(&new.callee);
        // Unlike a call's, the start of the arguments is not noted.
        self.visit_arguments(&new.arguments);
        let callee = new.callee.span().start;
        self.call(&new.callee, callee);
        if let Some(call) = self.calls.last_mut() {
            call.callee = new.span.start as usize;
        }
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        self.visit_expression(&binary.left);
        self.note(binary.right.span().start);
        self.visit_expression(&binary.right);
    }

    fn visit_expression_statement(&mut self, statement: &ExpressionStatement<'a>) {
        self.note(statement.span.start);
        walk::walk_expression_statement(self, statement);
    }

    fn visit_throw_statement(&mut self, statement: &ThrowStatement<'a>) {
        self.note(statement.argument.span().start);
        walk::walk_throw_statement(self, statement);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.inside(|this| walk::walk_function(this, function, flags));
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.inside(|this| walk::walk_arrow_function_expression(this, arrow));
    }
}

/// Where the engine's lexer believes a token to start: it looks only at names and after spaces, so that `"x"` in
/// `concat("x")` is thought to be at `concat`. A template that has several lines is thought to be at the start of the
/// line on which it begins.
fn believed(code: &[u8], token: usize) -> usize {
    if is_template_of_lines(&code[token.min(code.len())..]) {
        return code[..token].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    }
    let before = |at: usize| at.checked_sub(1).and_then(|at| code.get(at)).copied();
    let mut at = token;
    while at > 0 {
        let starts_name = code.get(at).is_some_and(|b| is_name(*b) && !b.is_ascii_digit());
        match before(at) {
            Some(byte) if byte.is_ascii_whitespace() => return at,
            Some(byte) if starts_name && !is_name(byte) => return at,
            Some(quote @ (b'"' | b'\'')) => at = opening(code, at - 1, quote),
            _ => at -= 1,
        }
    }
    0
}

/// Whether the code begins with a template whose text has a newline before its end or its first `${`.
fn is_template_of_lines(code: &[u8]) -> bool {
    let Some(text) = code.strip_prefix(b"`") else { return false };
    let mut bytes = text.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\n' => return true,
            b'`' => return false,
            b'$' if bytes.peek() == Some(&&b'{') => return false,
            b'\\' if bytes.next() == Some(&b'\n') => return true,
            _ => {}
        }
    }
    false
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

/// Where the string that ends at `end` starts.
fn opening(code: &[u8], end: usize, quote: u8) -> usize {
    code[..end].iter().rposition(|byte| *byte == quote).unwrap_or(0)
}
