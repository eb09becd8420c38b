//! A stream cut into records that several threads read, put in order again, checked for
//! gaps and joined: without any framing, and without copying a byte that was not apart.

#![forbid(unsafe_code)]

use flatstream_chunk::{Adjacency, Discontinuity, StreamChunk, StreamId};
use std::{collections::HashMap, error::Error, sync::mpsc, thread};

/// Bytes of a record: "record 0042\n".
const RECORD: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let id = StreamId::from("records");
    let text: String = (0..1000).map(|n| format!("record {n:04}\n")).collect();
    let stream = StreamChunk::new(&id, text.into_bytes(), 0);

    let records = hand_around(&stream)?;
    lose_one(&records)?;
    let joined = StreamChunk::join_all(records)?.ok_or("no records")?;
    check(joined.data.as_ptr() == stream.data.as_ptr(), "the records were never copied")?;

    join_reads(&stream)?;
    keep_streams_apart(&stream)?;
    drop(joined);
    give_back(stream)
}

/// The records, each seen by one of four threads, in the order of the stream.
fn hand_around(stream: &StreamChunk) -> Result<Vec<StreamChunk>, Box<dyn Error>> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for part in 0..4 {
            let sender = sender.clone();
            scope.spawn(move || {
                let starts = (part * RECORD..stream.len()).step_by(4 * RECORD);
                for record in starts.map(|start| stream.sub_chunk(start..start + RECORD)) {
                    let number = record.as_str().ok().and_then(number);
                    // Nobody listens only after an error elsewhere.
                    let _ = sender.send((number, record));
                }
            });
        }
    });
    drop(sender);
    let mut records = Vec::new();
    for (number, record) in receiver {
        check(number == Some(record.offset / RECORD as u64), "a record is where it should be")?;
        records.push(record);
    }
    check(records.len() == 1000, "every record arrives")?;
    records.sort_by_key(|record| record.offset);
    StreamChunk::check_contiguous(&records)?;
    Ok(records)
}

/// The number in "record 0042\n".
fn number(record: &str) -> Option<u64> {
    record.strip_prefix("record ")?.trim_end().parse().ok()
}

/// One record less, and two that changed places.
fn lose_one(records: &[StreamChunk]) -> Result<(), Box<dyn Error>> {
    let mut records = records.to_vec();
    records.remove(500);
    let gap =
        Discontinuity { chunk: records[500].clone(), adjacency: Adjacency::Gap { bytes: 12 } };
    check(StreamChunk::check_contiguous(&records) == Err(gap), "the gap is found")?;
    let in_order = |a: &StreamChunk, b: &StreamChunk| a.adjacency(b).is_in_order();
    check(records.is_sorted_by(in_order), "a gap is no disorder")?;
    records.swap(10, 11);
    check(!records.is_sorted_by(in_order), "two that changed places are")?;
    records.drain(..10);
    let overlap =
        Discontinuity { chunk: records[1].clone(), adjacency: Adjacency::Overlap { bytes: 24 } };
    check(StreamChunk::join_all(&records) == Err(overlap), "and are not joined")
}

/// Reads that cut a record in two: its halves lie in memory of their own.
fn join_reads(stream: &StreamChunk) -> Result<(), Box<dyn Error>> {
    let reads: Vec<StreamChunk> = (0..stream.len())
        .step_by(100)
        .map(|start| {
            let read = stream.slice(start..start + 100).to_vec();
            StreamChunk::new(&stream.stream_id, read, start as u64)
        })
        .collect();
    let (front, back) = (reads[0].sub_chunk(96..), reads[1].sub_chunk(..8));
    check(front.join_neighbor(&back).is_none(), "the halves are no neighbours")?;
    let record = front.join(&back)?;
    check(record.as_str()? == "record 0008\n", "but one record")?;
    check(record.offset == 96, "in its place")?;
    let all = StreamChunk::join_all(&reads)?.ok_or("no reads")?;
    check(all == *stream, "all reads are the stream")
}

/// Bytes of two streams, asked for by name.
fn keep_streams_apart(stream: &StreamChunk) -> Result<(), Box<dyn Error>> {
    let other = StreamChunk::new("others", vec![0; 7], stream.end_offset());
    check(stream.adjacency(&other) == Adjacency::OtherStream, "the streams differ")?;
    let mut bytes: HashMap<StreamId, usize> = HashMap::new();
    for chunk in [stream, &other, &stream.sub_chunk(..5)] {
        *bytes.entry(chunk.stream_id.clone()).or_default() += chunk.len();
    }
    check(bytes.get("records") == Some(&12_005), "the bytes of a stream are counted by its name")?;
    check(stream.sub_chunk_checked(..12_001).is_none(), "no piece is longer than the chunk")
}

/// The vector that the chunk was made of, by its last holder.
fn give_back(stream: StreamChunk) -> Result<(), Box<dyn Error>> {
    let place = stream.data.as_ptr();
    let text = String::from_utf8(stream.into_bytes().into())?;
    check(text.as_ptr() == place && text.len() == 12_000, "the memory is the same")?;
    println!("{} records, {} bytes, in place", text.lines().count(), text.len());
    Ok(())
}

fn check(holds: bool, what: &str) -> Result<(), Box<dyn Error>> {
    if holds { Ok(()) } else { Err(format!("this does not hold: {what}").into()) }
}
