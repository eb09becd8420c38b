use super::{Composer, scalar};
use crate::assembler::{Assembler, Content, Elements, Near, Slot};
use crate::fault::Checked;
use crate::json_text::Kind;
use crate::{BaseType, Field, Object, Type};

impl<'s> Composer<'_, 's, '_> {
    pub(super) fn table(&mut self, object: &'s Object) -> Checked<Near> {
        self.enter_object()?;
        let slots = self.memory.slots.len();
        let bytes = self.memory.bytes.len();
        let deferred = self.memory.deferred.len();
        let mut first = true;
        while let Some(index) = self.next_field(object, first)? {
            first = false;
            let done = self.member(object, index, slots, deferred);
            done.map_err(|fault| fault.in_field(&object.fields[index].name))?;
        }
        let end = self.json.at();
        while self.memory.deferred.len() > deferred {
            let Some((index, at)) = self.memory.deferred.pop() else { break };
            self.json.go_to(at);
            let done = self.value(object, index, slots);
            done.map_err(|fault| fault.in_field(&object.fields[index].name))?;
        }
        self.json.go_to(end);
        self.check_required(object, slots)?;
        // The vtable has an entry for each of them, given or not.
        let last = self.memory.slots.get(slots..).and_then(<[Slot]>::last);
        self.budget.table(end, last.map_or(0, |last| usize::from(last.voffset / 2)))?;
        let memory = &mut *self.memory;
        let table = memory.assembler.table(&memory.slots[slots..], &memory.bytes);
        memory.slots.truncate(slots);
        memory.bytes.truncate(bytes);
        self.budget.leave();
        self.fits(table)
    }

    /// Takes the value of field `index` of a table, whose slots and unions
    /// without a type begin at `slots` and `deferred`.
    fn member(
        &mut self,
        object: &'s Object,
        index: usize,
        slots: usize,
        deferred: usize,
    ) -> Checked<()> {
        let field = &object.fields[index];
        let at = self.json.at();
        self.check_new(slots, field.offset)?;
        if self.memory.deferred[deferred..].iter().any(|&(known, _)| known == index) {
            return Err(self.json.refuse("given twice"));
        }
        if let Some(which) = field.type_field
            && self.find(slots, object.fields[which].offset).is_err()
        {
            self.memory.deferred.push((index, at));
            return self.json.skip_value();
        }
        self.value(object, index, slots)
    }

    fn value(&mut self, object: &'s Object, index: usize, slots: usize) -> Checked<()> {
        let field = &object.fields[index];
        let content = self.content(object, field, slots)?;
        self.put(slots, field.offset, content)
    }

    fn content(&mut self, object: &'s Object, field: &'s Field, slots: usize) -> Checked<Content> {
        let base = field.ty.base;
        if self.json.kind()? == Kind::Null {
            if base.is_scalar() && !field.optional {
                return Err(self.json.refuse("null, but the field has a default: leave it out"));
            }
            self.json.null()?;
            return Ok(Content::Nothing);
        }
        match base {
            BaseType::String if field.offset64 => {
                self.expect(&[Kind::String])?;
                let elements = Elements::string(self.json.string()?);
                let far = self.memory.assembler.far_vector(elements, false);
                self.fits(far).map(Content::Far)
            }
            BaseType::String => self.string().map(Content::Near),
            BaseType::Vector | BaseType::Vector64 if field.ty.element == BaseType::Union => {
                let types = self.union_type(object, field, slots)?;
                self.unions(&field.ty, types).map(Content::Near)
            }
            BaseType::Vector | BaseType::Vector64 => self.vector(field),
            BaseType::Union => {
                let number = match self.union_type(object, field, slots)? {
                    Content::Scalar { bits, .. } => bits,
                    _ => 0,
                };
                let value = self.union(&field.ty, number)?;
                Ok(value.map_or(Content::Nothing, Content::Near))
            }
            BaseType::Obj => self.object(&field.ty),
            _ => self.scalar_field(field),
        }
    }

    fn scalar_field(&mut self, field: &Field) -> Checked<Content> {
        let base = field.ty.base;
        let bits = self.scalar(base, field.ty.index)?;
        if !field.optional && scalar::is_default(bits, field) {
            return Ok(Content::Nothing);
        }
        Ok(Content::Scalar { bits, size: base.scalar_size().unwrap_or(0) })
    }

    fn object(&mut self, ty: &Type) -> Checked<Content> {
        let object = self.object_of(ty)?;
        if !object.is_struct {
            return self.table(object).map(Content::Near);
        }
        let start = self.memory.bytes.len();
        self.structure(object, start)?;
        Ok(Content::Struct { start, len: object.byte_size, align: object.min_align })
    }

    pub(super) fn string(&mut self) -> Checked<Near> {
        self.expect(&[Kind::String])?;
        let string = self.memory.assembler.string(self.json.string()?);
        self.fits(string)
    }

    /// Takes the value of a union's member number `number`.
    pub(super) fn union(&mut self, ty: &Type, number: u64) -> Checked<Option<Near>> {
        let union = ty.index.and_then(|index| self.schema.enums().get(index));
        let member = union
            .and_then(|union| union.by_value(number.cast_signed()))
            .and_then(|value| value.member.as_ref());
        let Some(member) = member else {
            if self.json.kind()? == Kind::Null {
                return self.json.null().map(|()| None);
            }
            return Err(self.json.refuse("a value, but its type is NONE"));
        };
        if member.base == BaseType::String {
            return self.string().map(Some);
        }
        let object = self.object_of(member)?;
        if !object.is_struct {
            return self.table(object).map(Some);
        }
        let start = self.memory.bytes.len();
        self.structure(object, start)?;
        let bytes = &self.memory.bytes[start..];
        let near = self.memory.assembler.structure(bytes, object.min_align);
        self.memory.bytes.truncate(start);
        self.fits(near).map(Some)
    }

    /// What was given as the type of the union, or of the unions, in `field`.
    fn union_type(&mut self, object: &Object, field: &Field, slots: usize) -> Checked<Content> {
        let which = field.type_field.and_then(|index| object.fields.get(index));
        match which.map(|which| self.find(slots, which.offset)) {
            Some(Ok(at)) => Ok(self.memory.slots[at].content),
            _ => {
                let name = which.map_or("its type", |which| &which.name);
                Err(self.json.refuse(format!("no `{name}` that says which member it is")))
            }
        }
    }

    /// Puts a message of its own onto the bytes, and answers its alignment.
    pub(super) fn nested(&mut self, object: &'s Object) -> Checked<usize> {
        let mut outer = self.memory.spare.pop().unwrap_or_default();
        outer.reset();
        std::mem::swap(&mut outer, &mut self.memory.assembler);
        let table = self.table(object)?;
        let bytes = &mut self.memory.bytes;
        let align = self.memory.assembler.finish(table, None, bytes);
        let inner: Assembler = std::mem::replace(&mut self.memory.assembler, outer);
        self.memory.spare.push(inner);
        self.fits(align)
    }

    fn check_required(&self, object: &Object, slots: usize) -> Checked<()> {
        for field in object.required.iter().filter_map(|&index| object.fields.get(index)) {
            let slot = self.find(slots, field.offset).map(|at| self.memory.slots[at]);
            if !matches!(slot, Ok(slot) if slot.content.is_some()) {
                let text = format!("{} must have a `{}`", object.name, field.name);
                return Err(self.json.refuse(text));
            }
        }
        Ok(())
    }

    pub(super) fn object_of(&self, ty: &Type) -> Checked<&'s Object> {
        let object = ty.index.and_then(|index| self.schema.objects().get(index));
        object.ok_or_else(|| self.json.refuse("the schema does not say what this is"))
    }

    pub(super) fn check_new(&self, slots: usize, key: u16) -> Checked<()> {
        match self.find(slots, key) {
            Ok(_) => Err(self.json.refuse("given twice")),
            Err(_) => Ok(()),
        }
    }

    /// Keeps the slots in order. Fields mostly come in order, and then this is
    /// a push.
    pub(super) fn put(&mut self, slots: usize, key: u16, content: Content) -> Checked<()> {
        if let Err(at) = self.find(slots, key) {
            // Those behind it make room.
            if !self.budget.pays(self.memory.slots.len() - at) {
                let text = "more fields out of order than the limit for one message";
                return Err(self.json.refuse(text));
            }
            self.memory.slots.insert(at, Slot { voffset: key, content });
        }
        Ok(())
    }

    /// Where the slot of a field is, or where it would be.
    fn find(&self, slots: usize, key: u16) -> core::result::Result<usize, usize> {
        let open = &self.memory.slots[slots..];
        if open.last().is_none_or(|last| last.voffset < key) {
            return Err(self.memory.slots.len());
        }
        let found = open.binary_search_by_key(&key, |slot| slot.voffset);
        found.map(|at| slots + at).map_err(|at| slots + at)
    }
}
