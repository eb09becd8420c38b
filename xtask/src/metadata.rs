//! What `cargo metadata` says about the members of a workspace.

use crate::process::{self, Failure, Outcome};
use serde_json::Value;

/// A member of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Whether it goes to the registry.
    pub(crate) published: bool,
    /// Whether there is something in it to depend on, and not only a program.
    pub(crate) library: bool,
    /// Its features but `default`, sorted.
    pub(crate) features: Vec<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a member's dependencies, optional ones and those of other
/// targets included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// The package's name, whatever the member calls it.
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Normal,
    Build,
    Dev,
}

/// The members of the workspace at `manifest`, a path from the root.
pub(crate) fn members(manifest: &str) -> Outcome<Vec<Package>> {
    let args = ["metadata", "--format-version", "1", "--no-deps", "--manifest-path", manifest];
    let json = process::output(&mut process::cargo(args))?;
    let value = serde_json::from_str(&json)
        .map_err(|error| Failure::Failed(format!("cargo metadata of {manifest}: {error}")))?;
    parse(&value)
        .ok_or_else(|| Failure::Failed(format!("cargo metadata of {manifest}: unknown shape")))
}

fn parse(metadata: &Value) -> Option<Vec<Package>> {
    metadata["packages"].as_array()?.iter().map(package).collect()
}

fn package(value: &Value) -> Option<Package> {
    let features = value["features"].as_object()?.keys();
    let mut features: Vec<String> = features.filter(|name| *name != "default").cloned().collect();
    features.sort();
    Some(Package {
        name: value["name"].as_str()?.into(),
        // `null` is any registry, `[]` is none.
        published: value["publish"].as_array().is_none_or(|registries| !registries.is_empty()),
        library: value["targets"].as_array()?.iter().any(is_library),
        features,
        dependencies: value["dependencies"]
            .as_array()?
            .iter()
            .map(dependency)
            .collect::<Option<_>>()?,
    })
}

fn is_library(target: &Value) -> bool {
    target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "lib"))
}

fn dependency(value: &Value) -> Option<Dependency> {
    let kind = match value["kind"].as_str() {
        None => Kind::Normal,
        Some("build") => Kind::Build,
        Some("dev") => Kind::Dev,
        Some(_) => return None,
    };
    Some(Dependency { name: value["name"].as_str()?.into(), kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_what_cargo_prints() {
        let metadata = json!({ "packages": [
            {
                "name": "upper", "publish": null, "features": { "z": [], "default": ["z"], "a": [] },
                "dependencies": [
                    { "name": "lower", "rename": "low", "kind": null, "optional": true },
                    { "name": "cc", "kind": "build" },
                    { "name": "kit", "kind": "dev" },
                ],
                "targets": [{ "kind": ["example"] }, { "kind": ["lib"] }],
            },
            {
                "name": "kit", "publish": [], "features": {}, "dependencies": [],
                "targets": [{ "kind": ["bin"] }],
            },
        ]});
        let dependency = |name: &str, kind| Dependency { name: name.into(), kind };
        let upper = Package {
            name: "upper".into(),
            published: true,
            library: true,
            features: vec!["a".into(), "z".into()],
            dependencies: vec![
                dependency("lower", Kind::Normal),
                dependency("cc", Kind::Build),
                dependency("kit", Kind::Dev),
            ],
        };
        let kit = Package {
            name: "kit".into(),
            published: false,
            library: false,
            features: vec![],
            dependencies: vec![],
        };
        assert_eq!(parse(&metadata), Some(vec![upper, kit]));
    }

    #[test]
    fn an_unknown_kind_is_not_taken_for_a_known_one() {
        assert_eq!(dependency(&json!({ "name": "x", "kind": "artifact" })), None);
        assert_eq!(parse(&json!({})), None);
    }

    #[test]
    fn finds_the_members_of_this_workspace() {
        let members = members("Cargo.toml").unwrap();
        let find = |name| members.iter().find(|package| package.name == name).unwrap();
        assert!(find("flatstream-core").published);
        assert!(!find("xtask").published);
        assert!(find("flatstream").library);
        assert!(!find("flatstream-cli").library);
        assert_eq!(find("xtask").features, ["codegen"]);
    }
}
