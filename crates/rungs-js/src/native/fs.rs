//! The file system, synchronous; `fs.js` makes Node's three forms of it. Every path passes the sandbox here.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    rc::Rc,
    time::UNIX_EPOCH,
};

use rquickjs::{Array, ArrayBuffer, Ctx, Object, TypedArray};

use super::{add, throw};
use crate::host::Host;
use crate::sandbox::{Act, Links, Refusal};

/// Node's names of system errors.
const ERRORS: [(io::ErrorKind, &str, i32, &str); 9] = [
    (io::ErrorKind::NotFound, "ENOENT", -2, "no such file or directory"),
    (io::ErrorKind::PermissionDenied, "EACCES", -13, "permission denied"),
    (io::ErrorKind::AlreadyExists, "EEXIST", -17, "file already exists"),
    (io::ErrorKind::NotADirectory, "ENOTDIR", -20, "not a directory"),
    (io::ErrorKind::IsADirectory, "EISDIR", -21, "illegal operation on a directory"),
    (io::ErrorKind::DirectoryNotEmpty, "ENOTEMPTY", -39, "directory not empty"),
    (io::ErrorKind::InvalidInput, "EINVAL", -22, "invalid argument"),
    (io::ErrorKind::StorageFull, "ENOSPC", -28, "no space left on device"),
    (io::ErrorKind::ReadOnlyFilesystem, "EROFS", -30, "read-only file system"),
];

/// Throws as Node's fs does: `ENOENT: no such file or directory, open 'x'`.
pub(super) fn throw_io(
    ctx: &Ctx<'_>,
    error: &io::Error,
    call: &str,
    path: &Path,
    destination: Option<&Path>,
) -> rquickjs::Error {
    let known = ERRORS.iter().find(|(kind, ..)| *kind == error.kind());
    let (code, number, text) = match known {
        Some((_, code, number, text)) => (*code, *number, (*text).to_string()),
        None => ("EIO", -error.raw_os_error().unwrap_or(5), error.to_string()),
    };
    let shown = path.display().to_string();
    let target = destination.map(|d| format!(" -> '{}'", d.display())).unwrap_or_default();
    let message = format!("{code}: {text}, {call} '{shown}'{target}");
    let thrown = throw(ctx, &message, code, &[("syscall", call.to_string()), ("path", shown)]);
    let value = ctx.catch();
    if let Some(object) = value.as_object() {
        let _ = object.set("errno", number);
    }
    ctx.throw(value);
    thrown
}

/// Throws as Node's fs does where the system denies it, with what to do.
pub(super) fn throw_refusal(ctx: &Ctx<'_>, refusal: Refusal, call: &str, path: &Path) -> rquickjs::Error {
    let shown = path.display().to_string();
    let message = format!("EACCES: permission denied, {call} '{shown}'");
    let properties = [("syscall", call.to_string()), ("path", shown), ("__hint", refusal.hint)];
    throw(ctx, &message, "EACCES", &properties)
}

/// One native function a row.
pub(super) fn install<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    let at = Paths { host: host.clone() };
    reading(native, &at)?;
    changing(native, &at)?;
    linking(native, &at)
}

fn reading<'js>(native: &Object<'js>, paths: &Paths) -> rquickjs::Result<()> {
    let at = paths.clone();
    add(native, "readFile", move |ctx: Ctx<'js>, path: String| {
        let bytes = at.act(&ctx, READ, "open", &path, |p| fs::read(p))?;
        ArrayBuffer::new(ctx, bytes)
    })?;
    let at = paths.clone();
    add(native, "exists", move |path: String| {
        let path = at.absolute(&path);
        at.host.sandbox.check(Act::Read, &path, Links::Follow).is_ok() && path.exists()
    })?;
    let at = paths.clone();
    add(native, "stat", move |ctx: Ctx<'js>, path: String, follow: bool| {
        let call = if follow { "stat" } else { "lstat" };
        let metadata = match follow {
            true => at.act(&ctx, READ, call, &path, |p| fs::metadata(p)),
            false => at.act(&ctx, READ_LINK, call, &path, |p| fs::symlink_metadata(p)),
        }?;
        stats(&ctx, &metadata)
    })?;
    let at = paths.clone();
    add(native, "readDirectory", move |ctx: Ctx<'js>, path: String| {
        let entries = at.act(&ctx, READ, "scandir", &path, list)?;
        let array = Array::new(ctx.clone())?;
        for (index, (name, kind)) in entries.into_iter().enumerate() {
            let pair = Array::new(ctx.clone())?;
            pair.set(0, name)?;
            pair.set(1, kind)?;
            array.set(index, pair)?;
        }
        rquickjs::Result::Ok(array)
    })?;
    let at = paths.clone();
    add(native, "realPath", move |ctx: Ctx<'js>, path: String| {
        at.act(&ctx, READ, "realpath", &path, |p| fs::canonicalize(p))
            .map(|p| p.to_string_lossy().into_owned())
    })?;
    let at = paths.clone();
    add(native, "readLink", move |ctx: Ctx<'js>, path: String| {
        at.act(&ctx, READ_LINK, "readlink", &path, |p| fs::read_link(p))
            .map(|p| p.to_string_lossy().into_owned())
    })
}

fn changing<'js>(native: &Object<'js>, paths: &Paths) -> rquickjs::Result<()> {
    let at = paths.clone();
    add(native, "writeFile", move |ctx: Ctx<'js>, path: String, data: TypedArray<'js, u8>, flag: String| {
        at.act(&ctx, CHANGE, "open", &path, |p| write(p, data.as_bytes().unwrap_or_default(), &flag))
    })?;
    let at = paths.clone();
    add(native, "makeDirectory", move |ctx: Ctx<'js>, path: String, recursive: bool| {
        at.act(&ctx, CHANGE, "mkdir", &path, |p| {
            if recursive { fs::create_dir_all(p) } else { fs::create_dir(p) }
        })
    })?;
    let at = paths.clone();
    add(native, "removeFile", move |ctx: Ctx<'js>, path: String| {
        at.act(&ctx, CHANGE_LINK, "unlink", &path, |p| fs::remove_file(p))
    })?;
    let at = paths.clone();
    add(native, "removeDirectory", move |ctx: Ctx<'js>, path: String, recursive: bool| {
        at.act(&ctx, CHANGE, "rmdir", &path, |p| {
            if recursive { fs::remove_dir_all(p) } else { fs::remove_dir(p) }
        })
    })?;
    let at = paths.clone();
    add(native, "chmod", move |ctx: Ctx<'js>, path: String, mode: u32| {
        at.act(&ctx, CHANGE, "chmod", &path, |p| set_mode(p, mode))
    })
}

fn linking<'js>(native: &Object<'js>, paths: &Paths) -> rquickjs::Result<()> {
    let at = paths.clone();
    add(native, "rename", move |ctx: Ctx<'js>, from: String, to: String| {
        let target = at.absolute(&to);
        at.check(&ctx, CHANGE_LINK, "rename", &to)?;
        at.act(&ctx, CHANGE_LINK, "rename", &from, |p| fs::rename(p, &target))
    })?;
    let at = paths.clone();
    add(native, "copyFile", move |ctx: Ctx<'js>, from: String, to: String| {
        let source = at.absolute(&from);
        at.check(&ctx, READ, "copyfile", &from)?;
        at.act(&ctx, CHANGE, "copyfile", &to, |p| fs::copy(&source, p).map(|_| ()))
    })?;
    let at = paths.clone();
    add(native, "symlink", move |ctx: Ctx<'js>, target: String, path: String| {
        // A link must not lead where its maker may not read: a package's name could lead through it.
        let link_folder = at.absolute(&path).parent().map(Path::to_path_buf).unwrap_or_default();
        at.check(&ctx, READ, "symlink", &link_folder.join(&target).to_string_lossy())?;
        at.act(&ctx, CHANGE_LINK, "symlink", &path, |p| link(&target, p))
    })
}

/// What is asked of the sandbox, and whether a link at the end of the path stands for itself.
type Ask = (Act, Links);

const READ: Ask = (Act::Read, Links::Follow);
const READ_LINK: Ask = (Act::Read, Links::Keep);
const CHANGE: Ask = (Act::Write, Links::Follow);
const CHANGE_LINK: Ask = (Act::Write, Links::Keep);

/// Paths as JavaScript gives them, seen from the engine's folder.
#[derive(Clone)]
struct Paths {
    host: Rc<Host>,
}

impl Paths {
    fn absolute(&self, path: &str) -> PathBuf {
        self.host.options.root.join(path)
    }

    /// Does what is asked at `path`, if the sandbox lets it.
    fn act<T>(
        &self,
        ctx: &Ctx<'_>,
        ask: Ask,
        call: &str,
        path: &str,
        action: impl FnOnce(&Path) -> io::Result<T>,
    ) -> rquickjs::Result<T> {
        self.check(ctx, ask, call, path)?;
        action(&self.absolute(path)).map_err(|error| throw_io(ctx, &error, call, Path::new(path), None))
    }

    /// What does not exist is not found, as in Node, wherever it would be: packages look for their settings in all
    /// folders above.
    fn check(&self, ctx: &Ctx<'_>, (act, links): Ask, call: &str, path: &str) -> rquickjs::Result<()> {
        let absolute = self.absolute(path);
        let Err(refusal) = self.host.sandbox.check(act, &absolute, links) else { return Ok(()) };
        match fs::symlink_metadata(&absolute) {
            Err(error) if act == Act::Read && error.kind() == io::ErrorKind::NotFound => {
                Err(throw_io(ctx, &error, call, Path::new(path), None))
            }
            _ => Err(throw_refusal(ctx, refusal, call, Path::new(path))),
        }
    }
}

/// Names with their kinds, in Node's order: by name.
fn list(path: &Path) -> io::Result<Vec<(String, &'static str)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        entries.push((entry.file_name().to_string_lossy().into_owned(), kind(entry.file_type()?)));
    }
    entries.sort();
    Ok(entries)
}

fn kind(file_type: fs::FileType) -> &'static str {
    match (file_type.is_file(), file_type.is_dir(), file_type.is_symlink()) {
        (true, ..) => "file",
        (_, true, _) => "directory",
        (.., true) => "link",
        _ => "other",
    }
}

fn stats<'js>(ctx: &Ctx<'js>, metadata: &fs::Metadata) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    let milliseconds = |time: io::Result<std::time::SystemTime>| {
        time.ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map_or(0.0, |since| since.as_secs_f64() * 1000.0)
    };
    object.set("kind", kind(metadata.file_type()))?;
    object.set("size", metadata.len() as f64)?;
    object.set("mtimeMs", milliseconds(metadata.modified()))?;
    object.set("atimeMs", milliseconds(metadata.accessed()))?;
    object.set("birthtimeMs", milliseconds(metadata.created()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        object.set("mode", metadata.mode())?;
        object.set("uid", metadata.uid())?;
        object.set("gid", metadata.gid())?;
        object.set("ino", metadata.ino() as f64)?;
        object.set("dev", metadata.dev() as f64)?;
        object.set("nlink", metadata.nlink() as f64)?;
    }
    #[cfg(not(unix))]
    object.set("mode", if metadata.is_dir() { 0o40777 } else { 0o100666 })?;
    Ok(object)
}

/// Writes a whole file; `flag` is Node's: `w`, `a`, `wx`.
fn write(path: &Path, data: &[u8], flag: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true);
    match flag.trim_end_matches('+') {
        "a" => options.append(true).create(true),
        "wx" | "xw" => options.create_new(true),
        _ => options.create(true).truncate(true),
    };
    options.open(path)?.write_all(data)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn link(target: &str, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn link(_target: &str, _path: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::PermissionDenied))
}
