//! Holds fingerprints to what prettier 3, TypeScript 5.9 and esbuild 0.25 made of one source file: all in a folder of
//! `tests/builds` are equal but `edited.ts`, which does something else.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::fs;
use std::path::Path;

use rungs_js::Fingerprinter;

#[test]
fn builds_and_formats_are_equal_and_edits_are_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/builds");
    let fingerprinter = Fingerprinter::default();
    let of = |path: &Path| fingerprinter.of(path, &fs::read(path).unwrap()).checksum;
    let (mut held, mut failures) = (0, Vec::new());
    for case in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let expected = of(&case.join("source.ts"));
        for file in fs::read_dir(&case).unwrap().map(|entry| entry.unwrap().path()) {
            let is_edited = file.file_stem().is_some_and(|stem| stem == "edited");
            if (of(&file) == expected) == is_edited {
                failures.push(file.display().to_string());
            }
            held += 1;
        }
    }
    assert!(held >= 40, "only {held} files");
    assert!(failures.is_empty(), "wrong: {failures:#?}");
}

#[test]
fn what_a_file_needs_is_found_without_running_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for (path, text) in [
        ("lib/names.ts", "export const T = 't';"),
        ("sql/x.sql", "select 1"),
        ("sql/y.sql", "select 2"),
        ("views/v.sql", "select 3"),
        ("migrations/z.sql", "select 4"),
        ("node_modules/dep/index.js", "module.exports = 1"),
    ] {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
    }
    let source = "import { T } from '../lib/names'; import dep from 'dep'; import fs from 'fs'; import { Knex } from 'knex';
        const a = path.join(__dirname, '..', 'sql', 'x.sql'), b = `${__dirname}/z.sql`, c = __dirname + '/../sql/y.sql';
        const all = path.resolve(__dirname, '../views'), here = path.join(__dirname, '..'), gone = path.join(__dirname, 'gone.sql');
        console.log(T, dep, fs);";
    let path = root.join("migrations/1_x.ts");
    fs::write(&path, source).unwrap();
    let needs = Fingerprinter::default().of(&path, source.as_bytes()).needs;
    let names: Vec<_> =
        needs.iter().map(|path| path.strip_prefix(&root).unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["lib/names.ts", "migrations/z.sql", "sql/x.sql", "sql/y.sql", "views/v.sql"]);
}
