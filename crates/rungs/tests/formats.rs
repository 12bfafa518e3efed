//! Findings in the forms that other programs read, read by somebody else: SARIF by its schema, JUnit by an XML parser,
//! GitHub's commands by what GitHub takes them apart by.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use quick_xml::Reader;
use quick_xml::events::Event;
use rungs_testing::tool::{is_required, repository};
use serde_json::Value;

/// What has a meaning to a format stands in a name, a message and a path.
const MIGRATIONS: &[(&str, &str)] = &[
    (
        "20240101000000_odd.js",
        "exports.up = (knex) => knex.schema.createTable('Odd <&\"%,:]]>\u{1}é\\u0007', (table) => {\n  table.bigIncrements('id');\n});\n",
    ),
    (
        "20240102000000_no index&é.js",
        "exports.up = async (knex) => {\n  await knex.raw('CREATE TABLE a (id bigint PRIMARY KEY)');\n  await knex.raw('CREATE TABLE b (id bigint PRIMARY KEY, \
         a_id bigint REFERENCES a, done boolean DEFAULT false)');\n};\nexports.down = (knex) => knex.raw('DROP TABLE b; DROP TABLE a');\n",
    ),
    (
        "20240103000000_broken.js",
        "console.log('loaded');\nexports.up = async () => { console.log('running'); throw new Error('a\\n%0A::error::b') };\nexports.down = exports.up;\n",
    ),
    (
        "20240104000000_fine.js",
        "exports.up = (knex) => knex.raw('CREATE TABLE fine (id bigint PRIMARY KEY)');\nexports.down = (knex) => knex.raw('DROP TABLE fine');\n",
    ),
];

const COMMANDS: &[&[&str]] =
    &[&["lint"], &["check", "--all"], &["lint", "20240104000000_fine"], &["lock", "--check"]];

#[test]
fn others_understand_what_is_found() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("migrations")).unwrap();
    for (name, text) in MIGRATIONS {
        std::fs::write(folder.path().join("migrations").join(name), text).unwrap();
    }
    let mut logs = Vec::new();
    for command in COMMANDS {
        let of = |format: &str| rungs(folder.path(), &[command, &["--format", format][..]].concat());
        let told: Value = serde_json::from_str(&of("json")).unwrap();
        let told = told["findings"].as_array().unwrap();
        let sarif: Value = serde_json::from_str(&of("sarif")).unwrap();
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), told.len(), "{command:?}");
        assert_eq!(junit(&of("junit")).found, told.len(), "{command:?}");
        assert_eq!(github(&of("github"), folder.path()), told.len(), "{command:?}");
        logs.push(sarif);
    }
    assert!(logs[0]["runs"][0]["results"].as_array().unwrap().len() > 4, "{}", logs[0]);
    validate(&logs);
}

fn rungs(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rungs"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[derive(Default)]
struct Suites {
    /// Cases that fail or say something.
    found: usize,
}

/// Reads the document; the counts that it tells must be those of what it holds.
fn junit(text: &str) -> Suites {
    let mut reader = Reader::from_str(text);
    let (mut suites, mut told, mut counted) = (Suites::default(), [0, 0], [0, 0]);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {text}")) {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let attribute = |name: &str| {
                    let value = tag.try_get_attribute(name).unwrap();
                    value.map(|value| value.unescape_value().unwrap().into_owned())
                };
                match tag.name().as_ref() {
                    b"testsuite" => {
                        for (place, name) in ["tests", "failures"].into_iter().enumerate() {
                            told[place] += attribute(name).unwrap().parse::<usize>().unwrap();
                        }
                    }
                    b"testcase" => {
                        counted[0] += 1;
                        assert!(!attribute("name").unwrap().is_empty());
                        suites.found += usize::from(attribute("name").as_deref() != Some("no findings"));
                    }
                    b"failure" => {
                        counted[1] += 1;
                        assert!(attribute("message").is_some_and(|message| !message.is_empty()));
                    }
                    _ => {}
                }
            }
            Event::Text(text) => assert!(text.decode().unwrap().chars().all(is_xml)),
            _ => {}
        }
    }
    assert_eq!(told, counted, "{text}");
    suites
}

/// What a text of XML 1.0 may hold (2.2, "Characters").
fn is_xml(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// How many commands there are: each a line of its own, whose file, taken apart as GitHub's runner does, is there.
fn github(text: &str, folder: &Path) -> usize {
    let unescaped = |text: &str| {
        let signs = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
        signs.iter().fold(text.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign))
    };
    for line in text.lines() {
        let (head, data) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect(line);
        let (level, properties) = head.split_once(' ').expect(line);
        assert!(matches!(level, "error" | "warning") && !data.is_empty(), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect(line);
            match name {
                "file" => assert!(folder.join(unescaped(value)).is_file(), "{line}"),
                "line" | "col" => assert!(value.parse::<u32>().unwrap() > 0, "{line}"),
                _ => assert_eq!(name, "title", "{line}"),
            }
        }
    }
    text.lines().count()
}

/// By the schema of SARIF 2.1.0, where Node and it are there: `npm install` in `tests/oracle`.
fn validate(logs: &[Value]) {
    let modules = repository().join("tests/oracle/node_modules");
    if !modules.join("@microsoft/jest-sarif").is_dir() {
        assert!(!is_required("RUNGS_REQUIRE_KNEX"), "no SARIF schema in {}", modules.display());
        return eprintln!("skipped: no SARIF schema in {}", modules.display());
    }
    let mut node = Command::new("node")
        .arg(repository().join("tests/oracle/validate-sarif.cjs"))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(serde_json::to_string(logs).unwrap().as_bytes()).unwrap();
    assert!(node.wait().unwrap().success(), "the schema refuses a log");
}
