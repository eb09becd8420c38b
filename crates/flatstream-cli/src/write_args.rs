//! How streams are written.

use crate::{args, failure::Failure, stream_output::BLOCK_BYTES};
use flatstream::{ChecksumKind, CodecKind, Format};
use std::path::Path;

/// How a stream is written.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct WriteArgs {
    /// The checksum of the frames that are written [default: that of the input]
    #[arg(long, value_name = "NAME", value_parser = args::checksum(), help_heading = WRITING)]
    pub(crate) to_checksum: Option<ChecksumKind>,
}

/// How a stream is compressed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct CompressionArgs {
    /// What compresses
    #[arg(short, long, value_name = "NAME", default_value = "zstd", value_parser = args::codec(),
          help_heading = WRITING)]
    codec: CodecKind,
    /// From fast to small: zstd has 1 to 22 and, faster still, negative ones (default 1); deflate,
    /// zlib and gzip have 0 to 9 (default 6); lz4 has none
    #[arg(short, long, value_name = "N", allow_negative_numbers = true, help_heading = WRITING)]
    level: Option<i32>,
    /// Messages are gathered up to this size and compressed together [default: 64KiB]
    #[arg(long, value_name = "SIZE", value_parser = args::bytes, help_heading = WRITING)]
    block_size: Option<u64>,
    /// Compress each message by itself: less gain, but each can be had without its neighbours,
    /// and is sent on at once
    #[arg(long, conflicts_with = "block_size", help_heading = WRITING)]
    per_message: bool,
    /// Leave as it is what hardly shrinks, and seldom try where that happens often
    #[arg(long, help_heading = WRITING)]
    adaptive: bool,
}

impl CompressionArgs {
    /// A format with `checksum` and `dictionary`, which was checked: what the codec
    /// has not is wrong usage.
    pub(crate) fn format(
        &self,
        checksum: ChecksumKind,
        dictionary: Option<&Path>,
    ) -> Result<Format, Failure> {
        let mut format = Format::new().checksum(checksum).codec(self.codec);
        format.level = self.level;
        format.adaptive = self.adaptive;
        format.dictionary = dictionary.map(args::dictionary).transpose()?;
        match format.framer() {
            Ok(_) => Ok(format),
            Err(error) => Err(Failure::usage(error)),
        }
    }

    /// Bytes of a block, if there are to be any; at most `max` of them.
    pub(crate) fn block_bytes(&self, max: u32) -> Result<Option<usize>, Failure> {
        if self.per_message {
            return Ok(None);
        }
        let Some(bytes) = self.block_size else { return Ok(Some(BLOCK_BYTES)) };
        match usize::try_from(bytes) {
            Ok(0) => Err(Failure::usage("--block-size 0: nothing fits such a block")
                .hint("--per-message compresses each message by itself")),
            Ok(bytes) if bytes <= max as usize => Ok(Some(bytes)),
            _ => Err(Failure::usage(format_args!(
                "--block-size {bytes}: readers take no blocks of more than {max} bytes"
            ))
            .hint("--max-frame SIZE, here and where it is read")),
        }
    }

    /// Whether each message is a frame by itself.
    pub(crate) fn is_per_message(&self) -> bool {
        self.per_message
    }
}

const WRITING: &str = "Writing";
