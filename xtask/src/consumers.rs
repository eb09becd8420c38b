//! The step `consumers` of check: each published crate serves alone.

use crate::{
    metadata::{self, Kind, Package},
    process::{self, Failure, Outcome},
};

const MANIFEST: &str = "consumers/Cargo.toml";

/// The consumer that is run a second time, where panics abort.
const ABORTING: &str = "uses-arena";

pub(crate) fn run() -> Outcome {
    let members = metadata::members("Cargo.toml")?;
    let consumers = metadata::members(MANIFEST)?;
    let unserved = unserved(&members, &consumers);
    if !unserved.is_empty() {
        let names = unserved.join(", ");
        return Err(Failure::Failed(format!(
            "no crate in consumers/ uses this one alone: {names}"
        )));
    }
    for consumer in &consumers {
        println!("   {}", consumer.name);
        run_one(&consumer.name, &[])?;
    }
    // A message that overflows its window cannot unwind here. The argument has the
    // program make sure that it was built so.
    println!("   {ABORTING}, panics abort");
    run_one(ABORTING, &["--profile", "abort", "--", "panics-abort"])
}

/// Runs one consumer. One by one, or cargo would unite the features they ask for.
fn run_one(name: &str, more: &[&str]) -> Outcome {
    let args = ["run", "--quiet", "--manifest-path", MANIFEST, "-p", name];
    process::run(&mut process::cargo(args.iter().chain(more)))
}

/// The published libraries that no consumer uses without another member, be it at
/// run time or in its build script.
fn unserved<'m>(members: &'m [Package], consumers: &[Package]) -> Vec<&'m str> {
    let is_member = |name: &str| members.iter().any(|member| member.name == name);
    let serves_alone = |consumer: &Package, name: &str| {
        [Kind::Normal, Kind::Build].iter().any(|kind| {
            let of_kind = consumer.dependencies.iter().filter(|used| used.kind == *kind);
            let mut used = of_kind.filter(|used| is_member(&used.name));
            used.next().is_some_and(|used| used.name == name) && used.next().is_none()
        })
    };
    members
        .iter()
        .filter(|member| member.published && member.library)
        .filter(|member| !consumers.iter().any(|consumer| serves_alone(consumer, &member.name)))
        .map(|member| member.name.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Dependency;

    fn package(name: &str, dependencies: &[&str]) -> Package {
        let dependencies = dependencies
            .iter()
            .map(|&name| Dependency { name: name.into(), kind: Kind::Normal })
            .collect();
        Package {
            name: name.into(),
            published: name != "kit",
            library: name != "program",
            features: vec![],
            dependencies,
        }
    }

    #[test]
    fn each_published_crate_is_used_alone() {
        let members = [("core", &[][..]), ("framing", &["core"]), ("kit", &[]), ("program", &[])]
            .map(|(name, dependencies)| package(name, dependencies));
        let check = |consumers: &[Package], expected: &[&str]| {
            assert_eq!(unserved(&members, consumers), expected);
        };
        let core = package("uses-core", &["core", "flatbuffers"]);
        let framing = package("uses-framing", &["framing"]);
        let both = package("uses-both", &["core", "framing"]);
        check(&[core.clone(), framing], &[]);
        check(&[core.clone(), both.clone()], &["framing"]);
        check(&[both, package("uses-none", &["serde"])], &["core", "framing"]);
        let mut building = core;
        building.dependencies.push(Dependency { name: "framing".into(), kind: Kind::Build });
        check(&[building.clone()], &[]);
        building.dependencies.push(Dependency { name: "core".into(), kind: Kind::Build });
        check(&[building], &["framing"]);
    }
}
