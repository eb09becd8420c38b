//! Values as Rust writes them.

use crate::{
    context::Context,
    model::{Default, Fixed},
};
use flatstream_reflect::BaseType;

/// `value`, of the type `ty`.
pub(super) fn scalar(context: &Context<'_>, ty: &Fixed, value: &Default) -> String {
    match ty {
        Fixed::Enum(index) => {
            let underlying = context.model.enums[*index].underlying;
            format!("{}({})", context.fixed(ty), number(underlying, value))
        }
        Fixed::Number(base) => number(*base, value),
        Fixed::Struct(_) | Fixed::Array(..) => String::new(),
    }
}

fn number(base: BaseType, value: &Default) -> String {
    match (base, *value) {
        (BaseType::Bool, Default::Integer(value)) => (value != 0).to_string(),
        (BaseType::ULong, Default::Integer(value)) => value.cast_unsigned().to_string(),
        (_, Default::Integer(value)) => value.to_string(),
        (_, Default::Real(value)) if value.is_nan() => format!("{}::NAN", real(base)),
        (_, Default::Real(f64::INFINITY)) => format!("{}::INFINITY", real(base)),
        (_, Default::Real(f64::NEG_INFINITY)) => format!("{}::NEG_INFINITY", real(base)),
        #[expect(clippy::cast_possible_truncation, reason = "it was one before")]
        (BaseType::Float, Default::Real(value)) => format!("{:?}", value as f32),
        (_, Default::Real(value)) => format!("{value:?}"),
    }
}

fn real(base: BaseType) -> &'static str {
    if base == BaseType::Float { "f32" } else { "f64" }
}
