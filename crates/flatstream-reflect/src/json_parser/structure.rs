use super::Composer;
use crate::assembler::Content;
use crate::fault::Checked;
use crate::json_text::Kind;
use crate::{BaseType, Object, Type};

impl<'s> Composer<'_, 's, '_> {
    /// Puts a struct onto the bytes, at `start`, with all its fields.
    pub(super) fn structure(&mut self, object: &'s Object, start: usize) -> Checked<()> {
        self.enter_object()?;
        let slots = self.memory.slots.len();
        let mut first = true;
        while let Some(index) = self.next_field(object, first)? {
            first = false;
            let field = &object.fields[index];
            // A slot only says that the field was given.
            let at = start + usize::from(field.offset);
            let done = self.check_new(slots, field.id).and_then(|()| self.inline(&field.ty, at));
            done.map_err(|fault| fault.in_field(&field.name))?;
            self.put(slots, field.id, Content::Nothing)?;
        }
        let given = &self.memory.slots[slots..];
        if given.len() < object.fields.len() {
            let mut fields = object.fields.iter();
            let missing = fields.find(|field| given.iter().all(|slot| slot.voffset != field.id));
            let missing = missing.map_or("more", |field| &field.name);
            let text = format!("no `{missing}`: the struct {} needs all its fields", object.name);
            return Err(self.json.refuse(text));
        }
        self.memory.slots.truncate(slots);
        self.cover(start + object.byte_size);
        self.budget.leave();
        Ok(())
    }

    /// Puts what a struct or a vector holds in place onto the bytes, at `at`.
    pub(super) fn inline(&mut self, ty: &Type, at: usize) -> Checked<()> {
        match ty.base {
            BaseType::Obj => {
                let object = self.object_of(ty)?;
                self.structure(object, at)
            }
            BaseType::Array => self.array(ty, at),
            base => {
                let bits = self.scalar(base, ty.index)?;
                let size = base.scalar_size().unwrap_or(0);
                self.cover(at + size);
                self.memory.bytes[at..at + size].copy_from_slice(&bits.to_le_bytes()[..size]);
                Ok(())
            }
        }
    }

    fn array(&mut self, ty: &Type, at: usize) -> Checked<()> {
        self.expect(&[Kind::Array])?;
        self.json.enter_array()?;
        let len = usize::from(ty.fixed_len);
        let element = ty.element_type();
        let mut count = 0;
        while self.json.next_element(count == 0)? {
            if count == len {
                return Err(self.json.refuse(format!("more than the {len} elements of the array")));
            }
            let done = self.inline(&element, at + count * ty.element_size);
            done.map_err(|fault| fault.in_element(count))?;
            count += 1;
        }
        if count < len {
            return Err(self.json.refuse(format!("{count} elements, but the array has {len}")));
        }
        Ok(())
    }

    /// Has the bytes reach up to `end`. What fields do not cover is zero.
    fn cover(&mut self, end: usize) {
        if self.memory.bytes.len() < end {
            self.memory.bytes.resize(end, 0);
        }
    }
}
