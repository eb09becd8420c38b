//! What tables say about each other.

use super::{FieldKind, Model};

impl Model {
    /// Finds out what tables say about each other.
    pub(super) fn relate(&mut self) {
        // Who refers to a table, by messages nested in it, too.
        let mut above = vec![Vec::new(); self.tables.len()];
        for at in 0..self.tables.len() {
            let table = &self.tables[at];
            let mut children = Vec::new();
            let (mut align, mut borrows, mut has_nested) = (table.align.max(8), false, false);
            for field in &table.fields {
                borrows |= field.kind.is_offset();
                match &field.kind {
                    FieldKind::Table(inner) | FieldKind::Tables(inner) => children.push(*inner),
                    FieldKind::Union { union, .. } => {
                        let members = &self.unions[*union].members;
                        children.extend(members.iter().map(|member| member.table));
                    }
                    FieldKind::Nested(root, own) => {
                        has_nested = true;
                        above[*root].push(at);
                        align = align.max(*own);
                    }
                    FieldKind::Elements(ty, own) => align = align.max(self.align(ty)).max(*own),
                    _ => {}
                }
            }
            for inner in children {
                self.tables[inner].is_child = true;
                above[inner].push(at);
            }
            let table = &mut self.tables[at];
            (table.message_align, table.borrows, table.has_nested) = (align, borrows, has_nested);
        }
        // What is below a table is its, too.
        let mut changed: Vec<usize> = (0..self.tables.len()).collect();
        while let Some(at) = changed.pop() {
            let (align, has_nested) = (self.tables[at].message_align, self.tables[at].has_nested);
            for &outer in &above[at] {
                let table = &mut self.tables[outer];
                if table.message_align < align || has_nested && !table.has_nested {
                    table.message_align = table.message_align.max(align);
                    table.has_nested |= has_nested;
                    changed.push(outer);
                }
            }
        }
    }
}
