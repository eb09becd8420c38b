use crate::Generator;

#[test]
fn show() {
    let bfbs = std::fs::read(std::env::var("BFBS").unwrap()).unwrap();
    let code = Generator::new(&bfbs).unwrap().runtime("::flatstream_schema").flatc("crate::flatc").generate().unwrap();
    std::fs::write("/tmp/g2/out.rs", code).unwrap();
}
