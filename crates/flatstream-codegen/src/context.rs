use crate::model::{Fixed, Model, Name};
use flatstream_reflect::BaseType;

/// What writing an item needs to know.
#[derive(Debug)]
pub(crate) struct Context<'m> {
    pub(crate) model: &'m Model,
    /// Path of the crate or module that generated code runs on.
    pub(crate) runtime: &'m str,
    /// Path of the code that flatc generates from the same schema, if verifiers
    /// are to hand out its types.
    pub(crate) flatc: Option<&'m str>,
    /// The module that is being written.
    pub(crate) modules: &'m [String],
}

impl Context<'_> {
    /// The item `name` with `suffix`, as it is called in this module.
    pub(crate) fn path(&self, name: &Name, suffix: &str) -> String {
        let common = (self.modules.iter().zip(&name.modules)).take_while(|(a, b)| a == b).count();
        let up = "super::".repeat(self.modules.len() - common);
        let down: String = name.modules[common..].iter().flat_map(|part| [part, "::"]).collect();
        format!("{up}{down}{}{suffix}", name.ident)
    }

    /// The type that flatc generates for `name`, if its code is there.
    pub(crate) fn flatc_path(&self, name: &Name) -> Option<String> {
        let mut path = self.flatc?.to_owned();
        for part in name.modules.iter().chain([&name.ident]) {
            path.push_str("::");
            path.push_str(part);
        }
        Some(path)
    }

    /// `ty` in Rust.
    pub(crate) fn fixed(&self, ty: &Fixed) -> String {
        match ty {
            Fixed::Number(base) => number(*base).to_owned(),
            Fixed::Enum(index) => self.path(&self.model.enums[*index].name, ""),
            Fixed::Struct(index) => self.path(&self.model.structs[*index].name, ""),
            Fixed::Array(element, len) => format!("[{}; {len}]", self.fixed(element)),
        }
    }
}

/// The number type of Rust.
pub(crate) fn number(base: BaseType) -> &'static str {
    match base {
        BaseType::Bool => "bool",
        BaseType::Byte => "i8",
        BaseType::Short => "i16",
        BaseType::UShort => "u16",
        BaseType::Int => "i32",
        BaseType::UInt => "u32",
        BaseType::Long => "i64",
        BaseType::ULong => "u64",
        BaseType::Float => "f32",
        BaseType::Double => "f64",
        _ => "u8",
    }
}
