//! What a project's JavaScript may do to the machine.

use std::path::{Path, PathBuf};

use rungs_knex::{Access, Net, Permissions};
use rungs_run::discovery::resolve;
use serde::Deserialize;

use super::Place;
use crate::arguments::GlobalOptions;

/// What only the root of a project has; the outermost one is meant, because the packages of a monorepo import each
/// other.
const MARKS: &[&str] =
    &[".git", "package.json", "pnpm-workspace.yaml", "lerna.json", "nx.json", "turbo.json", "rungs.toml"];

/// `[sandbox]` of `rungs.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SandboxSettings {
    /// What may be read besides the project: paths, or `true` for all.
    read: Option<Places>,
    /// What may be written: paths, or `true` for all.
    write: Option<Places>,
    /// Whether programs may be started.
    #[serde(default)]
    run: bool,
    /// Which servers may be asked by HTTP: hosts, with or without a port, or `true` for all.
    net: Option<Hosts>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Places {
    All(bool),
    These(Vec<PathBuf>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Hosts {
    All(bool),
    These(Vec<String>),
}

/// What of the network may be reached: what `rungs.toml` and the option allow, together.
fn net(configured: Option<&Hosts>, given: Option<&Vec<String>>) -> Net {
    let listed = match configured {
        Some(Hosts::All(true)) => return Net::Anywhere,
        Some(Hosts::These(hosts)) => hosts.as_slice(),
        Some(Hosts::All(false)) | None => &[],
    };
    if given.is_some_and(Vec::is_empty) {
        return Net::Anywhere;
    }
    let hosts: Vec<String> = listed.iter().chain(given.into_iter().flatten()).cloned().collect();
    if hosts.is_empty() { Net::Nowhere } else { Net::Hosts(hosts) }
}

/// What the JavaScript of the project at `place` may do: read the project; what `rungs.toml` and the options allow besides.
pub(super) fn permissions(place: &Place, options: &GlobalOptions) -> Permissions {
    let settings = place.rungs_toml.sandbox();
    let folder = place.rungs_toml.path().and_then(Path::parent).unwrap_or(&place.base);
    let access = |configured: Option<&Places>, given: Option<&Vec<PathBuf>>, always: Vec<PathBuf>| {
        let (listed, named) = match configured {
            Some(Places::All(true)) => return Access::Anywhere,
            Some(Places::These(paths)) => (paths.as_slice(), given),
            Some(Places::All(false)) | None => (&[][..], given),
        };
        if named.is_some_and(Vec::is_empty) {
            return Access::Anywhere;
        }
        let listed = listed.iter().map(|path| resolve(folder, path));
        let named = named.into_iter().flatten().map(|path| resolve(&place.base, path));
        Access::Below(always.into_iter().chain(listed).chain(named).collect())
    };
    let root = root(&place.base);
    // A `rungs.toml` further up says that the project begins there.
    let roots = vec![if root.starts_with(folder) { folder.to_path_buf() } else { root }];
    Permissions {
        read: access(settings.read.as_ref(), options.allow_read.as_ref(), roots),
        write: access(settings.write.as_ref(), options.allow_write.as_ref(), Vec::new()),
        run: settings.run || options.allow_run,
        net: net(settings.net.as_ref(), options.allow_net.as_ref()),
    }
}

/// Whether somebody has said what JavaScript may do.
pub(super) fn is_adjusted(place: &Place, options: &GlobalOptions) -> bool {
    let settings = place.rungs_toml.sandbox();
    let configured = settings.read.is_some() || settings.write.is_some() || settings.run;
    configured || options.allow_read.is_some() || options.allow_write.is_some() || options.allow_run
}

/// The root of the project that `folder` is in: the outermost folder with a mark, but never a user's home, nor the root
/// of the file system, where marks are left by accident.
fn root(folder: &Path) -> PathBuf {
    let home = std::env::home_dir();
    let below_home = |ancestor: &Path| ancestor.parent().is_some() && home.as_deref() != Some(ancestor);
    folder
        .ancestors()
        .take_while(|ancestor| below_home(ancestor))
        .filter(|ancestor| MARKS.iter().any(|mark| ancestor.join(mark).exists()))
        .last()
        .unwrap_or(folder)
        .to_path_buf()
}
