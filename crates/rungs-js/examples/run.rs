//! Runs one file: `cargo run -p rungs-js --example run -- FILE [EXPORT]`.

use std::path::Path;

use rungs_js::{Engine, EngineOptions, Error, rquickjs::Function};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), export) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: run FILE [EXPORT]");
        std::process::exit(2);
    };
    if let Err(error) = run(Path::new(&file), export.as_deref()).await {
        report(&error);
        std::process::exit(if let Error::Exit { code, .. } = error { code } else { 1 });
    }
}

/// Loads the file; calls the export, when one is named, without arguments.
async fn run(file: &Path, export: Option<&str>) -> Result<(), Error> {
    let start = std::time::Instant::now();
    let options =
        EngineOptions { longest_pause: std::time::Duration::from_secs(5), ..EngineOptions::default() };
    let engine = Engine::new(options).await?;
    let started = start.elapsed();
    let namespace = engine.import(file).await?;
    let loaded = start.elapsed();
    if let Some(export) = export {
        let export = export.to_string();
        engine
            .run(
                &file.display().to_string(),
                |ctx| namespace.restore(&ctx)?.get::<_, Function>(export)?.call(()),
                |_, _| Ok(()),
            )
            .await?;
    }
    engine.drain(&file.display().to_string()).await?;
    if std::env::var_os("RUNGS_TIMES").is_some() {
        eprintln!("engine {started:?}, file {:?}, run {:?}", loaded - started, start.elapsed() - loaded);
    }
    Ok(())
}

fn report(error: &Error) {
    eprintln!("{error}");
    if let Some(js) = error.js() {
        for frame in &js.stack {
            eprintln!("    at {frame}");
        }
        if let Some(hint) = &js.hint {
            eprintln!("hint: {hint}");
        }
    }
}
