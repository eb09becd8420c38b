//! Compares two prints line by line.

/// Asserts that `ours` has the lines of `theirs`, but for what is documented:
/// digits of floats, escapes, empty brackets, and the fields below.
pub(crate) fn assert_same(name: &str, ours: &str, theirs: &str) {
    let theirs = theirs.replace("[\n\n", "[\n").replace("{\n}", "{}");
    let theirs = join_empty(&theirs);
    let (ours, theirs) = (lines(ours), lines(&theirs));
    for (nth, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert!(same_line(ours, theirs), "{name}, line {nth}: {ours} is not {theirs}");
    }
    assert_eq!(ours.len(), theirs.len(), "{name}: {ours:#?} {theirs:#?}");
}

/// Printed otherwise on purpose, and asserted elsewhere.
const OTHERWISE: [&str; 3] = ["\"base64\": ", "\"base64url\": ", "\"flex\": "];

/// Brackets with nothing between them on one line.
fn join_empty(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let closes = line.trim_start().starts_with([']', '}']);
        if closes && joined.trim_end().ends_with(['[', '{']) {
            joined.truncate(joined.trim_end().len());
            joined.push_str(line.trim_start());
        } else {
            joined.push('\n');
            joined.push_str(line);
        }
    }
    joined
}

fn lines(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut skip_to = None;
    for line in text.lines().filter(|line| !line.is_empty()) {
        let margin = line.len() - line.trim_start().len();
        if let Some(end) = skip_to {
            if margin == end {
                skip_to = None;
            }
        } else if OTHERWISE.iter().any(|field| line.trim_start().starts_with(field)) {
            skip_to = line.ends_with(['[', '{']).then_some(margin);
        } else {
            found.push(line.trim_end_matches(','));
        }
    }
    found
}

fn same_line(ours: &str, theirs: &str) -> bool {
    if ours == theirs {
        return true;
    }
    let (ours, theirs) = match (ours.split_once("\": "), theirs.split_once("\": ")) {
        (Some((a, ours)), Some((b, theirs))) if a == b => (ours, theirs),
        (None, None) => (ours.trim(), theirs.trim()),
        _ => return false,
    };
    if matches!(theirs, "nan" | "inf" | "-inf") {
        return ours.trim_matches('"') == theirs;
    }
    if let (Ok(ours), Ok(theirs)) = (string(ours), string(theirs)) {
        return ours == theirs;
    }
    match (ours.parse::<f64>(), theirs.parse::<f64>()) {
        (Ok(a), Ok(b)) if theirs.contains('.') => (a - b).abs() <= 1e-6_f64.max(b.abs() * 1e-7),
        _ => false,
    }
}

fn string(text: &str) -> serde_json::Result<String> {
    serde_json::from_str(text)
}
