use std::path::Path;

use oxc::{
    allocator::Allocator,
    codegen::{Codegen, CodegenOptions, CommentOptions},
    parser::Parser,
    semantic::SemanticBuilder,
    span::SourceType,
    transformer::{
        DecoratorOptions, HelperLoaderMode, HelperLoaderOptions, Module, TransformOptions, Transformer,
    },
};
use oxc_sourcemap::SourceMap;

use super::SyntaxError;

/// TypeScript to JavaScript: types go, enums, namespaces, parameter properties, `import x = require()` and
/// `export =` become what tsc makes of them, and imports used only as types are elided.
///
/// Decorators are compiled as `experimentalDecorators` has it, since the engine has none of its own.
///
/// # Errors
/// The first syntax error, with its position in `source`.
pub(super) fn strip(
    path: &Path,
    source: &str,
    jsx: bool,
) -> Result<(String, SourceMap<'static>), SyntaxError> {
    let allocator = Allocator::default();
    let source_type = if jsx { SourceType::tsx() } else { SourceType::ts() };
    let parsed = Parser::new(&allocator, source, source_type).parse();
    if let Some(error) = SyntaxError::from_diagnostics(parsed.diagnostics.iter(), source) {
        return Err(error);
    }
    let mut program = parsed.program;
    let semantic = SemanticBuilder::new()
        .with_excess_capacity(2.0)
        .with_enum_eval(true)
        .with_check_syntax_error(true)
        .build(&program);
    if let Some(error) = SyntaxError::from_diagnostics(semantic.diagnostics.iter(), source) {
        return Err(error);
    }
    let transformed = Transformer::new(&allocator, path, &options())
        .build_with_scoping(semantic.semantic.into_scoping(), &mut program);
    if let Some(error) = SyntaxError::from_diagnostics(transformed.diagnostics.iter(), source) {
        return Err(error);
    }
    let printed = Codegen::new()
        .with_options(CodegenOptions {
            source_map_path: Some(path.to_path_buf()),
            comments: CommentOptions::disabled(),
            ..CodegenOptions::default()
        })
        .build(&program);
    // The printer always makes a map when it is given a path.
    let map = printed.map.map(SourceMap::into_owned).unwrap_or_default();
    Ok((printed.code, map))
}

fn options() -> TransformOptions {
    let mut options = TransformOptions {
        decorator: DecoratorOptions { legacy: true, ..DecoratorOptions::default() },
        helper_loader: HelperLoaderOptions {
            mode: HelperLoaderMode::External,
            ..HelperLoaderOptions::default()
        },
        ..TransformOptions::default()
    };
    options.env.module = Module::CommonJS;
    options
}
