//! Runs a program and compares what it prints with what is expected.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use rungs_js::{Engine, EngineOptions, Error, Output};

/// What differs from the text in the file `expected`.
#[allow(dead_code, reason = "not every test that shares this file calls it")]
pub fn check(folder: &Path, main: &Path, expected: &Path) -> Option<String> {
    check_with(EngineOptions::default(), &[], folder, main, expected)
}

/// The same with other options, and more of an environment.
pub fn check_with(
    mut options: EngineOptions,
    variables: &[(&str, &str)],
    folder: &Path,
    main: &Path,
    expected: &Path,
) -> Option<String> {
    let expected = fs::read_to_string(expected).unwrap_or_default();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    options.environment.extend(variables);
    let actual = run(options, folder, main);
    (actual != expected).then(|| format!("--- {}\n{}", main.display(), differences(&actual, &expected)))
}

/// The lines that differ, `-` as expected, `+` as they are.
fn differences(actual: &str, expected: &str) -> String {
    let (actual, expected): (Vec<_>, Vec<_>) = (actual.lines().collect(), expected.lines().collect());
    (0..actual.len().max(expected.len()))
        .filter(|at| actual.get(*at) != expected.get(*at))
        .map(|at| format!("- {}\n+ {}\n", expected.get(at).unwrap_or(&""), actual.get(at).unwrap_or(&"")))
        .collect()
}

/// What the program prints, and its error if it ends with one.
fn run(mut options: EngineOptions, folder: &Path, main: &Path) -> String {
    let printed = Rc::new(RefCell::new(String::new()));
    let sink = printed.clone();
    options.root = folder.to_path_buf();
    options.output = Output(Rc::new(move |to_stderr, text| {
        if !to_stderr {
            sink.borrow_mut().push_str(text);
        }
    }));
    options.environment.insert("TZ".into(), "UTC".into());
    options.environment.extend(environment(folder));
    let result =
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let engine = Engine::new(options).await?;
            engine.preload().await?;
            engine.import(main).await?;
            engine.drain("main").await?;
            engine.end(0).await
        });
    let mut text = printed.borrow().clone();
    if let Err(error) = result {
        text.push_str(&describe(&error, folder));
    }
    text
}

/// The lines `NAME=value` of the folder's file `environment`, if it has one.
fn environment(folder: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(folder.join("environment")).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn describe(error: &Error, folder: &Path) -> String {
    let Some(js) = error.js() else { return format!("error: {error}\n") };
    let folder = format!("{}/", folder.display());
    let message = js.to_string().replace(&folder, "");
    let site = js.site().map_or("nowhere".to_string(), |frame| {
        format!("{}:{}:{}", frame.file.replace(&folder, ""), frame.line, frame.column)
    });
    let hint = js.hint.as_ref().map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
    format!("throws {}\nat {site}\n{hint}", message.lines().next().unwrap_or_default())
}
