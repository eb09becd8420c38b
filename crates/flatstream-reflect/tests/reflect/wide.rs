//! Schemas of more fields and values than anybody writes, and what is hostile by
//! them.

use flatbuffers::{FlatBufferBuilder, TableUnfinishedWIPOffset, UnionWIPOffset, WIPOffset};
use flatstream_reflect::{ErrorKind, JsonParser, Schema};

type Part = WIPOffset<UnionWIPOffset>;

/// A binary schema under construction.
#[derive(Default)]
struct Wide<'b>(FlatBufferBuilder<'b>);

impl<'b> Wide<'b> {
    fn table(&mut self, fill: impl FnOnce(&mut FlatBufferBuilder<'b>)) -> Part {
        let start: WIPOffset<TableUnfinishedWIPOffset> = self.0.start_table();
        fill(&mut self.0);
        self.0.end_table(start).as_union_value()
    }

    fn string(&mut self, text: &str) -> Part {
        self.0.create_string(text).as_union_value()
    }

    fn list(&mut self, parts: &[Part]) -> Part {
        self.0.create_vector(parts).as_union_value()
    }

    fn ty(&mut self, base: u8, element: u8, index: i32) -> Part {
        self.table(|b| {
            b.push_slot_always(4, base);
            b.push_slot_always(6, element);
            b.push_slot_always(8, index);
        })
    }

    /// Schema of the table `Wide`: a vector of its own kind and `count` integers.
    fn fields(count: u16) -> Schema {
        let mut wide = Self::default();
        let children = wide.ty(14, 15, 0);
        let number = wide.ty(4, 0, -1);
        let mut fields = Vec::new();
        for id in 0..=count {
            let name = wide.string(&format!("f{id}"));
            fields.push(wide.table(|b| {
                b.push_slot_always(4, name);
                b.push_slot_always(6, if id == 0 { children } else { number });
                b.push_slot_always(8, id);
                b.push_slot_always(10, id * 2 + 4);
            }));
        }
        let name = wide.string("Wide");
        let fields = wide.list(&fields);
        let object = wide.table(|b| {
            b.push_slot_always(4, name);
            b.push_slot_always(6, fields);
        });
        wide.finish(&[object], &[], Some(object)).unwrap()
    }

    fn finish(
        mut self,
        objects: &[Part],
        enums: &[Part],
        root: Option<Part>,
    ) -> Result<Schema, String> {
        let objects = self.list(objects);
        let enums = self.list(enums);
        let schema = self.table(|b| {
            b.push_slot_always(4, objects);
            b.push_slot_always(6, enums);
            if let Some(root) = root {
                b.push_slot_always(12, root);
            }
        });
        self.0.finish(schema, Some("BFBS"));
        Schema::new(self.0.finished_data()).map_err(|error| {
            assert_eq!(error.kind(), ErrorKind::Config);
            error.to_string()
        })
    }
}

#[test]
fn bit_flags_are_at_most_64() {
    let flags = |count: i64| {
        let mut wide = Wide::default();
        let mut values = Vec::new();
        for value in 0..count {
            let name = wide.string(&format!("v{value}"));
            values.push(wide.table(|b| {
                b.push_slot_always(4, name);
                b.push_slot_always(6, value);
            }));
        }
        let name = wide.string("Flags");
        let key = wide.string("bit_flags");
        let attribute = wide.table(|b| b.push_slot_always(4, key));
        let attributes = wide.list(&[attribute]);
        let values = wide.list(&values);
        let underlying = wide.ty(10, 0, -1);
        let flags = wide.table(|b| {
            b.push_slot_always(4, name);
            b.push_slot_always(6, values);
            b.push_slot_always(10, underlying);
            b.push_slot_always(12, attributes);
        });
        wide.finish(&[], &[flags], None)
    };
    assert_eq!(flags(64).unwrap().enums()[0].values.len(), 64);
    let error = flags(65).unwrap_err();
    assert!(error.contains("Flags: bit flags of more than 64 values"), "{error}");
}

#[test]
fn fields_are_taken_in_any_order() {
    let schema = Wide::fields(2000);
    let mut parser = JsonParser::new(&schema);
    let mut parse = |members: Vec<String>| {
        let mut message = Vec::new();
        parser.parse(format!("{{{}}}", members.join(",")).as_bytes(), &mut message).unwrap();
        message
    };
    let member = |id: u16| format!("\"f{id}\":1");
    let upwards = parse((1..=2000).map(member).collect());
    assert!(upwards == parse((1..=2000).rev().map(member).collect()));
}

#[test]
fn tables_of_json_with_long_vtables_end_at_a_limit() {
    let schema = Wide::fields(32_000);
    let json = |tables: usize| format!("{{\"f0\":[{}{{}}]}}", "{\"f32000\":1},".repeat(tables));
    let mut parser = JsonParser::new(&schema);
    parser.parse(json(1000).as_bytes(), &mut Vec::new()).unwrap();
    let error = parser.parse(json(10_000).as_bytes(), &mut Vec::new()).unwrap_err().to_string();
    assert!(error.starts_with("invalid payload: f0[8388]: more absent fields than"), "{error}");
}

#[test]
fn fields_out_of_order_end_at_a_limit() {
    let schema = Wide::fields(32_000);
    let members: Vec<_> = (1..=30_000).rev().map(|id| format!("\"f{id}\":1")).collect();
    let error = JsonParser::new(&schema)
        .parse(format!("{{{}}}", members.join(",")).as_bytes(), &mut Vec::new());
    let error = error.unwrap_err().to_string();
    assert!(error.contains("more fields out of order than the limit"), "{error}");
}
