//! Builder expressions must give what npm's Knex 3.3.0 gave when `tests/oracle/record-tosql.mjs` recorded it.
//!
//! Each line of `tosql/*/*.jsonl` is an expression with what Knex answered.

use std::{error::Error, fs, path::Path};

use serde_json::Value;

mod evaluator;

#[test]
fn expressions_give_what_knex_gave() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tosql");
    let mut differences = Vec::new();
    for area in fs::read_dir(folder)? {
        for file in fs::read_dir(area?.path())? {
            differences.extend(differences_in(&file?.path())?);
        }
    }
    assert!(differences.is_empty(), "{} differ\n{}", differences.len(), differences.join("\n"));
    Ok(())
}

/// The expressions of a file that are answered otherwise than it says.
fn differences_in(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut differences = Vec::new();
    let mut recorded = text.lines().enumerate();
    evaluator::evaluate(text.lines().map(|line| Ok(line.to_owned())), |answer| {
        let Some((index, line)) = recorded.next() else { return Err("more answers than lines".into()) };
        let case: Value = serde_json::from_str(line)?;
        let answer: Value = serde_json::from_str(answer)?;
        if answer != case["expected"] {
            let (number, expression, expected) = (index + 1, &case["expression"], &case["expected"]);
            differences
                .push(format!("{name}:{number}: {expression}\n  Knex:  {expected}\n  Rungs: {answer}"));
        }
        Ok(())
    })?;
    assert_eq!(recorded.next(), None, "{name}: fewer answers than lines");
    Ok(differences)
}
