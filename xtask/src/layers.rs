//! `cargo xtask layers`: arrows between crates point down only.

use crate::{
    metadata::{self, Kind, Package},
    process::{Failure, Outcome},
};
use std::collections::HashSet;

/// Each crate of the workspace with all that it may depend on, to run or to
/// build. What only tests use is not held to this.
const LAYERS: &[(&str, Below)] = &[
    ("flatstream-core", Below::Only(&["flatbuffers"])),
    ("flatstream-arena", Below::Only(&["flatstream-core", "flatbuffers", "bumpalo"])),
    ("flatstream-checksum", Below::Only(&["flatstream-core", "crc", "crc32fast", "xxhash-rust"])),
    (
        "flatstream-chunk",
        Below::Only(&[
            "flatstream-core",
            "flatbuffers",
            "base64",
            "bytes",
            "memchr",
            "metrics",
            "regex",
            "regex-syntax",
            "rkyv",
            "serde",
        ]),
    ),
    (
        "flatstream-compress",
        Below::Only(&["flatstream-core", "flate2", "lz4_flex", "xxhash-rust", "zstd"]),
    ),
    ("flatstream-framing", Below::Only(&["flatstream-core", "bytes"])),
    ("flatstream-pool", Below::Only(&["flatstream-core", "bytes", "crossbeam-queue"])),
    ("flatstream-reflect", Below::Only(&["flatstream-core", "base64", "serde_json"])),
    ("flatstream-schema", Below::Only(&["flatstream-core", "flatbuffers"])),
    ("flatstream-codegen", Below::Only(&["flatstream-reflect"])),
    (
        "flatstream-tokio",
        Below::Only(&[
            "flatstream-core",
            "flatstream-framing",
            "flatbuffers",
            "bytes",
            "futures-core",
            "futures-sink",
            "tokio",
            "tokio-util",
        ]),
    ),
    (
        "flatstream",
        Below::Only(&[
            "flatstream-core",
            "flatstream-arena",
            "flatstream-checksum",
            "flatstream-chunk",
            "flatstream-compress",
            "flatstream-framing",
            "flatstream-pool",
            "flatstream-reflect",
            "flatstream-schema",
            "flatstream-tokio",
            "flatbuffers",
            "tokio",
        ]),
    ),
    (
        "flatstream-cli",
        Below::Only(&[
            "flatstream",
            "flatstream-codegen",
            "anstream",
            "anstyle",
            "clap",
            "clap_complete",
            "clap_mangen",
            "filebuffer",
            "indicatif",
            "serde",
            "serde_json",
            "signal-hook",
        ]),
    ),
    // No other row lists it, so the others may use it in tests only.
    ("flatstream-testkit", Below::Anything),
    ("xtask", Below::Only(&["flatstream-codegen", "flatc-fork", "serde_json"])),
];

/// What lies below a crate.
#[derive(Clone, Copy, Debug)]
enum Below {
    Only(&'static [&'static str]),
    Anything,
}

pub(crate) fn run() -> Outcome {
    let members = metadata::members("Cargo.toml")?;
    let wrong = violations(LAYERS, &members);
    if !wrong.is_empty() {
        return Err(Failure::Failed(format!("layers: {}", wrong.join("\n       layers: "))));
    }
    println!("{} crates, every arrow points down", members.len());
    Ok(())
}

fn violations(layers: &[(&str, Below)], members: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in members {
        let name = &package.name;
        let Some((_, below)) = layers.iter().find(|(row, _)| row == name) else {
            wrong.push(format!("{name} has no row in {}", file!()));
            continue;
        };
        let Below::Only(allowed) = below else { continue };
        for dependency in &package.dependencies {
            let used = &dependency.name;
            if dependency.kind != Kind::Dev && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{name} must not depend on {used}"));
            }
        }
    }
    let names: HashSet<&str> = members.iter().map(|package| package.name.as_str()).collect();
    for (row, _) in layers.iter().filter(|(row, _)| !names.contains(row)) {
        wrong.push(format!("{row} has a row in {} but is no crate of the workspace", file!()));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Dependency;

    const TABLE: &[(&str, Below)] = &[
        ("core", Below::Only(&["flatbuffers"])),
        ("framing", Below::Only(&["core"])),
        ("facade", Below::Only(&["core", "framing"])),
        ("testkit", Below::Anything),
    ];

    fn package(name: &str, dependencies: &[(&str, Kind)]) -> Package {
        let dependencies = dependencies
            .iter()
            .map(|&(name, kind)| Dependency { name: name.into(), kind })
            .collect();
        Package {
            name: name.into(),
            published: true,
            library: true,
            features: vec![],
            dependencies,
        }
    }

    /// A workspace as `TABLE` wants it, but for `framing`.
    fn check(framing: &[(&str, Kind)], expected: &[&str]) {
        let members = [
            package("core", &[("flatbuffers", Kind::Normal), ("testkit", Kind::Dev)]),
            package("framing", framing),
            package("facade", &[("core", Kind::Normal), ("framing", Kind::Normal)]),
            package("testkit", &[("core", Kind::Normal), ("counter", Kind::Normal)]),
        ];
        assert_eq!(violations(TABLE, &members), expected);
    }

    #[test]
    fn arrows_that_point_down_pass() {
        check(&[("core", Kind::Normal)], &[]);
        check(&[("core", Kind::Build)], &[]);
        check(&[("testkit", Kind::Dev), ("facade", Kind::Dev), ("proptest", Kind::Dev)], &[]);
    }

    #[test]
    fn a_wrong_arrow_fails() {
        check(&[("facade", Kind::Normal)], &["framing must not depend on facade"]);
        check(&[("facade", Kind::Build)], &["framing must not depend on facade"]);
        check(&[("testkit", Kind::Normal)], &["framing must not depend on testkit"]);
        // Allowed to the layer below, so not to this one.
        check(&[("flatbuffers", Kind::Normal)], &["framing must not depend on flatbuffers"]);
        check(
            &[("core", Kind::Normal), ("libc", Kind::Build), ("rand", Kind::Normal)],
            &["framing must not depend on libc", "framing must not depend on rand"],
        );
    }

    #[test]
    fn a_crate_without_a_row_fails() {
        let mut members: Vec<Package> = TABLE.iter().map(|(name, _)| package(name, &[])).collect();
        assert_eq!(violations(TABLE, &members), [""; 0]);
        members.push(package("newcomer", &[]));
        assert_eq!(violations(TABLE, &members), [format!("newcomer has no row in {}", file!())]);
    }

    #[test]
    fn a_row_without_a_crate_fails() {
        let members: Vec<Package> = TABLE[1..].iter().map(|(name, _)| package(name, &[])).collect();
        let wrong = violations(TABLE, &members);
        assert_eq!(
            wrong,
            [format!("core has a row in {} but is no crate of the workspace", file!())]
        );
    }
}
