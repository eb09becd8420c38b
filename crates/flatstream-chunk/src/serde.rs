//! Chunks in the formats of serde: `stream_id`, `data`, `offset`, in this order.

use crate::{StreamChunk, StreamId};
use base64::{display::Base64Display, engine::Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, SeqAccess, Unexpected, Visitor},
};
use std::{fmt, sync::Arc};

/// A string.
impl Serialize for StreamId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// From a string. One allocation.
impl<'de> Deserialize<'de> for StreamId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Name)
    }
}

struct Name;

impl Visitor<'_> for Name {
    type Value = StreamId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a stream")
    }

    fn visit_str<E>(self, name: &str) -> Result<StreamId, E> {
        Ok(StreamId::from_shared(Arc::from(name)))
    }
}

/// A struct of `stream_id`, `data` and `offset`. The data are bytes in binary
/// formats, and in text formats a base64 string (RFC 4648, with padding).
/// Allocates nothing.
impl Serialize for StreamChunk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { stream_id, data, offset, whole: _ } = self;
        Written { stream_id, data, offset: *offset }.serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "StreamChunk")]
struct Written<'a> {
    stream_id: &'a StreamId,
    #[serde(serialize_with = "write_data")]
    data: &'a [u8],
    offset: u64,
}

fn write_data<S: Serializer>(data: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.collect_str(&Base64Display::new(data, &STANDARD))
    } else {
        serializer.serialize_bytes(data)
    }
}

/// From what [`Serialize`] writes; fields in any order and others beside them,
/// where the format names its fields.
///
/// The data may be bytes or a list of numbers, which is what derived
/// implementations make of a `Vec<u8>`; in text formats also base64. They are
/// not copied where the format hands out a vector, otherwise once. Memory grows
/// with the bytes that arrive, whatever length the input declares.
impl<'de> Deserialize<'de> for StreamChunk {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Read { stream_id, data, offset } = Read::deserialize(deserializer)?;
        Ok(Self::from_bytes(stream_id, data, offset))
    }
}

#[derive(Deserialize)]
#[serde(rename = "StreamChunk")]
struct Read {
    stream_id: StreamId,
    #[serde(deserialize_with = "read_data")]
    data: Bytes,
    offset: u64,
}

fn read_data<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    if deserializer.is_human_readable() {
        // A string or a list: only the input knows.
        deserializer.deserialize_any(Data { text: true })
    } else {
        deserializer.deserialize_byte_buf(Data { text: false })
    }
}

struct Data {
    /// Whether a string is base64.
    text: bool,
}

impl<'de> Visitor<'de> for Data {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.text { "base64, bytes" } else { "bytes" })?;
        f.write_str(" or a list of numbers below 256")
    }

    fn visit_bytes<E>(self, data: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes::copy_from_slice(data))
    }

    fn visit_byte_buf<E>(self, data: Vec<u8>) -> Result<Bytes, E> {
        Ok(data.into())
    }

    fn visit_str<E: de::Error>(self, data: &str) -> Result<Bytes, E> {
        if !self.text {
            return Err(E::invalid_type(Unexpected::Str(data), &self));
        }
        STANDARD.decode(data).map(Bytes::from).map_err(|error| {
            // Not the text itself, which may be long.
            E::custom(format_args!("data is not base64: {error}"))
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Bytes, A::Error> {
        let declared = numbers.size_hint().unwrap_or(0);
        let mut data = Vec::with_capacity(declared.min(MAX_RESERVED));
        while let Some(byte) = numbers.next_element()? {
            data.push(byte);
        }
        Ok(data.into())
    }
}

/// Bytes reserved for a list because the input says that it is long.
const MAX_RESERVED: usize = 4096;
