//! Messages in `testdata/schema`, and what other readers make of them.

use crate::{
    features::{self, arbitrary::Choices, masked},
    samples::noise,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// What is in the samples: their names, and what makes them.
fn samples() -> Vec<(&'static str, Vec<u8>, bool)> {
    let long = |seed: u32| (0..8).flat_map(|part| noise(8 * seed + part)).collect();
    vec![("empty", Vec::new(), false), ("all", long(1), true), ("some", long(3), false)]
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/schema")
}

#[test]
fn samples_are_what_is_written() {
    for (name, bytes, all) in samples() {
        let choices = Choices::new(&bytes);
        let choices = if all { choices.all() } else { choices };
        let messages = features::every_layout(&choices);
        let json = masked::expected(&choices) + "\n";
        let layouts = ["masked", "all_slots", "compact"];
        let files = layouts.map(|layout| format!("{name}.{layout}.bin"));
        let files = files.into_iter().zip(messages);
        for (file, content) in files.chain([(format!("{name}.json"), json.into_bytes())]) {
            let path = directory().join(&file);
            if env::var_os("UPDATE_EXPECT").is_some() {
                fs::write(&path, &content).unwrap();
            }
            assert!(fs::read(&path).unwrap() == content, "{file}: UPDATE_EXPECT=1 writes it anew");
        }
    }
}

/// Runs the script in `testdata/schema` for the samples in `directory`, if there is
/// a Python that can. PYTHON names one.
fn check(directory: &Path) -> Option<Output> {
    let python = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let modules = Command::new(&python).args(["-c", "import flatbuffers"]).output();
    if !modules.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no python3 with the module flatbuffers here");
        return None;
    }
    let script = self::directory().join("check.py");
    Some(Command::new(&python).arg(script).arg(directory).output().expect("it just ran"))
}

#[test]
fn python_reads_what_was_drafted() {
    let Some(output) = check(&directory()) else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(text, "9 messages are as expected\n");
}

#[test]
fn python_finds_a_difference() {
    let changed = env::temp_dir().join(format!("flatstream-schema-{}", std::process::id()));
    fs::create_dir_all(&changed).unwrap();
    fs::copy(directory().join("all.masked.bin"), changed.join("all.masked.bin")).unwrap();
    let json = fs::read_to_string(directory().join("all.json")).unwrap();
    // The last field of the root, a number.
    let (before, number) = json.rsplit_once(':').unwrap();
    let other = number.trim_end_matches(['}', '\n']).parse::<i32>().unwrap() ^ 1;
    fs::write(changed.join("all.json"), format!("{before}:{other}}}\n")).unwrap();
    let output = check(&changed);
    fs::remove_dir_all(&changed).unwrap();
    let Some(output) = output else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && text.starts_with("all.masked.bin: number: "), "{text}");
}
