use super::*;
use crate::row::Latency;

pub(super) fn row(case: &str, variant: &str, ns: f64, ratio: f64) -> Row {
    let mut names = case.split('/').map(str::to_owned);
    let mut name = || names.next().unwrap();
    Row {
        suite: name(),
        workload: name(),
        sink: name(),
        variant: variant.to_owned(),
        baseline: variant == "hand loop",
        rival: variant.starts_with("Rival"),
        ns_per_message: ns,
        ns_low: ns * 0.98,
        ns_high: ns * 1.02,
        ratio,
        ratio_low: ratio * 0.98,
        ratio_high: ratio * 1.02,
        gigabytes_per_second: 92.0 / ns,
        allocations_per_message: 0.0,
        peak_bytes: 4096,
        bytes_per_message: 92.0,
        shrinks: None,
        instructions_per_message: None,
        latency: None,
        messages: 2000,
        rounds: 301,
        threads: 1,
    }
}

pub(super) fn case(name: &str) -> Vec<Row> {
    vec![
        row(name, "hand loop", 44.491_234, 1.0),
        row(name, "StreamWriter<Format>", 50.0, 0.88),
        row(name, "Rival|codec", 80.0, 0.55),
    ]
}

pub(super) fn run(commit: &str) -> Run {
    Run {
        date: "2026-01-02".to_owned(),
        commit: commit.to_owned(),
        command: "cargo xtask bench --record".to_owned(),
        cpu: cpu::Cpu { model: "Some Chip".to_owned(), ..Default::default() },
        crates: [("flatbuffers".to_owned(), "25.0.0".to_owned())].into(),
        ..Run::default()
    }
}

/// A directory for one test, gone after it.
struct Home(PathBuf);

impl Home {
    fn new(test: &str) -> Self {
        let name = format!("flatstream-bench-{}-{test}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn today(&self) -> Record {
        Record::of_the_day_of(&run("one"), &self.0).unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn origins(record: &Record) -> Vec<(String, u32)> {
    record.rows.iter().map(|row| (row.row.case() + " " + &row.row.variant, row.run)).collect()
}

#[test]
fn rows_of_a_case_are_replaced_together_and_others_stay() {
    let mut record = Record::of_run(run("one"), [case("write/a/vec"), case("read/a/vec")].concat());
    let mut again = case("write/a/vec");
    again.truncate(2);
    again.extend(case("write/b/vec"));
    record.merge(run("two"), again);
    let expected = [
        ("write/a/vec hand loop", 2),
        ("write/a/vec StreamWriter<Format>", 2),
        ("write/b/vec hand loop", 2),
        ("write/b/vec StreamWriter<Format>", 2),
        ("write/b/vec Rival|codec", 2),
        ("read/a/vec hand loop", 1),
        ("read/a/vec StreamWriter<Format>", 1),
        ("read/a/vec Rival|codec", 1),
    ];
    assert_eq!(origins(&record), expected.map(|(row, run)| (row.to_owned(), run)));
    let commits = |record: &Record| -> Vec<String> {
        record.runs.iter().map(|run| run.commit.clone()).collect()
    };
    assert_eq!(commits(&record), ["one", "two"]);

    // A run without rows is gone, and its number is not given again.
    record.merge(run("three"), case("read/a/vec"));
    assert_eq!(commits(&record), ["two", "three"]);
    assert_eq!(record.runs.iter().map(|run| run.number).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn instructions_of_an_older_run_are_not_kept() {
    let mut counted = case("write/a/vec");
    counted[0].instructions_per_message = Some(1000.0);
    let mut record = Record::of_run(run("one"), counted);
    record.merge(run("two"), case("write/a/vec"));
    assert!(record.rows.iter().all(|row| row.row.instructions_per_message.is_none()));
}

#[test]
fn a_quick_run_does_not_replace_a_full_one() {
    let quick = || Run { quick: true, ..run("two") };
    let cases = |name: &str| [name.to_owned()].into_iter();
    let full = Record::of_run(run("one"), case("write/a/vec"));
    let refusal = full.takes(&quick(), cases("write/a/vec")).unwrap_err().to_string();
    assert!(refusal.contains("write/a/vec of a full run"), "{refusal}");
    full.takes(&quick(), cases("write/b/vec")).unwrap();
    full.takes(&run("two"), cases("write/a/vec")).unwrap();
    Record::of_run(quick(), case("write/a/vec")).takes(&quick(), cases("write/a/vec")).unwrap();
}

#[test]
fn a_record_is_what_was_saved_with_a_row_a_line() {
    let home = Home::new("saved");
    let mut record = home.today();
    record.merge(run("one"), case("write/a/vec"));
    record.save().unwrap();
    let text = fs::read_to_string(home.0.join("2026-01-02-some-chip/rows.json")).unwrap();
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(text.contains(r#"{"run":1,"suite":"write","workload":"a","sink":"vec""#), "{text}");
    assert!(text.contains(r#""ns_per_message":44.491,"#), "{text}");

    let mut record = home.today();
    record.merge(run("two"), case("write/b/vec"));
    record.save().unwrap();
    record.render().unwrap();
    let loaded = Record::load_from(&home.0, "2026-01-02-some-chip").unwrap();
    assert_eq!(loaded.rows.len(), 6);
    assert_eq!(loaded.runs[1].commit, "two");

    // Pages are made of the files alone, and plots of old suites do not stay.
    let file = |name: &str| fs::read_to_string(loaded.dir.join(name));
    let (page, plot) = (file(PAGE).unwrap(), file("write.svg").unwrap());
    fs::write(loaded.dir.join("old.svg"), "").unwrap();
    loaded.render().unwrap();
    assert_eq!((page, plot), (file(PAGE).unwrap(), file("write.svg").unwrap()));
    assert!(file("old.svg").is_err());
}

#[test]
fn files_that_are_no_record_are_named() {
    let home = Home::new("bad");
    let dir = home.0.join("bad");
    let problem = |name| Record::load_from(&home.0, name).unwrap_err().to_string();
    fs::create_dir(&dir).unwrap();
    assert_eq!(problem("bad"), "no record: bad has neither rows.json nor bench.json");
    fs::write(dir.join(ROWS), "[\n{\"run\":1}\n]").unwrap();
    assert_eq!(problem("none"), "no record `none`; there are: bad");
    assert_eq!(problem("../bad"), "no record `../bad`; there are: bad");
    assert_eq!(problem(".."), "no record `..`; there are: bad");
    let text = problem("bad");
    assert!(text.starts_with("bad/rows.json: missing field `suite` at line 2"), "{text}");
    fs::write(dir.join(ROWS), "[]").unwrap();
    assert_eq!(problem("bad"), "no bad/environment.json");
    let one = report::json(&Record::of_run(run("one"), case("write/a/vec")).rows).unwrap();
    fs::write(dir.join(ROWS), one).unwrap();
    fs::write(dir.join(ENVIRONMENT), "[]").unwrap();
    assert_eq!(problem("bad"), "bad/environment.json: no run 1 of rows.json");
}

#[test]
fn the_first_records_can_be_compared_with_but_not_written_to() {
    let names = names(&home());
    let first = |name: &&String| home().join(name).join(FIRST_ROWS).exists();
    for name in names.iter().filter(first) {
        let record = Record::load(name).unwrap();
        assert!(record.rows[0].row.baseline && !record.rows[1].row.baseline);
        assert!(record.rows[0].row.gigabytes_per_second > 0.0);
        let refusal = record.must_have_runs().unwrap_err().to_string();
        assert!(refusal.contains("stays as it is"), "{refusal}");
    }
}

fn page_of(record: &Record) -> String {
    page::of(record, &plots::of(&record.rows).unwrap())
}

#[test]
fn pages_hide_nothing() {
    let mut record = Record::of_run(run("one"), case("write/a/vec"));
    let long: Vec<String> = (0..20).map(|n| format!("write/workload-{n}")).collect();
    record.merge(Run { command: long.join(" "), ..run("two") }, case("read/a/vec"));
    let page = page_of(&record);
    for part in [
        "# Record of 2026-01-02 on Some Chip\n",
        "| commit | one (run 1); two (run 2) |",
        "| CPU | Some Chip |",
        "| crates | flatbuffers 25.0.0 |",
        "2 of 2 rows of the library",
        "| write/a/vec | `StreamWriter<Format>` | **0.88** | 0.862 .. 0.898 | 50 |  |  |",
        "\n## Suite `write`\n\n![write: ratio to the baseline](write.svg)\n",
        "| a/vec | `hand loop` | 44.5 | 43.6 .. 45.4 | baseline |  | 2.07 | 0 | 92 | 4 | 1 |",
        "|  | `Rival\\|codec` * | 80 | 78.4 .. 81.6 | 0.55 | 0.539 .. 0.561 |",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let long: Vec<&str> =
        page.lines().filter(|line| line.len() > 120 && !line.starts_with('|')).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn records_name_no_directory() {
    let options = ["--logs", "/var/log/machine", "--dir", "/somewhere", "--json", "/a/b"];
    let options = options.into_iter().map(str::to_owned);
    let arguments = crate::cli::Arguments::parse(options, &[]).unwrap();
    let crate::cli::Command::Measure(options) = arguments.command else { panic!("no measuring") };
    let record = Record::of_run(Run::begin(&options, &arguments.setting), case("write/a/vec"));
    let text = page_of(&record) + &serde_json::to_string(&record.runs).unwrap();
    assert!(text.contains("cargo xtask bench --logs DIR"), "{text}");
    for path in ["/var", "/somewhere", "/a/b", env!("CARGO_MANIFEST_DIR")] {
        assert!(!text.contains(path), "{path}\n{text}");
    }
}

#[test]
fn plots_have_a_bar_or_a_line_for_every_row() {
    let mut rows = case("write/a/vec");
    rows.extend(case("rivals/write-a/vec"));
    rows.extend(case("rivals/write-b/vec"));
    rows.extend(case("rivals/read-a/slice"));
    for count in ["write-1e4", "write-1e5", "write-1e6", "write-64", "write-2K"] {
        rows.extend(case(&format!("scaling/{count}/vec")));
    }
    let latency =
        Latency { messages_per_second: 1e5, p50: 100, p99: 200, p99_9: 2000, max: 100_000 };
    rows.extend(case("latency/a/vec").into_iter().map(|row| Row { latency: Some(latency), ..row }));
    let record = Record::of_run(run("one"), rows);
    let plots = plots::of(&record.rows).unwrap();
    let count = |svg: &str, tag: &str| svg.matches(&format!("<{tag} ")).count();
    let found: Vec<_> = plots
        .iter()
        .map(|plot| (plot.file.as_str(), count(&plot.svg, "rect"), count(&plot.svg, "circle")))
        .collect();
    let expected = [
        ("write.svg", 1, 0),
        ("rivals-write.svg", 6, 0),
        ("rivals-read.svg", 3, 0),
        ("scaling-counts.svg", 0, 9),
        ("scaling-sizes.svg", 0, 6),
        ("latency.svg", 0, 12),
    ];
    assert_eq!(found, expected);
    for plot in &plots {
        well_formed(&plot.svg);
        assert!(!plot.svg.contains("NaN") && !plot.svg.contains("Infinity"));
    }
    assert!(plots[0].svg.contains("StreamWriter&lt;Format&gt;"));
}

/// Panics unless every element ends, in its place, and all text is escaped.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    for part in xml.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        let mut references = text.split('&').skip(1);
        assert!(references.all(|reference| reference.contains(';')), "{text}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
    }
    assert!(open.is_empty() && xml.starts_with("<svg ") && xml.ends_with("</svg>\n"), "{open:?}");
}
