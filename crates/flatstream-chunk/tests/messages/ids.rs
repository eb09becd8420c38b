//! Ids that are known by their names, and how many.

use flatstream_chunk::StreamIds;

#[test]
fn half_as_many_names_as_are_kept_have_one_id_each() {
    let mut ids = StreamIds::with_max_ids(1000);
    assert!(ids.is_empty());
    for n in 0..777 {
        ids.intern(&format!("of old {n}"));
    }
    let names: Vec<_> = (0..500).map(|n| format!("pump {n}")).collect();
    let made: Vec<_> = names.iter().map(|name| ids.intern(name)).collect();
    for (name, id) in names.iter().zip(&made).chain(names.iter().zip(&made)) {
        assert_eq!(id, name);
        assert_eq!(ids.intern(name).as_ptr(), id.as_ptr(), "{name}");
    }
    assert!((500..=1000).contains(&ids.len()), "{ids:?}");
}

#[test]
fn any_number_of_names_keeps_no_more_than_the_bound() {
    for bound in [2, 3, 100] {
        let mut ids = StreamIds::with_max_ids(bound);
        let mut most = 0;
        for n in 0..1000 {
            assert_eq!(ids.intern(&format!("{}", n % 700)), format!("{}", n % 700));
            most = most.max(ids.len());
        }
        assert_eq!(most, bound.next_multiple_of(2), "of {bound}");
    }
    assert_eq!(StreamIds::with_max_ids(0).intern("pump"), "pump");
}

#[test]
fn a_name_in_use_stays_through_a_flood_of_others() {
    let mut ids = StreamIds::with_max_ids(100);
    let id = ids.intern("pump");
    for n in 0..10_000 {
        ids.intern(&format!("{n}"));
        if n % 40 == 0 {
            assert_eq!(ids.intern("pump").as_ptr(), id.as_ptr(), "after {n}");
        }
    }
    for n in 0..100 {
        ids.intern(&format!("last {n}"));
    }
    assert_ne!(ids.intern("pump").as_ptr(), id.as_ptr());
}

#[test]
fn long_names_are_not_kept() {
    let mut ids = StreamIds::default();
    let (kept, long) = ("x".repeat(256), "x".repeat(257));
    assert_eq!((ids.intern(&kept), ids.len()), (kept.as_str().into(), 1));
    assert_eq!((ids.intern(&long), ids.len()), (long.as_str().into(), 1));
    assert_ne!(ids.intern(&long).as_ptr(), ids.intern(&long).as_ptr());
    assert_eq!(ids.intern(&kept).as_ptr(), ids.intern(&kept).as_ptr());
}

#[test]
fn the_empty_name_is_one_too() {
    let mut ids = StreamIds::default();
    assert_eq!(ids.intern(""), "");
    ids.intern("pump");
    assert_eq!((ids.intern(""), ids.len()), ("".into(), 2));
}
