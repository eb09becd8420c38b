use crate::{
    model::{Default, Fixed, Model, Name},
    names,
};
use flatstream_reflect::BaseType;
use std::f64::consts;

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
        let (namespace, ident) = names::split(&name.full);
        let modules = namespace.into_iter().map(names::flatc_module);
        let parts = modules.chain([names::flatc_ty(ident)]);
        Some(parts.fold(self.flatc?.to_owned(), |path, part| path + "::" + &part))
    }

    /// The draft of the table at `index` of the model, borrowing for `'a` if it does.
    pub(crate) fn draft(&self, index: usize) -> String {
        let table = &self.model.tables[index];
        self.path(&table.name, if table.borrows { "Draft<'a>" } else { "Draft" })
    }

    /// The name of a type parameter: one that no type of this module has.
    pub(crate) fn parameter(&self) -> String {
        let enums = self.model.enums.iter().map(|item| &item.name);
        let structs = self.model.structs.iter().map(|item| &item.name);
        let own = enums.chain(structs).filter(|name| name.modules == self.modules);
        let own: Vec<&str> = own.map(|name| &*name.ident).collect();
        let mut parameter = "T".to_owned();
        while own.contains(&&*parameter) {
            parameter.push('T');
        }
        parameter
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

    /// What a number or enum of type `ty` reads as where it is absent.
    pub(crate) fn default(&self, ty: &Fixed, default: Default) -> String {
        match (ty, default) {
            (Fixed::Enum(index), Default::Integer(value)) => {
                let found = &self.model.enums[*index];
                let path = self.path(&found.name, "");
                match found.values.iter().find(|known| known.value == value) {
                    Some(known) => format!("{path}::{}", known.ident),
                    None => format!("{path}({})", integer(found.underlying, value)),
                }
            }
            (Fixed::Number(base), Default::Integer(value)) => integer(*base, value),
            (Fixed::Number(base), Default::Real(value)) => real(*base, value),
            _ => self.zero(ty),
        }
    }

    /// A `ty` of zeros.
    pub(crate) fn zero(&self, ty: &Fixed) -> String {
        match ty {
            Fixed::Number(base @ (BaseType::Float | BaseType::Double)) => real(*base, 0.0),
            Fixed::Number(base) => integer(*base, 0),
            Fixed::Enum(_) => self.default(ty, Default::Integer(0)),
            Fixed::Struct(index) => {
                format!("{}::EMPTY", self.path(&self.model.structs[*index].name, ""))
            }
            Fixed::Array(element, len) => format!("[{}; {len}]", self.zero(element)),
        }
    }
}

/// An integer or truth value; unsigned ones of 64 bits have the same bits.
pub(crate) fn integer(base: BaseType, value: i64) -> String {
    match base {
        BaseType::Bool => (value != 0).to_string(),
        BaseType::ULong => value.cast_unsigned().to_string(),
        _ => value.to_string(),
    }
}

/// A floating-point number.
fn real(base: BaseType, value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "what the schema says is meant as one")]
    let single = value as f32;
    let is_single = base == BaseType::Float;
    let ty = number(base);
    let value = if is_single { f64::from(single) } else { value };
    if value.is_nan() {
        return format!("{ty}::NAN");
    }
    if value.is_infinite() {
        return format!("{ty}::{}", if value > 0.0 { "INFINITY" } else { "NEG_INFINITY" });
    }
    // Clippy takes it for the constant, which has other bits.
    if CONSTANTS.iter().any(|known| (value.abs() / known - 1.0).abs() < 0.001) {
        return match is_single {
            true => format!("f32::from_bits({:#010x})", single.to_bits()),
            false => format!("f64::from_bits({:#018x})", value.to_bits()),
        };
    }
    if is_single { format!("{single:?}") } else { format!("{value:?}") }
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

/// What the standard library has names for.
const CONSTANTS: &[f64] = &[
    consts::E,
    consts::FRAC_1_PI,
    consts::FRAC_1_SQRT_2,
    consts::FRAC_2_PI,
    consts::FRAC_2_SQRT_PI,
    consts::FRAC_PI_3,
    consts::FRAC_PI_4,
    consts::FRAC_PI_6,
    consts::FRAC_PI_8,
    consts::LN_10,
    consts::LN_2,
    consts::LOG10_2,
    consts::LOG10_E,
    consts::LOG2_10,
    consts::LOG2_E,
    consts::PI,
    consts::FRAC_PI_2,
    consts::SQRT_2,
    consts::TAU,
];
