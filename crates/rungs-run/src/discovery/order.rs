use std::cmp::Ordering;

/// JavaScript's order of strings (`Array.prototype.sort`, `<`): by UTF-16 code units, which differs from the order
/// of code points where surrogates meet U+E000–U+FFFF.
pub(super) fn javascript_order(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::javascript_order;

    #[test]
    fn as_javascript_sorts() {
        let mut names = ["b", "a10", "a2", "B", "a b", "a_b", "é", "\u{1F600}", "\u{FF21}"];
        names.sort_by(|left, right| javascript_order(left, right));
        assert_eq!(names, ["B", "a b", "a10", "a2", "a_b", "b", "é", "\u{1F600}", "\u{FF21}"]);
    }
}
