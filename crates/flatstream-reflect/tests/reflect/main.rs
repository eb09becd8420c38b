//! Messages by their binary schema, on the files in `testdata/reflect`.

mod parse;
