//! What tables say about each other.

use super::{FieldKind, Model};
use std::collections::HashSet;

impl Model {
    /// Finds out what tables say about each other.
    pub(super) fn relate(&mut self) {
        let mut below = vec![Vec::new(); self.tables.len()];
        for (at, table) in self.tables.iter_mut().enumerate() {
            for field in &table.fields {
                table.borrows |= field.kind.is_offset();
                match field.kind {
                    FieldKind::Table(inner) | FieldKind::Tables(inner) => below[at].push(inner),
                    FieldKind::Union { union, .. } => {
                        let members = &self.unions[union].members;
                        below[at].extend(members.iter().map(|member| member.table));
                    }
                    FieldKind::Nested(_) => table.has_nested = true,
                    _ => {}
                }
            }
        }
        for &inner in below.iter().flatten() {
            self.tables[inner].is_child = true;
        }
        // Until nothing changes: as often as tables are deep.
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for (at, below) in below.iter().enumerate() {
                let has = below.iter().any(|&inner| self.tables[inner].has_nested);
                if has && !self.tables[at].has_nested {
                    self.tables[at].has_nested = true;
                    changed = true;
                }
            }
        }
    }

    /// Alignment that a message with this table at its root needs, nested ones
    /// included: 8 at least.
    pub(crate) fn message_align(&self, root: usize) -> usize {
        let mut align = 8;
        let mut seen = HashSet::from([root]);
        let mut below = vec![root];
        while let Some(at) = below.pop() {
            let table = &self.tables[at];
            align = align.max(table.align);
            for field in &table.fields {
                let mut reach = |table| {
                    if seen.insert(table) {
                        below.push(table);
                    }
                };
                match &field.kind {
                    FieldKind::Table(inner) | FieldKind::Tables(inner) => reach(*inner),
                    FieldKind::Nested(inner) => reach(*inner),
                    FieldKind::Elements(ty, own) => align = align.max(self.align(ty)).max(*own),
                    FieldKind::Union { union, .. } => {
                        self.unions[*union].members.iter().for_each(|member| reach(member.table));
                    }
                    _ => {}
                }
            }
        }
        align
    }
}
