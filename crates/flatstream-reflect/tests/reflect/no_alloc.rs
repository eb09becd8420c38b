use crate::samples;
use flatstream_reflect::JsonPrinter;
use flatstream_testkit::steady_state;

#[test]
fn printing_allocates_nothing_after_warm_up() {
    let schema = samples::schema();
    let messages: Vec<_> = samples::all_messages().map(|(_, payload)| payload).collect();
    for indent in [None, Some(2)] {
        let printer = JsonPrinter::new(&schema).indent(indent).defaults(true);
        let mut out = Vec::new();
        let mut turn = messages.iter().cycle();
        let traffic = steady_state(20, |_| {
            out.clear();
            printer.print(turn.next().unwrap(), &mut out).unwrap();
        });
        assert_eq!((traffic.allocations, traffic.frees), (0, 0), "indent {indent:?}");
    }
}
