use std::path::{Path, PathBuf};

use oxc_resolver::{ResolveError, ResolveOptions, TsconfigDiscovery};

use crate::builtins;

/// How a module is asked for; decides which conditions of an `exports` map apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Require,
    Import,
}

/// Where a specifier leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A builtin, by its name without `node:`.
    Builtin(String),
    /// A module that the embedder answers, by the specifier.
    Provided(String),
    /// A file, its symbolic links resolved.
    File(PathBuf),
}

/// A specifier that leads nowhere.
#[derive(Debug)]
pub(crate) struct NotFound {
    /// Node's error code.
    pub code: &'static str,
    /// Node's message.
    pub message: String,
    /// What the user can do, where Rungs knows.
    pub hint: Option<String>,
}

/// Resolves specifiers as Node and tsx do.
pub(crate) struct Resolver {
    /// For relative and absolute paths in the team's own files: TypeScript is preferred, `tsconfig.json` heard.
    own: oxc_resolver::Resolver,
    /// As `own`, when a `tsconfig.json` on the way cannot be read.
    own_without_tsconfig: oxc_resolver::Resolver,
    /// For packages.
    require: oxc_resolver::Resolver,
    import: oxc_resolver::Resolver,
}

impl Resolver {
    /// A resolver for which `conditions` of `exports` and `imports` maps apply besides Node's own.
    pub(crate) fn new(conditions: &[String]) -> Self {
        let own = own_files(conditions);
        let require = oxc_resolver::Resolver::new(packages(REQUIRE, conditions));
        Self {
            own: require.clone_with_options(ResolveOptions {
                tsconfig: Some(TsconfigDiscovery::Auto),
                ..own.clone()
            }),
            own_without_tsconfig: require.clone_with_options(own),
            import: require.clone_with_options(packages(IMPORT, conditions)),
            require,
        }
    }

    /// Finds what `specifier` means in the file `importer`. `provided` says which specifiers the embedder answers.
    ///
    /// # Errors
    /// Node's "Cannot find module", with a hint.
    pub(crate) fn resolve(
        &self,
        specifier: &str,
        importer: &Path,
        kind: Kind,
        provided: impl Fn(&str) -> bool,
    ) -> Result<Target, NotFound> {
        if let Some(name) = builtins::name_of(specifier) {
            return Ok(Target::Builtin(name.to_string()));
        }
        if let Some(name) = specifier.strip_prefix("node:") {
            return Err(NotFound {
                code: "ERR_UNKNOWN_BUILTIN_MODULE",
                message: format!("No such built-in module: node:{name}"),
                hint: None,
            });
        }
        if provided(specifier) {
            return Ok(Target::Provided(specifier.to_string()));
        }
        let path = match specifier.strip_prefix("file:") {
            Some(_) => file_url_path(specifier),
            None => specifier.split('?').next().unwrap_or(specifier).to_string(),
        };
        self.resolve_file(&path, importer, kind)
            .map(Target::File)
            .map_err(|error| not_found(specifier, importer, kind, &error))
    }

    fn resolve_file(&self, specifier: &str, importer: &Path, kind: Kind) -> Result<PathBuf, ResolveError> {
        let (first, second) = match kind {
            Kind::Require => (&self.require, &self.import),
            Kind::Import => (&self.import, &self.require),
        };
        if in_node_modules(importer) {
            return attempt(first, importer, specifier).or_else(|error| {
                if is_path(specifier) {
                    Err(error)
                } else {
                    attempt(second, importer, specifier).map_err(|_| error)
                }
            });
        }
        if is_path(specifier) {
            return self.resolve_own(specifier, importer);
        }
        // A package first, then what tsconfig's `paths` and `baseUrl` make of the name: these may shadow packages,
        // but only when they lead to a file, and then they come first.
        match self.resolve_own(specifier, importer) {
            Ok(path) if !in_node_modules(&path) => Ok(path),
            own => attempt(first, importer, specifier)
                .or_else(|error| attempt(second, importer, specifier).map_err(|_| error))
                .or(own),
        }
    }

    fn resolve_own(&self, specifier: &str, importer: &Path) -> Result<PathBuf, ResolveError> {
        match attempt(&self.own, importer, specifier) {
            Err(
                ResolveError::TsconfigNotFound(_)
                | ResolveError::TsconfigLoadFailed { .. }
                | ResolveError::TsconfigCircularExtend(_)
                | ResolveError::TsconfigSelfReference(_),
            ) => attempt(&self.own_without_tsconfig, importer, specifier),
            other => other,
        }
    }
}

fn attempt(
    resolver: &oxc_resolver::Resolver,
    importer: &Path,
    specifier: &str,
) -> Result<PathBuf, ResolveError> {
    resolver.resolve_file(importer, specifier).map(|resolution| resolution.path().to_path_buf())
}

fn in_node_modules(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "node_modules")
}

fn is_path(specifier: &str) -> bool {
    specifier == "."
        || specifier == ".."
        || ["./", "../", "/"].iter().any(|start| specifier.starts_with(start))
}

/// Whether `specifier` names a package, or an alias, rather than a place.
pub(crate) fn is_bare(specifier: &str) -> bool {
    !is_path(specifier) && !specifier.starts_with("file:")
}

/// Node's conditions for each [`Kind`].
const REQUIRE: &[&str] = &["node", "require"];
const IMPORT: &[&str] = &["node", "import", "module-sync"];

fn packages(node: &[&str], conditions: &[String]) -> ResolveOptions {
    ResolveOptions {
        condition_names: strings(node).into_iter().chain(conditions.iter().cloned()).collect(),
        extensions: strings(&[".js", ".json", ".cjs", ".mjs", ".ts", ".tsx", ".mts", ".cts"]),
        main_fields: strings(&["main"]),
        ..ResolveOptions::default()
    }
}

fn own_files(conditions: &[String]) -> ResolveOptions {
    ResolveOptions {
        extensions: strings(&[".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs", ".json"]),
        extension_alias: vec![
            (".js".into(), strings(&[".ts", ".tsx", ".js", ".jsx"])),
            (".jsx".into(), strings(&[".tsx", ".ts", ".jsx", ".js"])),
            (".mjs".into(), strings(&[".mts", ".mjs"])),
            (".cjs".into(), strings(&[".cts", ".cjs"])),
        ],
        ..packages(REQUIRE, conditions)
    }
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn not_found(specifier: &str, importer: &Path, kind: Kind, error: &ResolveError) -> NotFound {
    match error {
        ResolveError::PackagePathNotExported { .. } => {
            NotFound { code: "ERR_PACKAGE_PATH_NOT_EXPORTED", message: error.to_string(), hint: None }
        }
        ResolveError::PackageImportNotDefined(..) => {
            let message = format!("{error} imported from {}", importer.display());
            NotFound { code: "ERR_PACKAGE_IMPORT_NOT_DEFINED", message, hint: None }
        }
        ResolveError::Json(json) => NotFound {
            code: "ERR_INVALID_PACKAGE_CONFIG",
            message: format!("Invalid package config {}: {}", json.path.display(), json.message),
            hint: None,
        },
        _ => {
            let importer = importer.display();
            let (code, message) = match kind {
                Kind::Require => (
                    "MODULE_NOT_FOUND",
                    format!("Cannot find module '{specifier}'\nRequire stack:\n- {importer}"),
                ),
                Kind::Import if is_path(specifier) => (
                    "ERR_MODULE_NOT_FOUND",
                    format!("Cannot find module '{specifier}' imported from {importer}"),
                ),
                Kind::Import => (
                    "ERR_MODULE_NOT_FOUND",
                    format!("Cannot find package '{specifier}' imported from {importer}"),
                ),
            };
            NotFound { code, message, hint: hint(specifier) }
        }
    }
}

fn hint(specifier: &str) -> Option<String> {
    if specifier.starts_with('#') {
        return Some(
            "the `imports` of package.json lead to a file that is not there: build it first, or name the condition \
             that leads to the source, as in NODE_OPTIONS=--conditions=development"
                .into(),
        );
    }
    if is_path(specifier) || specifier.starts_with("file:") {
        return Some(
            "look for a typing error in the path, or for a file that was moved or is not committed".into(),
        );
    }
    let mut parts = specifier.split('/');
    let package = match (parts.next()?, parts.next()) {
        (scope, Some(name)) if scope.starts_with('@') => format!("{scope}/{name}"),
        (name, _) => name.to_string(),
    };
    Some(format!("run `npm install {package}`, or add it to tsconfig's `paths` if it is a file of your own"))
}

/// The path of a `file:` URL.
fn file_url_path(url: &str) -> String {
    let path = url.trim_start_matches("file:").trim_start_matches("//");
    let path = path.split(['?', '#']).next().unwrap_or(path);
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}
