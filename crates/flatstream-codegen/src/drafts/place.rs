//! How a draft places itself in a message.

use super::field::{Presence, presence, stored};
use crate::{
    Layout,
    code::Code,
    context::Context,
    model::{FieldKind, FieldModel, TableModel},
};

/// The body of `place`.
pub(super) fn table(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let place = Place { context, table };
    for field in table.fields.iter().filter(|field| field.required) {
        if matches!(field.kind, FieldKind::Union { .. }) {
            let (ident, name) = (&field.ident, format!("{}.{}", table.name.full, field.name));
            code.line(format_args!("target.require(self.{ident}.number() != 0, \"{name}\");"));
        }
    }
    // What is alone in its message and has nothing below it cannot be too deep.
    let nests = table.is_child || table.fields.iter().any(FieldModel::is_table);
    if nests {
        code.line("if !target.enter() {");
        code.line("return 0;");
        code.line("}");
    }
    let links = table.fields.iter().any(|field| field.kind.is_offset());
    match table.layout {
        Layout::Compact => place.compact(code),
        Layout::Masked | Layout::AllSlots => place.fixed(code, links || nests),
    }
    place.references(code);
    if nests {
        code.line("target.leave();");
    }
    if links || nests || table.layout == Layout::Compact {
        code.line("at");
    }
}

struct Place<'c, 'm> {
    context: &'c Context<'m>,
    table: &'c TableModel,
}

impl Place<'_, '_> {
    /// Every field has its place.
    fn fixed(&self, code: &mut Code, at: bool) {
        let (table, runtime) = (self.table, self.context.runtime);
        let mut present: Vec<String> = Vec::new();
        let mut indices = vec![0; table.fields.len()];
        for (at, field) in table.fields.iter().enumerate().filter(|(_, field)| field.is_drafted()) {
            if let Presence::If(condition) = self.presence(field) {
                indices[at] = present.len();
                present.push(condition);
            }
        }
        let shared = self.kind(code, present.len());
        if shared && !present.is_empty() {
            code.assign("let present", "[", &present, "];");
            code.line(format_args!("let key = {runtime}::key(&present);"));
        }
        let slots = table.fields.iter().enumerate().map(|(at, field)| match self.presence(field) {
            Presence::Never => "0".into(),
            Presence::Always => field.offset.to_string(),
            Presence::If(condition) => {
                let condition = match (shared, &field.kind) {
                    (false, _) => condition,
                    // A union and its number are present together.
                    (true, FieldKind::UnionType { value }) => {
                        format!("present[{}]", indices[*value])
                    }
                    (true, _) => format!("present[{}]", indices[at]),
                };
                format!("{runtime}::slot({condition}, {})", field.offset)
            }
        });
        let lengths = [4 + 2 * table.fields.len(), table.size].map(|len| len.to_string());
        let slots: Vec<String> = lengths.into_iter().chain(slots).collect();
        code.assign("let slots", "[", &slots, "];");

        let key = if shared && !present.is_empty() { "key" } else { "0" };
        let (at, end) = if at { ("let at = ", ";") } else { ("", "") };
        let fill = self.fill();
        let name = if fill.is_empty() { "_" } else { "table" };
        let table =
            format!("{at}target.table(kind, {key}, &slots, |{name}: &mut [u8; {}]|", table.size);
        if fill.is_empty() {
            return code.line(format_args!("{table} {{}}){end}"));
        }
        code.line(format_args!("{table} {{"));
        for (offset, value) in fill {
            let args = ["table".into(), offset.to_string(), value];
            code.list(&format!("{runtime}::put("), &args, ");");
        }
        code.line(format_args!("}}){end}"));
    }

    /// What is put where, so that all bytes are written.
    fn fill(&self) -> Vec<(usize, String)> {
        let fields = &self.table.fields;
        let mut sorted: Vec<&FieldModel> = fields.iter().filter(|field| field.size > 0).collect();
        sorted.sort_by_key(|field| field.offset);
        let mut fill = Vec::new();
        // Where zeros began.
        let mut zeros = None;
        let mut end = 4;
        for field in sorted {
            end = field.offset + field.size;
            let Some(value) = stored(self.context, fields, field) else {
                zeros.get_or_insert(field.offset);
                continue;
            };
            fill.extend(zeros.take().map(|from| put_zeros(from, field.offset)));
            fill.push((field.offset, value));
        }
        fill.extend(zeros.map(|from| put_zeros(from, end)));
        if end < self.table.size {
            fill.push((end, format!("[0_u8; {}]", self.table.size - end)));
        }
        fill
    }

    /// Only present fields take room.
    fn compact(&self, code: &mut Code) {
        let (table, runtime) = (self.table, self.context.runtime);
        let fields = &table.fields;
        let present: Vec<String> = (fields.iter())
            .map(|field| match self.presence(field) {
                Presence::Never => "false".into(),
                Presence::Always => "true".into(),
                Presence::If(condition) => condition,
            })
            .collect();
        let mut order: Vec<usize> = (0..fields.len()).filter(|&at| fields[at].size > 0).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(fields[at].align));
        let shared = self.kind(code, present.len());
        code.assign(&format!("let present: [bool; {}]", present.len()), "[", &present, "];");
        code.line(format_args!(
            "let mut layout = {runtime}::Compact::<{}>::new();",
            fields.len() + 2
        ));
        for at in order {
            let FieldModel { size, align, .. } = fields[at];
            code.line(format_args!("layout.add(present[{at}], {at}, {size}, {align});"));
        }
        let key = if shared { format!("{runtime}::key(&present)") } else { "0".into() };
        code.line(format_args!("let at = layout.place(target, kind, {key});"));
        for (at, field) in fields.iter().enumerate() {
            let Some(value) = stored(self.context, fields, field) else { continue };
            let conditional = matches!(self.presence(field), Presence::If(_));
            if conditional {
                code.line(format_args!("if present[{at}] {{"));
            }
            let args = [format!("at + layout.offset({at})"), value];
            code.list("target.set(", &args, ");");
            if conditional {
                code.line("}");
            }
        }
    }

    /// Declares `kind`. Answers whether vtables are shared.
    fn kind(&self, code: &mut Code, present: usize) -> bool {
        let table = self.table;
        let shared = table.is_child && present <= MAX_KEY;
        let args = [
            format!("number: {}", table.number),
            format!("align: {}", table.align),
            format!("shared: {shared}"),
        ];
        code.assign("let kind", &format!("{}::Kind {{", self.context.runtime), &args, "};");
        shared
    }

    /// Places what the table refers to.
    fn references(&self, code: &mut Code) {
        let fields = self.table.fields.iter().enumerate();
        for (at, field) in fields.filter(|(_, field)| field.kind.is_offset()) {
            let offset = match self.table.layout {
                Layout::Compact => format!("layout.offset({at})"),
                _ => field.offset.to_string(),
            };
            let ident = &field.ident;
            let optional = !field.required && !matches!(field.kind, FieldKind::Union { .. });
            if optional {
                code.line(format_args!(
                    "if let ::core::option::Option::Some(value) = self.{ident} {{"
                ));
                self.reference(code, field, "value", &offset);
            } else {
                self.reference(code, field, &format!("self.{ident}"), &offset);
            }
            if optional {
                code.line("}");
            }
        }
    }

    fn reference(&self, code: &mut Code, field: &FieldModel, value: &str, offset: &str) {
        let (model, runtime) = (self.context.model, self.context.runtime);
        let place = match &field.kind {
            FieldKind::Text => format!("target.text({value})"),
            FieldKind::Elements(ty, align) => {
                format!("target.elements({value}, {})", model.align(ty).max(*align))
            }
            FieldKind::Texts => format!("target.texts({value})"),
            FieldKind::Tables(_) => format!("target.tables({value})"),
            FieldKind::Nested(root, align) => {
                let align = model.tables[*root].message_align.max(*align);
                format!("target.elements({value}, {align})")
            }
            FieldKind::Union { .. } => {
                code.line(format_args!(
                    "if let ::core::option::Option::Some(to) = {value}.place(target) {{"
                ));
                code.line(format_args!("target.link(at + {offset}, to);"));
                code.line("}");
                return;
            }
            _ => format!("{runtime}::Draft::place({value}, target)"),
        };
        code.line(format_args!("let to = {place};"));
        code.line(format_args!("target.link(at + {offset}, to);"));
    }

    fn presence(&self, field: &FieldModel) -> Presence {
        presence(self.context, self.table.layout, &self.table.fields, field)
    }
}

impl FieldModel {
    /// Whether it refers to tables.
    fn is_table(&self) -> bool {
        matches!(self.kind, FieldKind::Table(_) | FieldKind::Tables(_) | FieldKind::Union { .. })
    }
}

/// Zeros where offsets will be, or will not.
fn put_zeros(from: usize, to: usize) -> (usize, String) {
    let value = match (to - from) / 4 {
        1 => "0_u32".into(),
        offsets => format!("[0_u32; {offsets}]"),
    };
    (from, value)
}

/// Fields that the key of a vtable can tell apart.
const MAX_KEY: usize = 64;
