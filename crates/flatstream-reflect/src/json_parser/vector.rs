use super::Composer;
use crate::assembler::{Content, Elements, Near};
use crate::fault::Checked;
use crate::json_text::Kind;
use crate::{BaseType, Encoding, Field, Type};
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine};
use base64::{DecodeError, alphabet};

impl<'s> Composer<'_, 's, '_> {
    pub(super) fn vector(&mut self, field: &'s Field) -> Checked<Content> {
        let nested = field.nested.and_then(|index| self.schema.objects().get(index));
        let wanted: &[Kind] = match (nested, field.encoding) {
            (None, None) => &[Kind::Array],
            (None, Some(_)) => &[Kind::Array, Kind::String],
            (Some(_), None) => &[Kind::Object, Kind::Array],
            (Some(_), Some(_)) => &[Kind::Object, Kind::Array, Kind::String],
        };
        let start = self.memory.bytes.len();
        let content = match (self.expect(wanted)?, nested, field.encoding) {
            (Kind::Object, Some(object), _) => {
                let align = self.nested(object)?;
                self.place(field, start, None, align)
            }
            (Kind::String, _, Some(encoding)) => {
                self.base64(encoding)?;
                self.place(field, start, None, 1)
            }
            _ => self.elements(field),
        }?;
        self.memory.bytes.truncate(start);
        Ok(content)
    }

    fn elements(&mut self, field: &'s Field) -> Checked<Content> {
        let element = field.ty.element_type();
        let object = element.index.and_then(|index| self.schema.objects().get(index));
        let object = object.filter(|_| element.base == BaseType::Obj);
        let is_struct = object.is_some_and(|object| object.is_struct);
        if !is_struct && !element.base.is_scalar() {
            return self.references(field, &element);
        }
        let start = self.memory.bytes.len();
        let size = field.ty.element_size;
        let mut count = 0;
        self.json.enter_array()?;
        while self.json.next_element(count == 0)? {
            let done = self.inline(&element, start + count * size);
            done.map_err(|fault| fault.in_element(count))?;
            count += 1;
        }
        let align = object.map_or(size, |object| object.min_align);
        self.place(field, start, Some(count), align)
    }

    /// A vector of strings or of tables.
    fn references(&mut self, field: &'s Field, element: &Type) -> Checked<Content> {
        if field.offset64 || field.ty.base == BaseType::Vector64 {
            let text = "vectors behind 64-bit offsets hold scalars and structs only";
            return Err(self.json.refuse(text));
        }
        let start = self.memory.targets.len();
        let mut count = 0;
        self.json.enter_array()?;
        while self.json.next_element(count == 0)? {
            let done = match element.base {
                BaseType::String => self.string(),
                _ => self.object_of(element).and_then(|object| self.table(object)),
            };
            let near = done.map_err(|fault| fault.in_element(count))?;
            self.memory.targets.push(Some(near));
            count += 1;
        }
        self.place_offsets(start).map(Content::Near)
    }

    /// A vector of unions, whose types were given as the vector `types`.
    pub(super) fn unions(&mut self, ty: &Type, types: Content) -> Checked<Near> {
        self.expect(&[Kind::Array])?;
        let element = ty.element_type();
        let types = if let Content::Near(types) = types { Some(types) } else { None };
        let len = types.map_or(0, |types| self.memory.assembler.count_at(types));
        let start = self.memory.targets.len();
        let mut count = 0;
        self.json.enter_array()?;
        while self.json.next_element(count == 0)? {
            let number = types.and_then(|types| self.memory.assembler.byte_at(types, count));
            let Some(number) = number else {
                return Err(self.json.refuse(format!("more values than the {len} types")));
            };
            let done = self.union(&element, u64::from(number));
            let value = done.map_err(|fault| fault.in_element(count))?;
            self.memory.targets.push(value);
            count += 1;
        }
        if count < len {
            return Err(self.json.refuse(format!("{count} values for {len} types")));
        }
        self.place_offsets(start)
    }

    /// Writes the vector whose elements are the bytes behind `start`.
    fn place(
        &mut self,
        field: &Field,
        start: usize,
        count: Option<usize>,
        align: usize,
    ) -> Checked<Content> {
        let bytes = &self.memory.bytes[start..];
        // Whoever reads a message in place needs it aligned, however it was
        // given.
        let inner = if field.nested.is_some() || field.flexbuffer { 8 } else { 1 };
        let align = align.max(inner).max(field.force_align);
        let elements = Elements { bytes, count: count.unwrap_or(bytes.len()), align, tail: 0 };
        let wide = field.ty.base == BaseType::Vector64;
        if wide || field.offset64 {
            let far = self.memory.assembler.far_vector(elements, wide);
            return self.fits(far).map(Content::Far);
        }
        let near = self.memory.assembler.vector(elements);
        self.fits(near).map(Content::Near)
    }

    fn place_offsets(&mut self, start: usize) -> Checked<Near> {
        let vector = self.memory.assembler.offsets(&self.memory.targets[start..]);
        self.memory.targets.truncate(start);
        self.fits(vector)
    }

    /// Decodes a text onto the bytes.
    fn base64(&mut self, encoding: Encoding) -> Checked<()> {
        let engine = match encoding {
            Encoding::Base64 => &STANDARD,
            Encoding::Base64Url => &URL_SAFE,
        };
        let at = self.json.at();
        let decoded = engine.decode_vec(self.json.string()?, &mut self.memory.bytes);
        decoded.map_err(|error| self.json.refuse_at(at, refused_base64(error)))
    }
}

#[cold]
fn refused_base64(error: DecodeError) -> String {
    format!("no base64: {error}")
}

/// Padded or not: both are about.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);

const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);
