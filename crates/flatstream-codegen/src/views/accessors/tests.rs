use super::*;
use crate::{
    Layout,
    model::{Fixed, Model, Name},
};
use flatstream_reflect::BaseType;

fn field(ident: &str, kind: FieldKind) -> FieldModel {
    FieldModel {
        ident: ident.to_owned(),
        docs: Vec::new(),
        name: ident.to_owned(),
        kind,
        required: false,
        size: 4,
        align: 4,
        offset: 4,
    }
}

/// The methods of the view of a table `Own` with these fields.
fn code(fields: Vec<FieldModel>) -> String {
    let table = TableModel {
        name: Name { modules: Vec::new(), ident: "Own".to_owned(), full: "Own".to_owned() },
        docs: Vec::new(),
        key: None,
        layout: Layout::Masked,
        fields,
        size: 0,
        align: 4,
        file_identifier: None,
        number: 0,
        message_align: 8,
        is_child: false,
        borrows: true,
        has_nested: false,
    };
    let model = Model { enums: vec![], unions: vec![], structs: vec![], tables: vec![table] };
    let context = Context { model: &model, runtime: "rt", flatc: None, modules: &[] };
    let mut code = Code::default();
    accessors(&mut code, &context, &model.tables[0]);
    code.into_text()
}

fn number(ident: &str) -> FieldModel {
    field(ident, FieldKind::OptionalScalar(Fixed::Number(BaseType::UInt)))
}

#[test]
fn what_relies_on_rules_says_which() {
    let mut required = field("own", FieldKind::Table(0));
    required.required = true;
    let expected = "\
#[expect(unsafe_code, reason = \"what was verified is not looked at again\")]
impl<'p> OwnView<'p> {
    /// The field `text`.
    #[inline]
    pub fn text(&self) -> ::core::option::Option<&'p str> {
        // SAFETY: by the rules of this view, field 0 is a text.
        unsafe { self.0.text(0) }
    }

    /// The field `own`.
    #[inline]
    pub fn own(&self) -> OwnView<'p> {
        // SAFETY: by the rules of this view, field 1 is a `Own`.
        unsafe { self.0.table(1) }.unwrap_or_else(rt::absent)
    }
}
";
    assert_eq!(code(vec![field("text", FieldKind::Text), required]), expected);
}

#[test]
fn numbers_need_no_unsafe_code_and_borrow_nothing() {
    let expected = "\
impl OwnView<'_> {
    /// The field `a`.
    #[inline]
    pub fn a(&self) -> ::core::option::Option<u32> {
        self.0.value(0)
    }
}
";
    assert_eq!(code(vec![number("a")]), expected);
    assert_eq!(code(vec![field("gone", FieldKind::Ignored)]), "");
}

#[test]
fn a_nested_message_finds_a_name_of_its_own() {
    let fields = vec![field("x", FieldKind::Nested(0, 0)), number("x_nested"), number("x_nested_")];
    let text = code(fields);
    for method in ["x", "x_nested", "x_nested_", "x_nested__"] {
        assert_eq!(text.matches(&format!("pub fn {method}(")).count(), 1, "{method}");
    }
    assert!(text.contains("unsafe { self.0.nested(0) }"));
}

#[test]
fn names_that_clippy_minds_are_the_schemas() {
    for (ident, lint) in [
        ("len", "clippy::len_without_is_empty"),
        ("to_node", "clippy::wrong_self_convention"),
        ("into_node", "clippy::wrong_self_convention"),
        ("new", "clippy::new_ret_no_self"),
        ("clone", "clippy::should_implement_trait"),
    ] {
        assert!(code(vec![number(ident)]).contains(lint), "{ident}");
    }
    for plain in [&["len", "is_empty"][..], &["length", "token"]] {
        let fields = plain.iter().map(|ident| number(ident)).collect();
        assert!(!code(fields).contains("allow("));
    }
}
