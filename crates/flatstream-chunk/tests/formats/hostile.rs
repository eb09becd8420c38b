//! Formats that lend, give, count and lie as they like.

use flatstream_chunk::{StreamChunk, StreamId};
use flatstream_testkit::count;
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{Error, StrDeserializer},
    },
    forward_to_deserialize_any,
};

/// A format that has the fields "data", given as it says, and the others.
struct Format {
    human_readable: bool,
    data: Option<Data>,
    fields: &'static [&'static str],
}

enum Data {
    Borrowed(&'static [u8]),
    Lent(Vec<u8>),
    Given(Vec<u8>),
    Text(&'static str),
    /// So many numbers, and how many it says that there are.
    List(usize, Option<usize>),
}

/// Reads `data` from a binary format, or one of text.
fn read(human_readable: bool, data: Data) -> Result<StreamChunk, String> {
    let fields = &["offset", "stream_id", "data"];
    let format = Format { human_readable, data: Some(data), fields };
    StreamChunk::deserialize(format).map_err(|error| error.to_string())
}

impl<'de> Deserializer<'de> for Format {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

impl<'de> MapAccess<'de> for Format {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(field) = self.fields.first() else { return Ok(None) };
        let field: StrDeserializer<'_, Error> = field.into_deserializer();
        seed.deserialize(field).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (field, rest) = self.fields.split_first().expect("a key came before");
        self.fields = rest;
        match *field {
            "data" => {
                let data = self.data.take().ok_or_else(|| Error::custom("twice"))?;
                seed.deserialize(Field { human_readable: self.human_readable, data })
            }
            "offset" => seed.deserialize(7_u64.into_deserializer()),
            _ => seed.deserialize("a".into_deserializer()),
        }
    }
}

struct Field {
    human_readable: bool,
    data: Data,
}

impl<'de> Deserializer<'de> for Field {
    type Error = Error;

    fn is_human_readable(&self) -> bool {
        self.human_readable
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.data {
            Data::Borrowed(bytes) => visitor.visit_borrowed_bytes(bytes),
            Data::Lent(bytes) => visitor.visit_bytes(&bytes),
            Data::Given(bytes) => visitor.visit_byte_buf(bytes),
            Data::Text(text) => visitor.visit_str(text),
            Data::List(len, declared) => visitor.visit_seq(List(len, declared)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

struct List(usize, Option<usize>);

impl<'de> SeqAccess<'de> for List {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.0.checked_sub(1) else { return Ok(None) };
        self.0 = left;
        seed.deserialize(7_u8.into_deserializer()).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        self.1
    }
}

fn sevens(len: usize) -> Result<StreamChunk, String> {
    Ok(StreamChunk::new("a", vec![7; len], 7))
}

#[test]
fn bytes_of_every_kind() {
    for human_readable in [false, true] {
        assert_eq!(read(human_readable, Data::Borrowed(&[7; 9])), sevens(9));
        assert_eq!(read(human_readable, Data::Lent(vec![7; 9])), sevens(9));
        assert_eq!(read(human_readable, Data::Given(vec![7; 9])), sevens(9));
        assert_eq!(read(human_readable, Data::List(9, Some(9))), sevens(9));
        assert_eq!(read(human_readable, Data::List(9, None)), sevens(9));
    }
    assert_eq!(read(true, Data::Text("BwcH")), sevens(3));
    let refused = "invalid type: string \"BwcH\", expected bytes or a list of numbers below 256";
    assert_eq!(read(false, Data::Text("BwcH")), Err(refused.into()));
}

#[test]
fn a_vector_that_is_given_is_kept() {
    let given = vec![7; 1000];
    let place = given.as_ptr();
    assert_eq!(read(false, Data::Given(given)).unwrap().data.as_ptr(), place);
}

#[test]
fn declared_lengths_reserve_next_to_nothing() {
    for declared in [Some(usize::MAX), Some(1 << 40), Some(0), None] {
        let mut chunk = None;
        let counted = count(|| chunk = Some(read(false, Data::List(3, declared))));
        assert_eq!(chunk, Some(sevens(3)));
        assert!(counted.peak_bytes < 5000, "{counted:?}");
        assert_eq!(read(false, Data::List(10_000, declared)), sevens(10_000));
    }
}

#[test]
fn the_same_field_twice_is_an_error() {
    let fields = &["data", "data", "offset", "stream_id"];
    let data = Some(Data::Given(vec![7]));
    let format = Format { human_readable: false, data, fields };
    let error = StreamChunk::deserialize(format).unwrap_err().to_string();
    assert_eq!(error, "duplicate field `data`");
}

#[test]
fn an_id_costs_one_allocation() {
    let name: StrDeserializer<'_, Error> = "pump 3".into_deserializer();
    let mut id = None;
    let counted = count(|| id = StreamId::deserialize(name).ok());
    assert_eq!((counted.allocations, id.as_deref()), (1, Some("pump 3")));
}
