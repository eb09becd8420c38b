//! `completions` and `man`.

use crate::harness::Place;

#[test]
fn every_shell_has_completions_of_every_verb() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = place.run(&format!("completions {shell}"));
        let script = std::str::from_utf8(run.ok()).unwrap();
        for word in ["flatstream", "cat", "record", "machine", "skip-damaged"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    place.run("completions tcsh").fails(2, &["tcsh", "possible values: bash, elvish"]);
}

#[test]
fn every_verb_has_a_page() {
    let place = Place::new();
    place.run("man --dir pages/deep").ok();
    let mut names: Vec<_> = std::fs::read_dir(place.path("pages/deep"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["flatstream.1", "flatstream-cat.1", "flatstream-record-machine.1"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    for (line, name) in [
        ("man", "flatstream.1"),
        ("man cat", "flatstream-cat.1"),
        ("man record machine", "flatstream-record-machine.1"),
    ] {
        assert_eq!(place.run(line).ok(), place.read(&format!("pages/deep/{name}")), "{line}");
    }
    let page = String::from_utf8(place.read("pages/deep/flatstream-cat.1")).unwrap();
    assert!(page.contains(".TH flatstream-cat 1") && page.contains("skip\\-damaged"), "{page}");
}

#[test]
fn pages_that_there_are_not() {
    let place = Place::new();
    place.run("man nope").fails(2, &["no verb `nope`", "try: ", "cat, head, tail"]);
    place.run("man cat nope").fails(2, &["no verb `cat nope`"]);
    place.run("man cat --dir x").fails(2, &["cannot be used with"]);
    place.file("file", "");
    place.run("man --dir file").fails(1, &["file: "]);
}
