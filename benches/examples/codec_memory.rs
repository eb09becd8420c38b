//! What codecs hold: `cargo run --release --example codec_memory` in `benches/`.

use flatstream_compress::{Deflate, Lz4, Zstd};
use flatstream_core::{CodecId, Decoder, Encoder, OutBuf, Tag};
use flatstream_testkit::count;
use std::error::Error;
use zstd::zstd_safe::{
    CCtx, CParameter, InBuffer, OutBuffer, compress_bound, zstd_sys::ZSTD_EndDirective,
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("zstd, encoding, KB: up to         4 KiB   64 KiB    1 MiB");
    for level in [1, 3, 9, 19] {
        let row = |name: &str, bytes: [usize; 3]| {
            let [small, medium, large] = bytes.map(|bytes| bytes as f64 / 1e3);
            println!("level {level:>2} {name:<20} {small:>9.0}{medium:>9.0}{large:>9.0}");
        };
        let mut classes = [0; 3];
        let mut single = [0; 3];
        let mut streamed = [0; 3];
        for (index, largest) in [1 << 12, 1 << 16, 1 << 20].into_iter().enumerate() {
            classes[index] = all_classes(level, largest)?;
            single[index] = one_context(level, largest)?;
            streamed[index] = one_stream(level, largest)?;
        }
        row("one per class", classes);
        row("one context", single);
        row("one context, streamed", streamed);
    }
    let mut stored = OutBuf::new();
    let mut codec = Zstd::new(1)?;
    codec.encode(&[7; 1000], &mut stored)?;
    let mut decoder = Zstd::new(1)?;
    decoder.decode(Tag::new(CodecId::ZSTD), stored.filled(), 1000, &mut OutBuf::new())?;
    println!("zstd, decoding: {} KB", decoder.memory_bytes() / 1000);

    println!("lz4, encoding: {} KB", peak(Lz4::new(), 1 << 12)? / 1000);
    println!("lz4, encoding, 1 MiB as well: {} KB", peak(Lz4::new(), 1 << 20)? / 1000);
    println!("deflate 6, encoding: {} KB", peak(Deflate::new(6)?, 1 << 20)? / 1000);
    let mut stored = OutBuf::new();
    Deflate::new(6)?.encode(&[7; 1000], &mut stored)?;
    let (mut decoder, mut out) = (Deflate::new(6)?, OutBuf::new());
    out.spare(1000);
    let tag = Tag::new(CodecId::DEFLATE);
    let mut result = Ok(());
    let decoding = count(|| result = decoder.decode(tag, stored.filled(), 1000, &mut out));
    result?;
    println!("deflate, decoding: {} KB", decoding.peak_bytes / 1000);
    Ok(())
}

/// Bytes of an encoder that has met every size up to `largest`.
fn all_classes(level: i32, largest: usize) -> Result<usize, flatstream::Error> {
    let (mut codec, mut out) = (Zstd::new(level)?, OutBuf::new());
    let mut len = 256;
    while len <= largest {
        out.clear();
        codec.encode(&vec![7; len], &mut out)?;
        len *= 2;
    }
    Ok(codec.memory_bytes())
}

fn one_context(level: i32, largest: usize) -> Result<usize, Box<dyn Error>> {
    let mut context = context(level)?;
    let mut out = vec![0; compress_bound(largest)];
    context.compress2(&mut out[..], &vec![7; largest]).map_err(zstd::zstd_safe::get_error_name)?;
    Ok(context.sizeof())
}

fn one_stream(level: i32, largest: usize) -> Result<usize, Box<dyn Error>> {
    let mut context = context(level)?;
    let mut out = vec![0; compress_bound(largest)];
    let raw = vec![7; largest];
    let (mut output, mut input) = (OutBuffer::around(&mut out[..]), InBuffer::around(&raw));
    for directive in [ZSTD_EndDirective::ZSTD_e_continue, ZSTD_EndDirective::ZSTD_e_end] {
        context
            .compress_stream2(&mut output, &mut input, directive)
            .map_err(zstd::zstd_safe::get_error_name)?;
    }
    Ok(context.sizeof())
}

fn context(level: i32) -> Result<CCtx<'static>, Box<dyn Error>> {
    let mut context = CCtx::try_create().ok_or("no memory")?;
    context
        .set_parameter(CParameter::CompressionLevel(level))
        .map_err(zstd::zstd_safe::get_error_name)?;
    Ok(context)
}

/// Most bytes that encoding both a short and a long payload holds at once, its
/// output not counted.
fn peak(mut encoder: impl Encoder, largest: usize) -> Result<u64, flatstream::Error> {
    let mut out = OutBuf::new();
    out.spare(2 * largest);
    let (short, long) = (vec![7; 256], vec![7; largest]);
    let mut result = Ok(Tag::STORED);
    let heap = count(|| {
        result = encoder.encode(&short, &mut out);
        if result.is_ok() {
            out.clear();
            result = encoder.encode(&long, &mut out);
        }
    });
    result?;
    Ok(heap.peak_bytes)
}
