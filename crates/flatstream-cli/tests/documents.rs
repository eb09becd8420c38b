//! The sessions in documents: what they show is what the program does.
//!
//! A block that begins with three backticks and `console` is a session. Its lines
//! `$ command` are run by `sh`, in one directory for each document, which is empty
//! at first; a command that ends in `\` goes on in the next line, behind `> `. The
//! lines below it are what the command says on both outputs, and `# exit 3` where
//! it ends so. A block of `console,ignore` is not run. `UPDATE_EXPECT=1` rewrites
//! the documents.

// A session shows what `/proc` says.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn the_guide_tells_the_truth() {
    check("docs/cli.md");
}

#[test]
fn the_readmes_tell_the_truth() {
    check("README.md");
    check("crates/flatstream-cli/README.md");
}

#[test]
fn the_guide_and_the_readme_have_every_verb() {
    let help = run(Path::new("."), "flatstream --help");
    let verbs = help.lines().filter_map(|line| {
        let verb = line.strip_prefix("  ")?.split(' ').next()?;
        verb.starts_with(|c: char| c.is_ascii_lowercase()).then_some(verb)
    });
    let verbs: Vec<_> = verbs.collect();
    assert!(verbs.contains(&"info") && verbs.contains(&"man"), "{verbs:?}");
    let guide = sessions(&read("docs/cli.md"));
    let readme = read("crates/flatstream-cli/README.md");
    for verb in verbs {
        let command = format!("flatstream {verb} ");
        assert!(guide.contains(&command), "no session in docs/cli.md has `{verb}`");
        assert!(readme.contains(&format!("`{verb}`")), "the crate's README has no `{verb}`");
    }
}

/// The commands of all sessions in `document`, and nothing else.
fn sessions(document: &str) -> String {
    let mut commands = String::new();
    rerun(document, |command| {
        commands.push_str(command);
        String::new()
    });
    commands
}

fn read(document: &str) -> String {
    fs::read_to_string(place_of(document)).unwrap()
}

fn place_of(document: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(document)
}

/// Runs the sessions of a document, of which there is one at least.
#[track_caller]
fn check(document: &str) {
    let text = read(document);
    let place = tempfile::tempdir().unwrap();
    let (actual, commands) = rerun(&text, |command| run(place.path(), command));
    assert!(commands > 0, "no session in {document}");
    if env::var_os("UPDATE_EXPECT").is_some() {
        if actual != text {
            fs::write(place_of(document), actual).unwrap();
        }
        return;
    }
    for (number, (old, new)) in text.lines().zip(actual.lines()).enumerate() {
        assert_eq!(old, new, "{document}:{}; UPDATE_EXPECT=1 rewrites it", number + 1);
    }
    assert_eq!(text, actual, "{document}; UPDATE_EXPECT=1 rewrites it");
}

/// `document` with what its commands say now, and how many there are.
fn rerun(document: &str, mut run: impl FnMut(&str) -> String) -> (String, usize) {
    let mut actual = String::new();
    let mut commands = 0;
    let mut lines = document.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        actual.push_str(line);
        if !line.starts_with("```") || line.trim_end() == "```" {
            continue;
        }
        let is_session = line.trim_end() == "```console";
        while let Some(line) = lines.next_if(|line| line.trim_end() != "```") {
            if !is_session {
                actual.push_str(line);
            } else if let Some(command) = line.strip_prefix("$ ") {
                actual.push_str(line);
                let mut command = command.to_owned();
                while let Some(more) = lines.next_if(|_| command.ends_with("\\\n")) {
                    actual.push_str(more);
                    command.push_str(more.strip_prefix("> ").unwrap_or(more));
                }
                commands += 1;
                actual.push_str(&run(&command));
            }
        }
        actual.extend(lines.next());
    }
    (actual, commands)
}

/// What `command` says, and how it ends.
fn run(place: &Path, command: &str) -> String {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_flatstream"));
    let mut path = binary.parent().unwrap().as_os_str().to_owned();
    if let Some(rest) = env::var_os("PATH") {
        path.push(":");
        path.push(rest);
    }
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("exec 2>&1\n{command}"))
        .current_dir(place)
        .env("PATH", path)
        .env("LC_ALL", "C")
        .env("COLUMNS", "100")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap();
    if !said.is_empty() && !said.ends_with('\n') {
        said.push('\n');
    }
    if !output.status.success() {
        let code = output.status.code().expect("not killed");
        // Writing to a string does not fail.
        let _ = writeln!(said, "# exit {code}");
    }
    said
}

#[test]
fn only_sessions_are_run_and_only_their_output_is_replaced() {
    let document = "\
text
```console
$ one
old
$ two \\
> more
```
$ no
```console,ignore
$ no
kept
```
```text
$ no
```
";
    let mut ran = Vec::new();
    let (actual, commands) = rerun(document, |command| {
        ran.push(command.to_owned());
        format!("new {}\n", ran.len())
    });
    assert_eq!(ran, ["one\n", "two \\\nmore\n"]);
    assert_eq!(commands, 2);
    let expected = document.replace("old\n", "new 1\n").replace("> more\n", "> more\nnew 2\n");
    assert_eq!(actual, expected);
}

#[test]
fn both_outputs_and_the_exit_code_are_shown() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(run(place.path(), "echo out; echo err >&2"), "out\nerr\n");
    assert_eq!(run(place.path(), "printf x; exit 3"), "x\n# exit 3\n");
    assert_eq!(run(place.path(), "flatstream --version | cut -d' ' -f1"), "flatstream\n");
}
