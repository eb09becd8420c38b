//! The mutants: what is taken away, and which test has to notice.

use std::fmt;

/// A change of code that makes it wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mutant {
    /// What is missing.
    pub(crate) name: &'static str,
    /// From the workspace's root.
    pub(crate) file: &'static str,
    /// What the file has there, once.
    pub(crate) old: &'static str,
    pub(crate) new: &'static str,
    /// Of which one has to fail.
    pub(crate) tests: Tests,
}

/// Tests of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tests {
    package: &'static str,
    /// The arguments that say which binary of the package.
    binary: &'static [&'static str],
    /// A part of the tests' names.
    pub(crate) filter: &'static str,
}

impl Tests {
    /// What cargo is told.
    pub(crate) fn args(self) -> impl Iterator<Item = &'static str> {
        ["-p", self.package].into_iter().chain(self.binary.iter().copied())
    }
}

impl fmt::Display for Tests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.package, self.binary.join(" "), self.filter)
    }
}

const fn proof(filter: &'static str) -> Tests {
    Tests { package: "flatstream-codegen", binary: &["--test", "proof"], filter }
}

const CHECK: &str = "crates/flatstream-schema/src/check.rs";
const MEMO: &str = "crates/flatstream-schema/src/memo.rs";
const UTF8: &str = "crates/flatstream-schema/src/utf8.rs";
const CURSOR: &str = "crates/flatstream-schema/src/cursor.rs";
const WINDOW: &str = "crates/flatstream-schema/src/window.rs";
const MEASURE: &str = "crates/flatstream-schema/src/measure.rs";
const FEATURES: &str = "crates/flatstream-codegen/tests/schema/features_compiled.rs";

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "alignment of fields",
        file: CHECK,
        old: "bad |= !absent & ((at + offset) & (usize::from(slot.align) - 1) != 0);",
        new: "",
        tests: proof("damage::telemetry"),
    },
    Mutant {
        name: "required fields",
        file: CHECK,
        old: "bad |= absent & slot.required;",
        new: "",
        tests: proof("damaged_features::masked"),
    },
    Mutant {
        name: "fields within the payload",
        file: CHECK,
        old: "!bad && self.payload.len() - at >= end",
        new: "!bad",
        tests: proof("damage::telemetry"),
    },
    Mutant {
        name: "fields of the next table within the payload",
        file: CHECK,
        old: "return self.payload.len() - at >= layout.end;",
        new: "return true;",
        tests: proof("places::tables_of_one_vtable"),
    },
    Mutant {
        name: "alignment of the next table",
        file: CHECK,
        old: "if vtable == layout.vtable && at % MAX_ALIGN == layout.phase {",
        new: "if vtable == layout.vtable && layout.end > 0 {",
        tests: proof("places::tables_of_one_vtable"),
    },
    Mutant {
        name: "vtable within the payload",
        file: CHECK,
        old: "let Some(entries) = entries.get(..vtable_len) else { return false };",
        new: "let entries = entries.get(..vtable_len).unwrap_or(entries);",
        tests: proof("damage::telemetry"),
    },
    Mutant {
        name: "even length of a vtable",
        file: CHECK,
        old: "if !vtable_len.is_multiple_of(2) {",
        new: "if vtable_len > usize::from(u16::MAX) {",
        tests: proof("damage::telemetry"),
    },
    Mutant {
        name: "alignment of vtables",
        file: CHECK,
        old: "if !at.is_multiple_of(4) || !vtable.is_multiple_of(2) {",
        new: "if !at.is_multiple_of(4) {",
        tests: proof("places::vtables_are_aligned"),
    },
    Mutant {
        name: "alignment of tables",
        file: CHECK,
        old: "if !at.is_multiple_of(4) || !vtable.is_multiple_of(2) {",
        new: "if !vtable.is_multiple_of(2) {",
        tests: proof("places::tables_are_aligned"),
    },
    Mutant {
        name: "zero behind texts",
        file: CHECK,
        old: "self.payload.get(end) == Some(&0) && utf8::is_valid",
        new: "utf8::is_valid",
        tests: proof("damage::log"),
    },
    Mutant {
        name: "texts within the payload, as vectors are",
        file: CHECK,
        old: "let inside = start & (align - 1) == 0 && end <= self.payload.len();",
        new: "let inside = start & (align - 1) == 0;",
        tests: proof("damage::nested"),
    },
    Mutant {
        name: "alignment of elements",
        file: CHECK,
        old: "let inside = start & (align - 1) == 0 && end <= self.payload.len();",
        new: "let inside = align > 0 && end <= self.payload.len();",
        tests: proof("places::elements_are_aligned"),
    },
    Mutant {
        name: "UTF-8",
        file: UTF8,
        old: "high & HIGH_BITS == 0 || is_utf8(text)",
        new: "high & HIGH_BITS == 0 || true",
        tests: proof("damage::log"),
    },
    Mutant {
        name: "the chunks of a text that is no ASCII",
        file: UTF8,
        old: "high |= u128::from_le_bytes(*chunk);",
        new: "high |= u128::from_le_bytes(*chunk) & 0xFF;",
        tests: proof("damage::log"),
    },
    Mutant {
        name: "depth",
        file: CHECK,
        old: "        self.depth <= const { max_depth(N) }",
        new: "        true",
        tests: proof("limits::depth"),
    },
    Mutant {
        name: "number of tables",
        file: CHECK,
        old: "        self.tables <= MAX_TABLES\n            && self",
        new: "        self",
        tests: proof("limits::tables"),
    },
    Mutant {
        name: "apparent size",
        file: CHECK,
        old: "        self.bytes <= MAX_BYTES",
        new: "        true",
        tests: proof("limits::apparent_size"),
    },
    Mutant {
        name: "apparent size of an offset to a table",
        file: CHECK,
        old: "10 + vtable_len as u64 + const",
        new: "6 + vtable_len as u64 + const",
        tests: proof("limits::apparent_size"),
    },
    Mutant {
        name: "both fields of a union",
        file: CHECK,
        old: "                None => false,\n            },\n            _ => false,",
        new: "                None => false,\n            },\n            _ => true,",
        tests: proof("damaged_features::masked"),
    },
    Mutant {
        name: "nested messages",
        file: CHECK,
        old: "let valid = inner.table::<T, N>(Some(0));",
        new: "let valid = inner.table::<T, N>(None);",
        tests: proof("emitted::valid_bytes"),
    },
    Mutant {
        name: "room for the fields of a known layout",
        file: MEMO,
        old: "(same(prefix, &entry.prefix) && at + entry.layout.end <= payload.len())",
        new: "same(prefix, &entry.prefix)",
        tests: proof("memo::a_shorter_message"),
    },
    Mutant {
        name: "comparing how a message begins",
        file: MEMO,
        old: "    different == 0\n",
        new: "    different | 1 != 0\n",
        tests: proof("damage::telemetry"),
    },
    Mutant {
        name: "comparing the table's offset to its vtable",
        file: MEMO,
        old: "let mut different = u64::from_ne_bytes(*end) ^ u64::from_ne_bytes(*known_end);",
        new: "let mut different = (u64::from_ne_bytes(*end) ^ u64::from_ne_bytes(*known_end)) & 0;",
        tests: proof("damage::telemetry"),
    },
    Mutant {
        name: "vtables that lie behind what is compared",
        file: MEMO,
        old: "if len > MAX_PREFIX || layout.vtable + layout.vtable_len.max(2) > len {",
        new: "if len > MAX_PREFIX {",
        tests: proof("memo::a_vtable_in_its_table"),
    },
    Mutant {
        name: "the length of a vtable that says 0",
        file: MEMO,
        old: "layout.vtable_len.max(2)",
        new: "layout.vtable_len",
        tests: proof("memo::a_vtable_of_no_length"),
    },
    Mutant {
        name: "vtables are of one set of fields",
        file: CURSOR,
        old: "known.kind == number && known.present == present",
        new: "known.kind == number",
        tests: proof("emitted::every_layout"),
    },
    Mutant {
        name: "vtables are of one type",
        file: CURSOR,
        old: "known.kind == number && known.present == present",
        new: "known.kind > 0 && known.present == present",
        tests: proof("emitted::every_layout"),
    },
    Mutant {
        name: "alignment of what is written",
        file: CURSOR,
        old: "if align > 4 {",
        new: "if align > 8 {",
        tests: proof("emitted::every_layout"),
    },
    Mutant {
        name: "zeros behind elements",
        file: WINDOW,
        old: "room[end..].copy_from_slice(&[0; 4]);",
        new: "let _ = end;",
        tests: proof("emitted::every_layout"),
    },
    Mutant {
        name: "zeros in front of tables",
        file: WINDOW,
        old: "            fill_gap(gap, kind.align);",
        new: "            let _ = gap;",
        tests: proof("emitted::every_layout"),
    },
    Mutant {
        name: "zeros in a table of which little is there",
        file: WINDOW,
        old: "        out[4..].fill(0);\n",
        new: "        let _ = out;\n",
        tests: proof("emitted::every_layout"),
    },
    Mutant {
        name: "depth of what is written",
        file: MEASURE,
        old: "self.too_deep |= self.depth > MAX_DEPTH;",
        new: "",
        tests: proof("emitted::tables_lie"),
    },
    Mutant {
        name: "generated: a text",
        file: FEATURES,
        old: "                check.text(table.field(0))\n            }\n        }\n\n        \
              impl ::flatstream_schema::flatbuffers::Verifiable for LeafView<'_> {",
        new: "                true\n            }\n        }\n\n        \
              impl ::flatstream_schema::flatbuffers::Verifiable for LeafView<'_> {",
        tests: proof("damaged_features::masked"),
    },
    Mutant {
        name: "generated: a union",
        file: FEATURES,
        old: "                    && check.union_of::<AnyView<'_>>(table.field(4), table.field(5))\n",
        new: "",
        tests: proof("damaged_features::masked"),
    },
    Mutant {
        name: "generated: nested messages",
        file: FEATURES,
        old: "check.nested::<LeafView<'_>, 2>(table.field(0))",
        new: "check.elements(table.field(0), 1, 1)",
        tests: proof("damaged_features::masked"),
    },
    Mutant {
        name: "generated: whether the verifier skips something",
        file: FEATURES,
        old: "            type Rules = ::flatstream_schema::rules::Outer<BytesView<'static>>;\n            \
              type Memo = ::flatstream_schema::Memo<BytesView<'static>, 5>;\n\n            \
              const NESTED: bool = true;",
        new: "            type Rules = ::flatstream_schema::rules::Outer<BytesView<'static>>;\n            \
              type Memo = ::flatstream_schema::Memo<BytesView<'static>, 5>;\n\n            \
              const NESTED: bool = false;",
        tests: proof("damaged_features"),
    },
];
