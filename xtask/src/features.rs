//! The step `features` of check: each feature alone, and none.

use crate::{
    metadata,
    process::{self, Outcome},
};

pub(crate) fn run() -> Outcome {
    let members = metadata::members("Cargo.toml")?;
    for package in members.iter().filter(|package| package.published) {
        for features in sets(&package.features) {
            println!("   {} with {}", package.name, features.unwrap_or("no feature"));
            let clippy = alone("clippy", &package.name, features);
            process::run(process::cargo(clippy).args(["--", "-D", "warnings"]))?;
            // Not the examples: they may ask for several features at once.
            let test = alone("test", &package.name, features);
            process::run(process::cargo(test).args(["--lib", "--tests"]))?;
        }
    }
    Ok(())
}

/// The arguments that have cargo `command` a package with these features only.
fn alone<'a>(command: &'a str, package: &'a str, features: Option<&'a str>) -> Vec<&'a str> {
    let mut args = vec![command, "--quiet", "-p", package, "--no-default-features"];
    args.extend(features.into_iter().flat_map(|features| ["--features", features]));
    args
}

/// None, then each alone, but for those that serve others; nothing at all for a
/// crate that has no features.
fn sets(features: &[String]) -> impl Iterator<Item = Option<&str>> {
    let none = (!features.is_empty()).then_some(None);
    let public = features.iter().filter(|feature| !feature.starts_with("__"));
    none.into_iter().chain(public.map(|feature| Some(feature.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(features: &[&str], expected: &[Option<&str>]) {
        let features: Vec<String> = features.iter().map(|&feature| feature.into()).collect();
        assert_eq!(sets(&features).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn none_and_each_alone() {
        check(&[], &[]);
        check(&["a"], &[None, Some("a")]);
        check(&["a", "b"], &[None, Some("a"), Some("b")]);
        check(&["__shared", "b"], &[None, Some("b")]);
    }
}
