//! What `flatstream-codegen` makes of a schema, from its binary schema.

use super::{Made, rust};
use crate::process::{Failure, Outcome};
use flatstream_codegen::{Generator, Layout};
use std::path::{Path, PathBuf};

/// A file to be made.
struct Compiled {
    schema: &'static str,
    /// How the name of the file ends that lies beside the schema.
    suffix: &'static str,
    layout: Layout,
    /// Path of what the code runs on.
    runtime: &'static str,
    /// Path of the module that has flatc's namespaces, where that is compiled in, too.
    flatc: Option<&'static str>,
    verifiers: bool,
}

const TESTKIT: &str = "crates/flatstream-testkit/schema/test_messages.fbs";
const NAMES: &str = "crates/flatstream-codegen/tests/schema/names.fbs";
const FEATURES: &str = "crates/flatstream-codegen/tests/schema/features.fbs";
const LINE: &str = "crates/flatstream-cli/schemas/line.fbs";
const MACHINE: &str = "crates/flatstream-cli/schemas/machine.fbs";
const SENSOR: &str = "consumers/uses-schema/src/sensor.fbs";

/// What is not made as [`USUAL`] says.
const COMPILED: &[Compiled] = &[
    Compiled { schema: TESTKIT, flatc: Some("crate::generated"), ..LOWER },
    Compiled { schema: NAMES, ..LOWER },
    Compiled { schema: FEATURES, flatc: Some("crate::flatc"), ..LOWER },
    Compiled { schema: FEATURES, suffix: "_all_slots.rs", layout: Layout::AllSlots, ..LOWER },
    Compiled { schema: FEATURES, suffix: "_compact.rs", layout: Layout::Compact, ..LOWER },
    // The program forbids unsafe code, and only writes them.
    Compiled { schema: LINE, verifiers: false, ..USUAL },
    Compiled { schema: MACHINE, verifiers: false, ..USUAL },
    Compiled { schema: SENSOR, ..LOWER },
];

/// For the facade's users.
const USUAL: Compiled = Compiled {
    schema: "",
    suffix: "_compiled.rs",
    layout: Layout::Masked,
    runtime: "::flatstream::schema",
    flatc: None,
    verifiers: true,
};

/// For crates below the facade.
const LOWER: Compiled = Compiled { runtime: "::flatstream_schema", ..USUAL };

/// The files of `schema`, whose binary schema is `bfbs`: those in the table, or the
/// usual one if there is one to replace.
pub(super) fn generate(root: &Path, schema: &Path, bfbs: &[u8]) -> Outcome<Vec<Made>> {
    let own = COMPILED.iter().filter(|row| root.join(row.schema) == schema);
    let usual = [&USUAL]
        .into_iter()
        .filter(|row| own.clone().next().is_none() && beside(schema, row.suffix).exists());
    own.clone().chain(usual).map(|row| row.generate(root, schema, bfbs)).collect()
}

impl Compiled {
    fn generate(&self, root: &Path, schema: &Path, bfbs: &[u8]) -> Outcome<Made> {
        let path = beside(schema, self.suffix);
        let refused = |error| Failure::Failed(format!("{}: {error}", schema.display()));
        let mut generator = Generator::new(bfbs).map_err(refused)?;
        generator = generator.layout(self.layout).runtime(self.runtime).verifiers(self.verifiers);
        if let Some(flatc) = self.flatc {
            generator = generator.flatc(flatc);
        }
        let code = generator.generate().map_err(refused)?;
        Ok((path, rust::format(root, schema, code.as_bytes())?))
    }
}

fn beside(schema: &Path, suffix: &str) -> PathBuf {
    let stem = schema.file_stem().unwrap_or_default();
    schema.with_file_name(format!("{}{suffix}", stem.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_schemas_that_are_there() {
        let root = crate::process::root();
        for row in COMPILED {
            assert!(root.join(row.schema).exists(), "{}", row.schema);
            assert!(beside(&root.join(row.schema), row.suffix).exists(), "{}", row.suffix);
        }
    }

    #[test]
    fn only_schemas_that_ask_for_it_are_compiled() {
        let root = crate::process::root();
        let made = |schema: &str| {
            let schema = root.join(schema);
            let bfbs = std::fs::read(schema.with_extension("bfbs")).unwrap();
            let made = generate(&root, &schema, &bfbs).unwrap_or_default();
            made.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
        };
        assert_eq!(made("testdata/reflect/every.fbs"), [""; 0].map(PathBuf::from));
        assert_eq!(made(TESTKIT), [beside(&root.join(TESTKIT), "_compiled.rs")]);
        assert_eq!(made(FEATURES).len(), 3);
    }
}
