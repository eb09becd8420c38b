//! Names that Rust or the generated code has taken, compiled. That the code of
//! `schema/names.fbs` compiles is most of the test.

#[path = "schema/names_compiled.rs"]
mod names;

use flatstream_schema::Emit;
use names::{
    RootlessDraft,
    core::BoxDraft,
    str_::crate_::self_::{HolderDraft, Ok, Option, T, UnionDraft},
};

#[test]
fn taken_names_have_an_underscore() {
    assert_eq!(Option::Self_.variant_name(), ::core::option::Option::Some("Self"));
    assert_eq!(Option::self_.variant_name(), ::core::option::Option::Some("self"));
    assert_eq!([Option::contains_, Option::variant_name_].map(|value| value.0), [4, 5]);
    assert_eq!(Ok::bit | Ok::Default, Ok(3));
    let draft = HolderDraft {
        type_: ::core::option::Option::None,
        self_: ::core::option::Option::None,
        target: ::core::option::Option::Some(T { x: 1, type_: 2 }),
        draft: UnionDraft::None_(&DRAFT),
        ..HolderDraft::EMPTY
    };
    assert!(draft.super_);
    assert_eq!(draft.draft.number(), 1);
    draft.message_len().unwrap();
}

const DRAFT: names::str_::crate_::self_::DraftDraft<'static> =
    names::str_::crate_::self_::DraftDraft::EMPTY;

#[test]
fn nested_messages_are_aligned_as_they_are_told() {
    let nested = [0xA5; 7];
    for len in 0..40 {
        let text = "x".repeat(len);
        let at = ::core::option::Option::Some(&*text);
        let payload = ::core::option::Option::Some(&nested[..]);
        let draft = HolderDraft { at, payload, ..HolderDraft::EMPTY };
        let mut message = vec![0; draft.message_len().unwrap()];
        draft.emit(&mut message);
        let at = message.windows(nested.len()).position(|bytes| bytes == nested);
        assert_eq!(at.map(|at| at % 32), ::core::option::Option::Some(0), "{len}");
    }
}

#[test]
fn a_schema_needs_no_namespace() {
    let inner = BoxDraft { text: "text", ..BoxDraft::EMPTY };
    let draft = RootlessDraft { inner: ::core::option::Option::Some(&inner) };
    let mut message = vec![0xAA; draft.message_len().unwrap()];
    draft.emit(&mut message);
    assert_eq!(&message[4..8], b"\"x\\y");
}
