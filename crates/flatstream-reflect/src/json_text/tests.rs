use super::*;
use proptest::prelude::*;
use serde_json::Value;

fn skip(text: &str) -> Checked<()> {
    let mut json = JsonText::new(text, String::new());
    json.skip_value()?;
    json.end()
}

/// What is JSON here is JSON elsewhere, and the other way about: of a text with
/// everything in it, and of all that is one character away.
#[test]
fn is_json() {
    let text = r#" {"a": [1,-0,2.5e-3,10E+1, "x\u00e9\n\ud83d\ude00"],"":{"c":null,"d":[true,false,{},[]]}}"#;
    let check = |text: &str| {
        // What flatc prints is taken as well.
        if text.contains("nan") || text.contains("inf") {
            return;
        }
        let other = serde_json::from_str::<Value>(text);
        assert_eq!(skip(text).is_ok(), other.is_ok(), "{text:?}: {other:?}");
    };
    check(text);
    for at in 0..text.len() {
        let (before, behind) = text.split_at(at);
        check(before);
        check(&format!("{before}{}", &behind[1..]));
        for c in (0..=127).map(char::from) {
            check(&format!("{before}{c}{behind}"));
            check(&format!("{before}{c}{}", &behind[1..]));
        }
    }
}

proptest! {
    #[test]
    fn strings_are_unescaped(text: String) {
        let quoted = Value::from(&*text).to_string();
        let mut json = JsonText::new(&quoted, String::new());
        prop_assert_eq!(json.string().unwrap(), &text);
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        let escaped = format!("\"{escaped}\"");
        let mut json = JsonText::new(&escaped, String::new());
        prop_assert_eq!(json.string().unwrap(), &text);
    }
}

#[test]
fn numbers_are_handed_out_as_they_are() {
    for number in ["0", "-0", "10", "1.50", "-2e+10", "3E-1", "nan", "-inf"] {
        let text = format!(" {number} ");
        assert_eq!(JsonText::new(&text, String::new()).number().unwrap(), number);
        skip(&text).unwrap();
    }
    for wrong in ["", "-", "01", "1.", ".5", "1e", "+1", "--1", "na", "infinity"] {
        assert!(skip(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn brackets_match_at_every_depth() {
    let open = "[{\"a\":".repeat(64);
    skip(&format!("{open}0{}", "}]".repeat(64))).unwrap();
    skip(&format!("{open}0{}", "]}".repeat(64))).unwrap_err();
    skip(&format!("{open}[]{}", "}]".repeat(64))).unwrap_err();
}
