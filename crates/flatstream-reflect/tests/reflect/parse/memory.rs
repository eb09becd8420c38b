//! No allocation after warm-up.

use super::{SAMPLES, every, print, sample};
use flatstream_reflect::JsonParser;
use flatstream_testkit::steady_state;

#[test]
fn nothing_is_allocated_after_warm_up() {
    let schema = every();
    let texts = SAMPLES.map(|name| print(&schema, &sample(&format!("{name}.bin"))));
    let mut parser = JsonParser::new(&schema);
    let mut out = Vec::new();
    let traffic = steady_state(2 * SAMPLES.len() as u64, |index| {
        out.clear();
        let text = &texts[usize::try_from(index).unwrap() % texts.len()];
        parser.parse(text.as_bytes(), &mut out).unwrap();
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}
