/// A piece of a path's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Name(&'t str),
    Element(usize),
    Each,
}

/// The pieces of `text`, or what is wrong with it.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut wants_name = true;
    while wants_name || !rest.is_empty() {
        let at = text.len() - rest.len();
        if wants_name {
            let len = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let (name, behind) = rest.split_at(len.unwrap_or(rest.len()));
            if name.is_empty() {
                return Err(format!("the name of a field is missing at byte {at}"));
            }
            tokens.push(Token::Name(name));
            (rest, wants_name) = (behind, false);
        } else if let Some(behind) = rest.strip_prefix('.') {
            (rest, wants_name) = (behind, true);
        } else if let Some(behind) = rest.strip_prefix('[') {
            let Some((index, behind)) = behind.split_once(']') else {
                return Err(format!("the `[` at byte {at} has no `]`"));
            };
            tokens.push(match index {
                "*" => Token::Each,
                // A sign is no digit.
                _ if index.bytes().all(|byte| byte.is_ascii_digit()) => index
                    .parse()
                    .map(Token::Element)
                    .map_err(|_| format!("`[{index}]` is no element; `[0]` is the first"))?,
                _ => return Err(format!("`[{index}]` is neither like `[0]` nor `[*]`")),
            });
            rest = behind;
        } else {
            return Err(format!("`.` or `[` or the end was expected at byte {at}"));
        }
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_brackets() {
        use Token::{Each, Element, Name};
        let cases: [(&str, &[Token<'_>]); 4] = [
            ("hp", &[Name("hp")]),
            ("pos.x_1", &[Name("pos"), Name("x_1")]),
            ("a[3][*].b", &[Name("a"), Element(3), Each, Name("b")]),
            ("a[007]", &[Name("a"), Element(7)]),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_path() {
        let cases = [
            ("", "the name of a field is missing at byte 0"),
            (".a", "the name of a field is missing at byte 0"),
            ("a.", "the name of a field is missing at byte 2"),
            ("a..b", "the name of a field is missing at byte 2"),
            ("[0]", "the name of a field is missing at byte 0"),
            ("a.[0]", "the name of a field is missing at byte 2"),
            ("a b", "`.` or `[` or the end was expected at byte 1"),
            ("ä", "the name of a field is missing at byte 0"),
            ("aä", "`.` or `[` or the end was expected at byte 1"),
            ("a[0]b", "`.` or `[` or the end was expected at byte 4"),
            ("a[0", "the `[` at byte 1 has no `]`"),
            ("a[]", "`[]` is no element; `[0]` is the first"),
            ("a[-1]", "`[-1]` is neither like `[0]` nor `[*]`"),
            ("a[+1]", "`[+1]` is neither like `[0]` nor `[*]`"),
            (
                "a[99999999999999999999]",
                "`[99999999999999999999]` is no element; `[0]` is the first",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text), Err(expected.to_owned()), "{text}");
        }
    }
}
