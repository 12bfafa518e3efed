//! A fresh database cluster, made once for a version and copied from then on.

use std::path::{Path, PathBuf};

use super::binaries::Binaries;
use super::cache::Cache;
use super::error::LaunchError;
use super::program::{command, run};
use super::settings::initdb_arguments;

/// The template for these programs, made by `initdb` unless the cache has it.
pub(crate) fn template(binaries: &Binaries, cache: &Cache) -> Result<PathBuf, LaunchError> {
    let account = cache.account();
    let path = cache.folder("templates")?.join(format!("{}-{}", binaries.key, account.tag()));
    cache.build_once(&path, |folder| {
        cache.give_folder(folder)?;
        let mut initdb = command(&binaries.program("initdb"), account);
        run(initdb.args(initdb_arguments(binaries.major)).arg("--pgdata").arg(folder), "")
    })?;
    Ok(path)
}

/// Makes a data folder out of the template.
///
/// The server's account copies, not root: root does not write where another account could lay links.
pub(crate) fn copy_template(template: &Path, data: &Path, cache: &Cache) -> Result<(), LaunchError> {
    cache.give_folder(data)?;
    let mut copy = command(Path::new("cp"), cache.account());
    run(copy.arg("-Rp").arg(template.join(".")).arg(data), "")
}

/// Creates a database in a data folder on which no server runs.
pub(crate) fn create_database(
    binaries: &Binaries,
    data: &Path,
    name: &str,
    cache: &Cache,
) -> Result<(), LaunchError> {
    let mut single = command(&binaries.program("postgres"), cache.account());
    let statement = format!("CREATE DATABASE \"{name}\"\n");
    run(single.args(["--single", "-F", "-D"]).arg(data).arg("template1"), &statement)
}
