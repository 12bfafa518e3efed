/// A file name's extension with its dot, as Node's `path.extname` gives it: empty for `.ts` and `x`, `.` for `x.`.
pub(super) fn extension(file: &str) -> &str {
    match file.rfind('.') {
        None | Some(0) => "",
        Some(_) if file == ".." => "",
        Some(dot) => &file[dot..],
    }
}

#[cfg(test)]
mod tests {
    use super::extension;

    #[test]
    fn as_node_gives_it() {
        for (file, expected) in [
            ("a.ts", ".ts"),
            ("a.d.ts", ".ts"),
            (".ts", ""),
            ("a", ""),
            ("a.", "."),
            ("..", ""),
            ("..ts", ".ts"),
            ("a b.js", ".js"),
        ] {
            assert_eq!(extension(file), expected, "{file}");
        }
    }
}
