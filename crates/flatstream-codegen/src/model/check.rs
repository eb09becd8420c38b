//! What cannot be said in Rust.

use super::{FieldKind, Model};
use crate::names;
use flatstream_reflect::{Enum, Error, ErrorKind, Object, Result};
use std::collections::HashSet;

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
        for start in 0..self.tables.len() {
            let mut below = vec![start];
            let mut seen = HashSet::new();
            while let Some(table) = below.pop() {
                for field in self.tables[table].fields.iter().filter(|field| field.required) {
                    if let FieldKind::Table(inner) = field.kind
                        && seen.insert(inner)
                    {
                        below.push(inner);
                    }
                }
            }
            if seen.contains(&start) {
                let text = "it requires a table of its own type, so that no message could end";
                return Err(refuse(&self.tables[start].name.full, text.into()));
            }
        }
        Ok(())
    }
}

/// Refuses an enum or union with a name that is none in Rust, or twice the same.
pub(super) fn enumeration(found: &Enum) -> Result<()> {
    if !found.name.split('.').all(names::is_name) {
        return Err(refuse_enum(found, "", NO_NAME.into()));
    }
    let ident = if found.is_union { names::member } else { names::value };
    let mut seen = HashSet::new();
    for value in &found.values {
        // That of a union's `NONE` is not used.
        if found.is_union && value.member.is_none() {
            continue;
        }
        if !names::is_name(&value.name) {
            return Err(refuse_enum(found, &value.name, NO_NAME.into()));
        }
        if let Some(twice) = seen.replace(ident(&value.name)) {
            let text = format!("two of its values would be `{twice}`; rename one of them");
            return Err(refuse_enum(found, "", text));
        }
    }
    Ok(())
}

/// Refuses a table or struct with a name that is none in Rust, or twice the same.
pub(super) fn object(object: &Object) -> Result<()> {
    if !object.name.split('.').all(names::is_name) {
        return Err(refuse_object(object, "", NO_NAME.into()));
    }
    let mut seen = HashSet::new();
    for field in object.fields.iter().filter(|field| !field.deprecated) {
        if !names::is_name(&field.name) {
            return Err(refuse_object(object, &field.name, NO_NAME.into()));
        }
        if let Some(twice) = seen.replace(names::field(&field.name)) {
            let text = format!("two of its fields would be `{twice}`; rename one of them");
            return Err(refuse_object(object, "", text));
        }
    }
    Ok(())
}

pub(super) fn refuse_object(object: &Object, field: &str, text: String) -> Error {
    refuse_in(object.declared_in.as_deref(), &object.name, field, text)
}

pub(super) fn refuse_enum(found: &Enum, value: &str, text: String) -> Error {
    refuse_in(found.declared_in.as_deref(), &found.name, value, text)
}

fn refuse_in(file: Option<&str>, item: &str, part: &str, text: String) -> Error {
    let file = file.map(|file| format!("{file}: ")).unwrap_or_default();
    let dot = if part.is_empty() { "" } else { "." };
    refuse(&format!("{file}{item}{dot}{part}"), text)
}

fn refuse(what: &str, text: String) -> Error {
    Error::custom(ErrorKind::Config, format!("{what}: {text}"))
}

const NO_NAME: &str = "no name of Rust can be made of this one; rename it";
