//! Bytes cut from pooled memory, and where that memory goes.

use crate::{levels, small_pool};
use flatstream_pool::{BufferPool, Bytes, Slab};
use std::{panic, thread};

#[test]
fn pieces_lie_one_behind_the_other() {
    let mut slab = small_pool().slab(10);
    assert!(slab.is_empty());
    assert_eq!(slab.push(b"one"), Some(0..3));
    assert_eq!(slab.push(b""), Some(3..3));
    slab.spare()[..3].copy_from_slice(b"two");
    slab.advance(3);
    assert_eq!(slab.push(b"three"), Some(6..11));
    assert_eq!((slab.len(), slab.capacity(), slab.spare().len()), (11, 64, 53));
    assert_eq!(slab.filled(), b"onetwothree");
    assert!(!slab.is_empty());
    let bytes = slab.freeze();
    assert_eq!((&bytes[..], &bytes.slice(3..6)[..]), (&b"onetwothree"[..], &b"two"[..]));
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let mut slab = small_pool().slab(64);
    assert_eq!(slab.push(&[1; 60]), Some(0..60));
    assert_eq!(slab.push(&[2; 5]), None);
    assert_eq!(slab.len(), 60);
    assert_eq!(slab.push(&[3; 4]), Some(60..64));
    assert_eq!(slab.push(&[4]), None);
    assert_eq!(slab.freeze(), [[1; 60].as_slice(), &[3; 4]].concat());
}

#[test]
fn advancing_beyond_the_room_panics() {
    let mut slab = small_pool().slab(64);
    slab.advance(60);
    let beyond = panic::catch_unwind(panic::AssertUnwindSafe(|| slab.advance(5)));
    let message = *beyond.unwrap_err().downcast::<String>().unwrap();
    assert_eq!((message.as_str(), slab.len()), ("5 bytes written where 4 fit", 60));
}

#[test]
fn a_slab_takes_all_of_a_buffers_capacity_and_none_of_its_content() {
    let pool = small_pool();
    let mut buf = pool.acquire(3);
    buf.copy_from_slice(b"old");
    let slab = Slab::new(buf);
    assert_eq!((slab.len(), slab.capacity()), (0, 64));
    assert_eq!(slab.freeze(), Bytes::new());
    assert_eq!(levels(pool.stats()), (0, 1, 64, 64));
}

#[test]
fn the_memory_goes_home_after_the_last_piece() {
    let pool = small_pool();
    let mut slab = pool.slab(256);
    let address = slab.filled().as_ptr().addr();
    let places = [b"one", b"two"].map(|text| slab.push(text).unwrap());
    let bytes = slab.freeze();
    assert_eq!(bytes.as_ptr().addr(), address);
    let [one, two] = places.map(|place| bytes.slice(place));
    let clone = two.clone();
    drop((bytes, two));
    assert_eq!(pool.stats().out, 1);
    assert_ne!(pool.acquire(256).as_ptr().addr(), address);
    drop(one);
    assert_eq!((pool.stats().out, &clone[..]), (1, &b"two"[..]));
    pool.shrink_to(0);
    // On another thread, too.
    thread::spawn(move || drop(clone)).join().unwrap();
    assert_eq!(pool.stats().out, 0);
    assert_eq!(pool.acquire(256).as_ptr().addr(), address);
}

#[test]
fn a_slab_that_is_dropped_goes_home() {
    let pool = small_pool();
    drop(pool.slab(64));
    assert_eq!(levels(pool.stats()), (0, 1, 64, 64));
}

#[test]
fn slabs_of_a_stream_need_no_more_memory_than_is_read_at_once() {
    let pool = BufferPool::default();
    for round in 0..100_u8 {
        let mut slab = pool.slab(64 << 10);
        let mut places = Vec::new();
        while let Some(place) = slab.push(&[round; 100]) {
            places.push(place);
        }
        assert_eq!(places.len(), 655);
        let bytes = slab.freeze();
        let messages: Vec<Bytes> = places.into_iter().map(|place| bytes.slice(place)).collect();
        assert!(messages.iter().all(|message| **message == [round; 100]));
    }
    assert_eq!((pool.stats().misses, pool.stats().hits), (1, 99));
}
