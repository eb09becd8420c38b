//! What is said of damaged messages: by flatc's code, by a view's rules, and by the
//! compiled verifiers.

use super::{
    compiled::testdata::features::{parts::*, *},
    drafts::{Random, message},
};
use crate::{dice::Dice, flatc::testdata::features as flatc};
use flatbuffers::{ForwardsUOffset, Verifiable, Verifier, VerifierOptions};
use flatstream_schema::{Compiled, Emit, Verified};
use std::fmt::Debug;

/// What flatbuffers' verifier says by the rules of `R`.
fn verdict<R: Verifiable>(message: &[u8]) -> Result<(), String> {
    let options = VerifierOptions::default();
    let mut verifier = Verifier::new(&options, message);
    <ForwardsUOffset<R>>::run_verifier(&mut verifier, 0).map_err(|error| error.to_string())
}

/// Compares what is said of `message`, and reads all of it if it is accepted.
/// Whether it was.
fn compare<'m, F, V>(message: &'m [u8], memo: &mut <V as Compiled>::Memo, name: &str) -> bool
where
    F: Compiled<Memo = <V as Compiled>::Memo> + Verifiable,
    V: Compiled + Verified<Root<'m> = <V as Compiled>::Root<'m>, Memo = <V as Compiled>::Memo>,
    <V as Verified>::Root<'m>: Debug,
    F::Root<'m>: Debug,
{
    let official = verdict::<F>(message);
    assert_eq!(verdict::<<V as Compiled>::Rules>(message), official);
    let checked = V::check(message, memo);
    assert_eq!(checked, V::check(message, &mut Default::default()), "{message:x?}");
    assert_eq!(checked, F::check(message, memo));
    assert!(!checked || official.is_ok(), "{message:x?}");
    // Where deprecated fields are, and members that the schema does not have, may be
    // anything; the official one is asked then.
    let inexact = ["DeprecatedView", "IdsView", "NodeView", "RequiredView", "UnionsView"];
    let exact = !V::NESTED && !inexact.contains(&name);
    assert!(checked || !exact || official.is_err(), "{message:x?}");

    let accepted = if V::NESTED { checked } else { official.is_ok() };
    let view = <V as Verified>::verify(message, memo);
    assert_eq!(view.is_ok(), accepted);
    assert_eq!(flatstream_schema::verify::<F>(message, memo).is_ok(), accepted);
    if let (false, Err(error)) = (V::NESTED, &view) {
        // The official one's words, behind the kind.
        let official = official.unwrap_err();
        assert!(error.to_string().contains(official.lines().next().unwrap()), "{error}");
    }
    if let (Ok(view), Ok(flatc)) = (view, flatstream_schema::verify::<F>(message, memo)) {
        let printed = format!("{view:?}");
        // No text that is none, wherever it is.
        std::str::from_utf8(printed.as_bytes()).unwrap();
        // flatc's code prints the same, but for enums, unions and names of types.
        if PLAIN.contains(&name) {
            assert_eq!(printed.replace("View {", " {"), format!("{flatc:?}"));
        }
    }
    accepted
}

/// Views whose fields are printed as flatc's code prints them.
const PLAIN: &[&str] =
    &["DeprecatedView", "HolderView", "LeafView", "ManyView", "NumbersView", "StringsView"];

macro_rules! damaged {
    ($($draft:ident $view:ident $flatc:path,)*) => {$(
        let mut memo = Default::default();
        let mut accepted = [0_usize; 2];
        for seed in 0..60 {
            let mut dice = Dice::new(seed);
            let draft = $draft::random(&mut dice);
            if draft.message_len().is_err() {
                continue;
            }
            let mut message = message(&draft);
            assert!(compare::<$flatc, $view>(&message, &mut memo, stringify!($view)));
            for _ in 0..60 {
                let at = dice.u32() as usize % message.len();
                let good = std::mem::replace(&mut message[at], dice.u8());
                accepted[usize::from(compare::<$flatc, $view>(&message, &mut memo, stringify!($view)))] += 1;
                // Two are wrong at a time now and then.
                if dice.bool() {
                    message[at] = good;
                }
            }
            for len in (0..message.len()).rev().take(40) {
                // In memory of its own, for those who watch what is read.
                let message = message[..len].to_vec();
                compare::<$flatc, $view>(&message, &mut memo, stringify!($view));
            }
        }
        // Both happen, except where there is little to be wrong.
        assert!(accepted[0] > 100 && accepted[1] > 10, "{accepted:?}");
    )*};
}

#[test]
fn verdicts_on_damaged_messages_are_those_of_flatc() {
    damaged! {
        LeafDraft LeafView flatc::Leaf<'_>,
        NumbersDraft NumbersView flatc::Numbers<'_>,
        DefaultsDraft DefaultsView flatc::Defaults<'_>,
        OptionalDraft OptionalView flatc::Optional<'_>,
        EnumsDraft EnumsView flatc::Enums<'_>,
        StructsDraft StructsView flatc::Structs<'_>,
        StringsDraft StringsView flatc::Strings<'_>,
        VectorsDraft VectorsView flatc::Vectors<'_>,
        RequiredDraft RequiredView flatc::Required<'_>,
        NodeDraft NodeView flatc::Node<'_>,
        UnionsDraft UnionsView flatc::Unions<'_>,
        IdsDraft IdsView flatc::Ids<'_>,
        DeprecatedDraft DeprecatedView flatc::Deprecated<'_>,
        BytesDraft BytesView flatc::Bytes<'_>,
        HolderDraft HolderView flatc::Holder<'_>,
        ManyDraft ManyView flatc::Many<'_>,
        FeaturesDraft FeaturesView flatc::Features<'_>,
        PartDraft PartView flatc::parts::Part<'_>,
    }
}
