/// The version of the Knex that is installed for the working directory, as Node would find it.
pub fn installed_knex_version() -> Option<String> {
    let here = std::env::current_dir().ok()?;
    let package = here
        .ancestors()
        .map(|folder| folder.join("node_modules/knex/package.json"))
        .find(|path| path.exists())?;
    let package: serde_json::Value = serde_json::from_slice(&std::fs::read(package).ok()?).ok()?;
    Some(package.get("version")?.as_str()?.to_owned())
}
