//! Buffers filled on one thread and read on another, messages cut from slabs, and idle
//! memory given back, without any framing.

#![forbid(unsafe_code)]

use flatstream_pool::{
    AdaptiveWatermarkPolicy, BufferPool, Bytes, Error, ErrorKind, PoolConfig, PooledBuf, Result,
};
use std::{sync::mpsc, thread};

fn main() -> Result<()> {
    // Idle memory is given back after 100 returns in a row with less than a quarter in use.
    let policy = AdaptiveWatermarkPolicy::new(4, 100);
    let config = PoolConfig::default().buffers_per_class(16).max_idle_bytes(4 << 20).max_out(8);
    let pool = BufferPool::with_memory_policy(&config, policy)?;

    hand_over(&pool)?;
    cut(&pool)?;
    give_back(&pool)?;
    refuse(&pool)?;
    println!("{:?}", pool.stats());
    Ok(())
}

/// Lines in buffers of their own, read by another thread.
fn hand_over(pool: &BufferPool) -> Result<()> {
    let (sender, receiver) = mpsc::sync_channel::<PooledBuf>(2);
    let reader = thread::spawn(move || receiver.iter().map(|line| line.len()).sum::<usize>());
    for n in 0..1000 {
        let line = format!("line {n}");
        let mut buf = pool.acquire(line.len());
        buf.copy_from_slice(line.as_bytes());
        sender.send(buf).map_err(Error::other)?;
    }
    drop(sender);
    let read = reader.join().map_err(|_| Error::other("the reader panicked"))?;
    check(read == 7890, "every line arrives")?;
    let stats = pool.stats();
    check(stats.out == 0, "every buffer is back")?;
    check(stats.misses <= 5, "two in the channel, one at each end, one on its way")?;
    check(stats.hits + stats.misses == 1000, "every request is counted")
}

/// Messages in one buffer, handed out one by one.
fn cut(pool: &BufferPool) -> Result<()> {
    let mut slab = pool.slab(64 * 1024);
    let mut places = Vec::new();
    while let Some(place) = slab.push(b"a message") {
        places.push(place);
    }
    let bytes = slab.freeze();
    let messages: Vec<Bytes> = places.into_iter().map(|place| bytes.slice(place)).collect();
    drop(bytes);
    check(messages.len() == 65_536 / 9, "the slab is full")?;
    check(messages.iter().all(|message| message == "a message"), "each is what was written")?;
    check(pool.stats().out == 1, "the slab is out while one message is left")?;
    thread::spawn(move || drop(messages)).join().map_err(|_| Error::other("panicked"))?;
    check(pool.stats().out == 0, "and home when the last is gone")
}

/// One large buffer, and then none for a while.
fn give_back(pool: &BufferPool) -> Result<()> {
    drop(pool.acquire(1 << 20));
    check(pool.stats().idle_bytes > 1 << 20, "a buffer of 1 MiB is kept")?;
    for _ in 0..100 {
        drop(pool.acquire(100));
    }
    check(pool.stats().held_bytes <= 16 * 1024, "and given back")
}

/// Bounds, and what is no configuration.
fn refuse(pool: &BufferPool) -> Result<()> {
    let bufs: Vec<_> = (0..8).map_while(|_| pool.try_acquire(10)).collect();
    check(bufs.len() == 8 && pool.try_acquire(10).is_none(), "eight are out and no more")?;
    let wrong = BufferPool::new(&PoolConfig::default().class_bytes([8, 4]));
    let kind = wrong.err().map(|error| error.kind());
    check(kind == Some(ErrorKind::Config), "classes that descend are refused")
}

fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::other(format!("this does not hold: {what}"))) }
}
