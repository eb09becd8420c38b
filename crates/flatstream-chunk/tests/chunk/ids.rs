//! Names of streams.

use flatstream_chunk::{Adjacency, Discontinuity, StreamChunk, StreamId};
use std::{
    borrow::Cow,
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, RandomState},
    sync::Arc,
};

/// As a user writes it who was used to `impl Into<String>`.
fn generic<T: Into<String>>(name: T) -> StreamChunk {
    StreamChunk::new(name, vec![], 0)
}

#[test]
fn whatever_becomes_a_string_becomes_an_id() {
    let mut text = String::from("pump 3");
    let boxed: Box<str> = "pump 3".into();
    let chunks = [
        generic("pump 3"),
        generic(&text),
        generic(text.as_mut_str()),
        generic(text.clone()),
        generic(boxed),
        generic(Cow::Borrowed("pump 3")),
        generic(Cow::Owned::<str>(text)),
    ];
    assert!(chunks.iter().all(|chunk| chunk.stream_id.as_str() == "pump 3"));
    assert_eq!(generic('x').stream_id, "x");
}

#[test]
fn ids_are_made_of_ids_too() {
    let id = StreamId::from("pump 3");
    let by_ref = StreamChunk::new(&id, vec![], 0);
    assert_eq!(by_ref.stream_id.as_ptr(), id.as_ptr());
    let by_value = StreamChunk::new(id.clone(), vec![], 0);
    assert_eq!(by_value.stream_id.as_ptr(), id.as_ptr());
}

#[test]
fn where_the_name_came_from_makes_no_difference() {
    const STATIC: StreamId = StreamId::from_static("pump 3");
    let shared: Arc<str> = "pump 3".into();
    let ids = [STATIC, StreamId::from_shared(Arc::clone(&shared)), StreamId::from("pump 3")];
    let state = RandomState::new();
    for one in &ids {
        for other in &ids {
            assert_eq!(one, other);
            assert_eq!(one.cmp(other), Ordering::Equal);
        }
        assert_eq!(state.hash_one(one), state.hash_one("pump 3"));
    }
    assert_eq!(ids[1].as_ptr(), shared.as_ptr());
    assert_eq!(StreamId::default(), "");
}

#[test]
fn a_longer_name_at_the_same_place_is_another() {
    let names = "pump 33";
    let [one, other] = [&names[..6], names].map(StreamId::from_static);
    assert_eq!(one.as_ptr(), other.as_ptr());
    assert_ne!(one, other);
}

#[test]
fn an_id_compares_with_text_on_either_side() {
    /// What `id` compares with, both ways.
    fn check<T: PartialEq<StreamId> + ?Sized>(id: &StreamId, other: &T, equal: bool)
    where
        StreamId: PartialEq<T>,
    {
        assert_eq!((id == other, other == id), (equal, equal));
    }

    let id = StreamId::from("pump 3");
    for (text, equal) in [("pump 3", true), ("pump 4", false), ("pump 33", false)] {
        check::<str>(&id, text, equal);
        check::<&str>(&id, &text, equal);
        check::<String>(&id, &text.into(), equal);
        check::<Cow<'_, str>>(&id, &text.into(), equal);
    }
    assert_eq!(AsRef::<str>::as_ref(&id), "pump 3");
}

#[test]
fn maps_are_asked_with_text() {
    let ids = || ["b", "a", "c"].map(StreamId::from).into_iter().zip(0..);
    let hashed: HashMap<StreamId, u32> = ids().collect();
    let sorted: BTreeMap<StreamId, u32> = ids().collect();
    for (name, index) in [("a", Some(&1)), ("c", Some(&2)), ("d", None)] {
        assert_eq!((hashed.get(name), sorted.get(name)), (index, index));
    }
    assert!(sorted.keys().is_sorted_by(|a, b| a.as_str() < b.as_str()));
}

#[test]
fn ids_print_as_their_text() {
    let id = StreamId::from("a \"b\"");
    assert_eq!((format!("{id}"), format!("{id:?}")), ("a \"b\"".into(), r#""a \"b\"""#.into()));
    assert_eq!(format!("{:>4}|{:<3}|", StreamId::from("ab"), StreamId::from("c")), "  ab|c  |");
}

#[test]
fn all_types_cross_threads_and_are_small() {
    fn crosses<T: Send + Sync + Unpin + 'static>() {}
    crosses::<StreamId>();
    crosses::<StreamChunk>();
    crosses::<Discontinuity>();
    #[cfg(target_pointer_width = "64")]
    {
        assert_eq!((size_of::<StreamId>(), size_of::<Option<StreamId>>()), (24, 24));
        assert_eq!((size_of::<StreamChunk>(), size_of::<Option<StreamChunk>>()), (96, 96));
        assert_eq!(size_of::<Adjacency>(), 16);
    }
}
