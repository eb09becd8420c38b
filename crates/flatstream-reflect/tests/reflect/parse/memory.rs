//! No allocation after warm-up.

use super::print;
use crate::samples::{all_messages, schema};
use flatstream_reflect::JsonParser;
use flatstream_testkit::steady_state;

#[test]
fn nothing_is_allocated_after_warm_up() {
    let schema = schema();
    let texts: Vec<String> = all_messages().map(|(_, sample)| print(&schema, &sample)).collect();
    let mut parser = JsonParser::new(&schema);
    let mut out = Vec::new();
    let traffic = steady_state(2 * texts.len() as u64, |index| {
        out.clear();
        let text = &texts[usize::try_from(index).unwrap() % texts.len()];
        parser.parse(text.as_bytes(), &mut out).unwrap();
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}
