//! The help texts, each in a file of `tests/help`. `UPDATE_EXPECT=1` rewrites them.

use crate::harness::Place;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

#[test]
fn help_texts_are_as_recorded() {
    let mut texts = BTreeMap::new();
    collect(&Place::new(), "", &mut texts);
    assert!(texts.len() > 10, "only {:?}", texts.keys());
    for (name, text) in &texts {
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{name}: {line}");
            assert!(!line.contains('\u{1b}'), "{name} has colours");
        }
    }
    if env::var_os("UPDATE_EXPECT").is_some() {
        return rewrite(&texts);
    }
    let recorded = recorded();
    for (name, text) in &texts {
        let known = recorded.get(name);
        assert_eq!(Some(text), known, "tests/help/{name}.txt; UPDATE_EXPECT=1 rewrites it");
    }
    let surplus: Vec<_> = recorded.keys().filter(|name| !texts.contains_key(*name)).collect();
    assert!(surplus.is_empty(), "nothing has the help texts {surplus:?}");
}

/// The short ones say the same, so that one of them will do.
#[test]
fn a_short_help_is_shorter() {
    let place = Place::new();
    let (short, long) = (place.run("cat -h"), place.run("cat --help"));
    assert!(short.expect(0).contains("Usage: flatstream cat"));
    assert!(short.bytes.len() < long.bytes.len());
}

/// Puts the help of the command `words`, and of all below it, into `texts`.
fn collect(place: &Place, words: &str, texts: &mut BTreeMap<String, String>) {
    let mut command = place.command(words);
    command.arg("--help").env("COLUMNS", "100");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{words} --help");
    let text = String::from_utf8(output.stdout).unwrap();
    for verb in verbs(&text) {
        collect(place, format!("{words} {verb}").trim(), texts);
    }
    let name = if words.is_empty() { "flatstream".to_owned() } else { words.replace(' ', "-") };
    texts.insert(name, text);
}

/// The names under `Commands:`.
fn verbs(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    lines
        .take_while(|line| !line.is_empty())
        // What goes on with the line above is farther to the right.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

fn recorded() -> BTreeMap<String, String> {
    let files = fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn rewrite(texts: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(directory());
    fs::create_dir_all(directory()).unwrap();
    for (name, text) in texts {
        fs::write(directory().join(format!("{name}.txt")), text).unwrap();
    }
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/help")
}
