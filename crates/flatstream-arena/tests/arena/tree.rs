//! Messages of any shape, and the strategies that make them up.

use crate::{
    assert_same,
    memories::{Run, in_every},
    plain,
};
use flatbuffers::{Allocator, FlatBufferBuilder, Vector, WIPOffset};
use flatstream_core::{BuilderMemory, MessageBuilder, Result, StreamSerialize};
use flatstream_testkit::schema::Point;
use proptest::{collection::vec, prelude::*, test_runner::Config};

/// A table; each field with the slots left absent before it.
#[derive(Clone, Debug)]
pub(crate) struct Tree(Vec<(u16, Field)>);

#[derive(Clone, Debug)]
enum Field {
    Bool(bool),
    U8(u8),
    I16(i16),
    U32(u32),
    F32(f32),
    I64(i64),
    F64(f64),
    Struct(f64),
    Text(String),
    Shared(String),
    /// Vectors, of so many bytes.
    Bytes(usize),
    Shorts(usize),
    Floats(usize),
    Doubles(usize),
    Structs(usize),
    Texts(Vec<String>),
    Table(Tree),
    Tables(Vec<Tree>),
}

/// A message and how it is finished.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    tree: Tree,
    force_defaults: bool,
    identified: bool,
    size_prefixed: bool,
}

impl Tree {
    fn build<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> WIPOffset<()> {
        let offsets: Vec<_> = self.0.iter().map(|(_, field)| field.child(builder)).collect();
        let table = builder.start_table();
        let mut slot = 4;
        for ((gap, field), offset) in self.0.iter().zip(offsets) {
            slot += 2 * gap;
            match (field, offset) {
                (_, Some(offset)) => builder.push_slot_always(slot, offset),
                (Field::Bool(value), _) => builder.push_slot(slot, *value, false),
                (Field::U8(value), _) => builder.push_slot(slot, *value, 0),
                (Field::I16(value), _) => builder.push_slot(slot, *value, 0),
                (Field::U32(value), _) => builder.push_slot(slot, *value, 0),
                (Field::F32(value), _) => builder.push_slot(slot, *value, 0.0),
                (Field::I64(value), _) => builder.push_slot(slot, *value, 0),
                (Field::F64(value), _) => builder.push_slot(slot, *value, 0.0),
                (Field::Struct(x), _) => {
                    builder.push_slot_always(slot, Point::new(*x, -x, 1.0));
                }
                _ => unreachable!("every other field is an offset"),
            }
            slot += 2;
        }
        WIPOffset::new(builder.end_table(table).value())
    }
}

impl Field {
    /// What lies outside of the table.
    fn child<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Option<WIPOffset<()>> {
        let at = match self {
            Field::Text(text) => builder.create_string(text).value(),
            Field::Shared(text) => builder.create_shared_string(text).value(),
            // As memcpy, item by item, from a slice and from an iterator.
            Field::Bytes(len) => builder.create_byte_string(&vec![0xff; *len]).value(),
            Field::Shorts(len) => {
                builder.start_vector::<u16>(len / 2);
                for _ in 0..len / 2 {
                    builder.push(0xfefe_u16);
                }
                builder.end_vector::<u16>(len / 2).value()
            }
            Field::Floats(len) => builder.create_vector(&vec![f32::NAN; len / 4]).value(),
            Field::Doubles(len) => {
                builder.create_vector_from_iter((0..len / 8).map(|n| -(n as f64))).value()
            }
            Field::Structs(len) => {
                builder.create_vector(&vec![Point::new(-1.0, f64::NAN, 3.0); len / 24]).value()
            }
            Field::Texts(texts) => {
                let texts: Vec<_> = texts.iter().map(|text| builder.create_string(text)).collect();
                builder.create_vector(&texts).value()
            }
            Field::Table(tree) => tree.build(builder).value(),
            Field::Tables(trees) => {
                let trees: Vec<_> = trees.iter().map(|tree| tree.build(builder)).collect();
                let tables: WIPOffset<Vector<'_, _>> = builder.create_vector(&trees);
                tables.value()
            }
            _ => return None,
        };
        Some(WIPOffset::new(at))
    }
}

impl StreamSerialize for Message {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        builder.force_defaults(self.force_defaults);
        let root = self.tree.build(builder);
        let identifier = self.identified.then_some("TREE");
        if self.size_prefixed {
            builder.finish_size_prefixed(root, identifier);
        } else {
            builder.finish(root, identifier);
        }
        Ok(())
    }
}

/// Bytes of a vector: mostly few, some about a piece and where zeroing changes,
/// some up to 300 KiB.
fn len() -> impl Strategy<Value = usize> {
    let edge = prop_oneof![Just(8_usize), Just(16), Just(64), Just(72), Just(128), Just(136)];
    prop_oneof![
        30 => 0..64_usize,
        10 => 0..4000_usize,
        2 => (edge, 0..200_usize).prop_map(|(edge, more)| edge * 1024 + more - 100),
        1 => 0..300 * 1024_usize,
    ]
}

fn leaf() -> impl Strategy<Value = Field> {
    let text = "[a-zé]{0,12}";
    prop_oneof![
        any::<bool>().prop_map(Field::Bool),
        (0..3_u8).prop_map(Field::U8),
        any::<i16>().prop_map(Field::I16),
        (0..2_u32).prop_map(Field::U32),
        any::<f32>().prop_map(Field::F32),
        any::<i64>().prop_map(Field::I64),
        any::<f64>().prop_map(Field::F64),
        any::<f64>().prop_map(Field::Struct),
        text.prop_map(Field::Text),
        // Of few letters, so that some are the same.
        "[ab]{0,2}".prop_map(Field::Shared),
        len().prop_map(Field::Bytes),
        len().prop_map(Field::Shorts),
        len().prop_map(Field::Floats),
        len().prop_map(Field::Doubles),
        len().prop_map(Field::Structs),
        vec(text, 0..5).prop_map(Field::Texts),
    ]
}

/// Gaps of absent fields are mostly short; the longest makes a vtable of 40 KiB.
fn gap() -> impl Strategy<Value = u16> {
    prop_oneof![20 => 0..4_u16, 3 => 0..100_u16, 1 => 0..4000_u16]
}

fn tree() -> impl Strategy<Value = Tree> {
    let flat = vec((gap(), leaf()), 0..5).prop_map(Tree);
    flat.prop_recursive(3, 20, 4, |tree| {
        let field = prop_oneof![
            3 => leaf(),
            1 => tree.clone().prop_map(Field::Table),
            1 => vec(tree, 0..4).prop_map(Field::Tables),
        ];
        vec((gap(), field), 0..5).prop_map(Tree)
    })
}

pub(crate) fn message() -> impl Strategy<Value = Message> {
    (tree(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(tree, force_defaults, identified, size_prefixed)| Message {
            tree,
            force_defaults,
            identified,
            size_prefixed,
        },
    )
}

/// Builds them all in one builder.
struct InOne<'m>(&'m [Message]);

impl Run for InOne<'_> {
    fn run<'a, A: BuilderMemory + 'a>(
        &mut self,
        what: &str,
        _: Option<usize>,
        mut messages: MessageBuilder<'a, A>,
    ) {
        for (index, message) in self.0.iter().enumerate() {
            let built = messages.build(|builder| message.serialize(builder)).unwrap();
            assert_same(built.finished_data(), &plain(message), format!("{index} in {what}"));
            if index % 2 == 0 {
                messages.recycle();
            }
        }
    }
}

proptest! {
    #![proptest_config(Config {
        failure_persistence: None,
        // Each builds some messages in every memory.
        cases: Config::default().cases.min(24),
        ..Config::default()
    })]

    #[test]
    fn every_memory_makes_the_bytes_of_a_fresh_builder(messages in vec(message(), 1..8)) {
        in_every(16 << 20, &mut InOne(&messages));
    }
}
