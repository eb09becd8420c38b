//! Conditions on the values in messages.

use crate::{failure::Failure, number::Number};
use flatstream::reflect::{BaseType, Enum, Path, Schema, Table, Type, Value};
use std::cmp::Ordering;

/// `path OP literal`, or `path` alone.
#[derive(Debug)]
pub(crate) struct Condition<'s> {
    path: Path<'s>,
    /// `None`: that there is a value at all.
    comparison: Option<(Operator, Wanted<'s>)>,
}

impl<'s> Condition<'s> {
    /// What `text` says about messages of `schema`.
    pub(crate) fn parse(text: &str, schema: &'s Schema) -> Result<Self, Failure> {
        let usage = |what: String| Failure::usage(format!("--where '{text}': {what}"));
        let (path, operator, literal) = parts(text).map_err(usage)?;
        let path = Path::new(schema, path)
            .map_err(|error| Failure::refused(format_args!("--where '{text}'"), &error))?;
        let Some(operator) = operator else {
            if path.has_default() {
                return Err(usage(format!("`{path}` has a default, so that it is never absent"))
                    .hint(format_args!("a comparison, such as --where '{path} != 0'")));
            }
            return Ok(Self { path, comparison: None });
        };
        let literal = Literal::parse(literal).map_err(usage)?;
        let wanted = Wanted::new(&path, schema, operator, &literal).map_err(usage)?;
        Ok(Self { path, comparison: Some((operator, wanted)) })
    }

    /// Whether it holds for any of the values at its path in `message`.
    pub(crate) fn holds(&self, message: &Table<'_>) -> flatstream::Result<bool> {
        for value in self.path.values(message) {
            let value = value?;
            match &self.comparison {
                Some((operator, wanted)) if !wanted.holds(*operator, &value) => {}
                _ => return Ok(true),
            }
        }
        Ok(false)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Contains,
}

impl Operator {
    fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            Self::Equal => order == Some(Ordering::Equal),
            Self::Unequal => order != Some(Ordering::Equal),
            Self::Less => order == Some(Ordering::Less),
            Self::AtMost => order.is_some_and(Ordering::is_le),
            Self::Greater => order == Some(Ordering::Greater),
            Self::AtLeast => order.is_some_and(Ordering::is_ge),
            Self::Contains => false,
        }
    }
}

/// Path, operator and literal of `text`.
fn parts(text: &str) -> Result<(&str, Option<Operator>, &str), String> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_whitespace() || "=!<>~".contains(c)).unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Ok((path, None, ""));
    }
    for (sign, operator) in OPERATORS {
        if let Some(literal) = rest.strip_prefix(sign) {
            return Ok((path, Some(operator), literal.trim_start()));
        }
    }
    Err(format!("behind `{path}` one of == != < <= > >= ~ was expected"))
}

/// What is behind the operator.
struct Literal {
    text: String,
    is_quoted: bool,
}

impl Literal {
    fn parse(text: &str) -> Result<Self, String> {
        let inside = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
        if text.starts_with('"') {
            let text = serde_json::from_str(text)
                .map_err(|_| format!("{text} is no string as JSON has them"))?;
            return Ok(Self { text, is_quoted: true });
        }
        if text.starts_with('\'') {
            return match inside('\'') {
                Some(inside) if !inside.contains('\'') => {
                    Ok(Self { text: inside.to_owned(), is_quoted: true })
                }
                _ => Err(format!("{text} is no string between two quotes")),
            };
        }
        match text {
            "" => Err("there is nothing to compare with; \"\" is the empty string".to_owned()),
            _ if text.contains(|c: char| c.is_whitespace() || "\"'=".contains(c)) => {
                Err(format!("`{text}` is more than a word; quotes make it a string"))
            }
            _ => Ok(Self { text: text.to_owned(), is_quoted: false }),
        }
    }
}

/// What a literal means beside values of the types that a path leads to.
#[derive(Debug, Default)]
struct Wanted<'s> {
    number: Option<Number>,
    /// The number beside one of 32 bits: as near as those come.
    single: Option<Number>,
    text: Option<String>,
    /// The value that it names, in each enum that has one.
    named: Vec<(&'s Enum, i128)>,
}

impl<'s> Wanted<'s> {
    fn new(
        path: &Path<'_>,
        schema: &'s Schema,
        operator: Operator,
        literal: &Literal,
    ) -> Result<Self, String> {
        let mut wanted = Self::default();
        let mut refused = None;
        let mut fits = false;
        for ty in path.types() {
            match wanted.add(path, ty, schema, operator, literal) {
                Ok(()) => fits = true,
                Err(what) => refused = refused.or(Some(what)),
            }
        }
        match refused {
            Some(what) if !fits => Err(what),
            _ => Ok(wanted),
        }
    }

    /// Adds what `literal` means where values are of `ty`.
    fn add(
        &mut self,
        path: &Path<'_>,
        ty: &Type,
        schema: &'s Schema,
        operator: Operator,
        literal: &Literal,
    ) -> Result<(), String> {
        let Literal { text, is_quoted } = literal;
        let of = ty.index.filter(|_| ty.base.is_scalar()).map(|index| schema.enum_at(index));
        let has_parts = ty.base == BaseType::String || of.is_some_and(|of| of.is_bit_flags);
        if operator == Operator::Contains && !has_parts && !is_compound(ty.base) {
            return Err(format!("`~` looks into strings and bit flags, and `{path}` is neither"));
        }
        match (ty.base, of) {
            (BaseType::String, _) => self.text = Some(text.clone()),
            (base, _) if is_compound(base) => {
                return Err(match base {
                    BaseType::Obj => format!("`{path}` has fields, and only they can be compared"),
                    _ => format!("`{path}` is a vector; `{path}[*]` is any of its elements"),
                });
            }
            (BaseType::Bool, _) => match &**text {
                "true" | "1" => self.number = Some(Number::Integer(1)),
                "false" | "0" => self.number = Some(Number::Integer(0)),
                _ => return Err(format!("`{path}` is true or false, and `{text}` is neither")),
            },
            (_, Some(of)) => match (text.parse(), named(of, text)) {
                (_, Some(number)) | (Ok(number), None) => self.named.push((of, number)),
                (Err(_), None) => return Err(no_value(of, text)),
            },
            _ => match Number::parse(text) {
                Some(number) if !is_quoted => {
                    self.number = Some(number);
                    self.single = Some(match (number, text.parse::<f32>()) {
                        (Number::Real(_), Ok(single)) => Number::Real(single.into()),
                        _ => number,
                    });
                }
                _ => return Err(format!("`{path}` is a number, and `{text}` is none")),
            },
        }
        Ok(())
    }

    fn holds(&self, operator: Operator, value: &Value<'_>) -> bool {
        let compare = |number, wanted: Option<Number>| {
            wanted.is_some_and(|wanted| operator.holds(Number::compare(number, wanted)))
        };
        match *value {
            Value::String(text) => self.text.as_deref().is_some_and(|wanted| match operator {
                Operator::Contains => text.contains(wanted),
                _ => operator.holds(Some(text.cmp(wanted))),
            }),
            Value::Enum(number) => {
                let wanted = self.named.iter().find(|(of, _)| core::ptr::eq(*of, number.of));
                wanted.is_some_and(|&(_, wanted)| match operator {
                    Operator::Contains => number.integer() & wanted == wanted,
                    _ => operator.holds(Some(number.integer().cmp(&wanted))),
                })
            }
            Value::Bool(truth) => compare(Number::Integer(truth.into()), self.number),
            Value::Int(number) => compare(Number::Integer(number.into()), self.number),
            Value::UInt(number) => compare(Number::Integer(number.into()), self.number),
            Value::Float(number) => compare(Number::Real(number.into()), self.single),
            Value::Double(number) => compare(Number::Real(number), self.number),
            _ => false,
        }
    }
}

/// The number of the value `name`, of several together where they are bits.
fn named(of: &Enum, names: &str) -> Option<i128> {
    let number = |name: &str| {
        let value = of.by_name(name)?.value;
        Some(if is_unsigned(of) { value.cast_unsigned().into() } else { i128::from(value) })
    };
    match of.is_bit_flags && names.contains(' ') {
        false => number(names),
        true => names.split_whitespace().try_fold(0, |all, name| Some(all | number(name)?)),
    }
}

fn is_unsigned(of: &Enum) -> bool {
    let base = of.underlying.base;
    !matches!(base, BaseType::Byte | BaseType::Short | BaseType::Int | BaseType::Long)
}

fn is_compound(base: BaseType) -> bool {
    base != BaseType::String && !base.is_scalar()
}

fn no_value(of: &Enum, name: &str) -> String {
    let mut names: Vec<_> = of.values.iter().take(LISTED).map(|value| &*value.name).collect();
    if of.values.len() > LISTED {
        names.push("...");
    }
    format!("no value `{name}` in {}, which has {}", of.name, names.join(", "))
}

/// Longer ones first: they begin with shorter ones.
const OPERATORS: [(&str, Operator); 7] = [
    ("==", Operator::Equal),
    ("!=", Operator::Unequal),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("~", Operator::Contains),
];
/// Names in an error text.
const LISTED: usize = 20;
