use crate::samples;
use flatstream_reflect::{JsonPrinter, Path, Verifier};
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

#[test]
fn verifying_allocates_nothing() {
    let schema = samples::schema();
    let messages: Vec<_> = samples::all_messages().map(|(_, payload)| payload).collect();
    let verifier = Verifier::new(&schema);
    let mut turn = messages.iter().cycle();
    let traffic = steady_state(20, |_| verifier.verify(turn.next().unwrap()).unwrap());
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

#[test]
fn paths_without_each_allocate_nothing() {
    let schema = samples::schema();
    let messages: Vec<_> = samples::all_messages().map(|(_, payload)| payload).collect();
    let paths = ["structs.point.x", "vectors.strings[1]", "unions.one", "attributes.nested.name"];
    for path in paths.map(|path| Path::new(&schema, path).unwrap()) {
        let mut found = 0;
        let mut turn = messages.iter().cycle();
        let traffic = steady_state(20, |_| {
            let message = schema.read(turn.next().unwrap()).unwrap();
            found += usize::from(path.first(&message).unwrap().is_some());
        });
        assert_eq!((traffic.allocations, traffic.frees), (0, 0), "{path}");
        assert!(found > 0, "{path}");
    }
}

/// `[*]` keeps the vectors that are gone through.
#[test]
fn a_path_with_each_allocates_once() {
    let schema = samples::schema();
    let payload = samples::message("vectors");
    let path = Path::new(&schema, "vectors.strings[*]").unwrap();
    let mut values = 0;
    let traffic = flatstream_testkit::count(|| {
        values = path.values(&schema.read(&payload).unwrap()).count();
    });
    assert!(values > 1);
    assert_eq!(traffic.allocations, 1);
}
