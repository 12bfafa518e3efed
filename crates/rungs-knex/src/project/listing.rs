use std::path::PathBuf;

use rquickjs::{Ctx, Exception, Function, Object, Result};
use rungs_run::discovery;

use crate::config::{migration_settings, seed_settings};

/// Adds to the prelude's `native` what `knex.migrate` and `knex.seed` list: the files, for settings in JSON.
pub(super) fn install<'js>(ctx: &Ctx<'js>, native: &Object<'js>, base: PathBuf) -> Result<()> {
    let here = base.clone();
    let migrations = move |ctx: Ctx<'js>, settings: String| {
        let files = discovery::migrations(&migration_settings(&settings), &here);
        let files = files.map_err(|error| Exception::throw_message(&ctx, &error.to_string()))?;
        files
            .into_iter()
            .map(|found| {
                let object = Object::new(ctx.clone())?;
                object.set("file", found.file)?;
                object.set("directory", found.directory.to_string_lossy().as_ref())?;
                Ok(object)
            })
            .collect::<Result<Vec<_>>>()
    };
    native.set("migrationFiles", Function::new(ctx.clone(), migrations)?)?;

    let seeds = move |ctx: Ctx<'js>, settings: String| {
        let files = discovery::seeds(&seed_settings(&settings), &base);
        let files = files.map_err(|error| Exception::throw_message(&ctx, &error.to_string()))?;
        Ok::<_, rquickjs::Error>(
            files.into_iter().map(|path| path.to_string_lossy().into_owned()).collect::<Vec<_>>(),
        )
    };
    native.set("seedFiles", Function::new(ctx.clone(), seeds)?)
}
