//! What cannot be said in Rust.

use super::{FieldKind, Model};
use crate::names;
use flatstream_reflect::{Enum, Error, ErrorKind, Object, Result, Schema};
use std::collections::{HashMap, HashSet};

impl Model {
    /// Refuses items of one module whose names only the schema can tell apart.
    pub(super) fn check_names(&self) -> Result<()> {
        const FIXED: &[&str] = &[""];
        const TABLE: &[&str] = &["Draft", "View"];
        let enums = self.enums.iter().map(|item| (&item.name, FIXED));
        let structs = self.structs.iter().map(|item| (&item.name, FIXED));
        let unions = self.unions.iter().map(|item| (&item.name, TABLE));
        let tables = self.tables.iter().map(|item| (&item.name, TABLE));
        let all = enums.chain(structs).chain(unions).chain(tables);

        let mut seen = HashSet::new();
        for (name, _) in all.clone() {
            seen.extend((0..name.modules.len()).map(|depth| {
                let (above, module) = name.modules.split_at(depth);
                (above, module[0].clone())
            }));
        }
        for (name, suffixes) in all {
            for suffix in suffixes {
                let ident = format!("{}{suffix}", name.ident);
                if !seen.insert((&name.modules[..], ident.clone())) {
                    let text = format!("`{ident}` would be there twice; rename one of them");
                    return Err(refuse(&name.full, text));
                }
            }
        }
        Ok(())
    }

    /// Refuses tables that require themselves: no message could end.
    pub(super) fn check_required(&self) -> Result<()> {
        let mut states = vec![State::New; self.tables.len()];
        for start in 0..self.tables.len() {
            if states[start] != State::New {
                continue;
            }
            // The tables above the one looked at, with what is left of each.
            let mut above = vec![(start, self.required_by(start))];
            states[start] = State::Above;
            while let Some((table, below)) = above.last_mut() {
                let Some(inner) = below.next() else {
                    states[*table] = State::Done;
                    above.pop();
                    continue;
                };
                match states[inner] {
                    State::Done => {}
                    State::New => {
                        states[inner] = State::Above;
                        above.push((inner, self.required_by(inner)));
                    }
                    State::Above => {
                        let text =
                            "it requires a table of its own type, so that no message could end";
                        return Err(refuse(&self.tables[inner].name.full, text.into()));
                    }
                }
            }
        }
        Ok(())
    }

    /// The tables without which there is no table `index`.
    fn required_by(&self, index: usize) -> impl Iterator<Item = usize> {
        self.tables[index].fields.iter().filter(|field| field.required).filter_map(|field| {
            match field.kind {
                FieldKind::Table(inner) => Some(inner),
                _ => None,
            }
        })
    }
}

/// How far a walk over tables has come with one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// It is being looked at what is below.
    Above,
    Done,
}

/// The index of the table `name`, which somebody asked for.
pub(crate) fn table(schema: &Schema, name: &str) -> Result<usize> {
    let mut objects = schema.objects().iter();
    let found = objects.position(|object| object.name == name && !object.is_struct);
    found.ok_or_else(|| {
        Error::custom(ErrorKind::Config, format!("`{name}` is no table of the schema"))
    })
}

/// Refuses an enum or union with a name that is none in Rust, or twice the same.
pub(super) fn enumeration(found: &Enum) -> Result<()> {
    if !found.name.split('.').all(names::is_name) {
        return Err(refuse_enum(found, "", NO_NAME.into()));
    }
    let ident = if found.is_union { names::member } else { names::value };
    let mut seen = HashMap::new();
    for value in &found.values {
        // That of a union's `NONE` is not used.
        if found.is_union && value.member.is_none() {
            continue;
        }
        if !names::is_name(&value.name) {
            return Err(refuse_enum(found, &value.name, NO_NAME.into()));
        }
        let ident = ident(&value.name);
        if let Some(first) = seen.insert(ident.clone(), &value.name) {
            return Err(refuse_enum(found, &value.name, alike(first, &ident)));
        }
    }
    Ok(())
}

/// Refuses a table or struct with a name that is none in Rust, or twice the same.
pub(super) fn object(object: &Object) -> Result<()> {
    if !object.name.split('.').all(names::is_name) {
        return Err(refuse_object(object, "", NO_NAME.into()));
    }
    let mut seen = HashMap::new();
    for field in object.fields.iter().filter(|field| !field.deprecated) {
        if !names::is_name(&field.name) {
            return Err(refuse_object(object, &field.name, NO_NAME.into()));
        }
        let ident = names::field(&field.name);
        if let Some(first) = seen.insert(ident.clone(), &field.name) {
            return Err(refuse_object(object, &field.name, alike(first, &ident)));
        }
    }
    Ok(())
}

/// What is said of a name that becomes the same as that of `first`.
fn alike(first: &str, ident: &str) -> String {
    format!("it would be `{ident}`, and so would `{first}`; rename one of them")
}

pub(super) fn refuse_object(object: &Object, field: &str, text: String) -> Error {
    refuse_in(object.declared_in.as_deref(), &object.name, field, text)
}

pub(super) fn refuse_enum(found: &Enum, value: &str, text: String) -> Error {
    refuse_in(found.declared_in.as_deref(), &found.name, value, text)
}

fn refuse_in(file: Option<&str>, item: &str, part: &str, text: String) -> Error {
    // Without `--bfbs-filenames` flatc writes empty names.
    let file = file.filter(|file| !file.is_empty());
    let file = file.map(|file| format!("{file}: ")).unwrap_or_default();
    let dot = if part.is_empty() { "" } else { "." };
    refuse(&format!("{file}{item}{dot}{part}"), text)
}

fn refuse(what: &str, text: String) -> Error {
    Error::custom(ErrorKind::Config, format!("{what}: {text}"))
}

const NO_NAME: &str = "no name of Rust can be made of this one; rename it";
