use super::{Found, Path, Step};
use crate::{
    Object, Result, Table, Value, Vector,
    budget::{Budget, ELEMENT_COST},
    fault::{Checked, Fault},
};
use flatstream_core::{Error, ErrorKind};
use std::iter::FusedIterator;

/// The values of one message at a [`Path`], in the order in which they are there.
#[derive(Clone, Debug)]
pub struct Values<'p, 'a> {
    path: &'p Path<'p>,
    /// Until the first call.
    root: Option<Table<'a>>,
    /// Vectors that are gone through, the outermost first.
    open: Vec<Open<'a>>,
    budget: Budget,
}

#[derive(Clone, Debug)]
struct Open<'a> {
    vector: Vector<'a>,
    next: usize,
    /// The step behind the elements.
    step: usize,
}

impl<'p, 'a> Values<'p, 'a> {
    pub(super) fn new(path: &'p Path<'_>, root: &Table<'a>) -> Self {
        // A path is as deep as it is long, and has no tables but elements.
        let budget = Budget::new(root.raw.bytes.0.len(), usize::MAX, usize::MAX);
        Self { path, root: Some(*root), open: Vec::new(), budget }
    }

    fn step(&mut self) -> Result<Option<Value<'a>>> {
        if let Some(root) = self.root.take() {
            if !core::ptr::eq(root.object, self.path.root) {
                return Err(foreign(self.path, root.object));
            }
            if let Some(value) = self.walk(Value::Table(root), 0)? {
                return Ok(Some(value));
            }
        }
        while let Some(open) = self.open.last_mut() {
            if open.next == open.vector.len() {
                self.open.pop();
                continue;
            }
            let (vector, index, step) = (open.vector, open.next, open.step);
            open.next += 1;
            self.charge(ELEMENT_COST, step - 1)?;
            let value = vector.load(index).map_err(|fault| self.locate(fault, step - 1))?;
            if let Some(value) = self.walk(value, step)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Goes from `value` to the end of the path. `None` where that is absent, and
    /// where elements are to be gone through first.
    fn walk(&mut self, mut value: Value<'a>, from: usize) -> Checked<Option<Value<'a>>> {
        let path = self.path;
        for (at, step) in path.steps.iter().enumerate().skip(from) {
            let next = match (step, value) {
                (Step::Field { of, .. }, Value::Table(table)) => match find(of, table.object) {
                    Some(found) => load(&table, found),
                    None => return Ok(None),
                },
                (Step::Field { of, .. }, Value::Struct(found)) => match find(of, found.object) {
                    Some(Found { field, .. }) => found.load(field).map(Some),
                    None => return Ok(None),
                },
                (Step::Element(index), Value::Vector(vector)) if *index < vector.len() => {
                    vector.load(*index).map(Some)
                }
                (Step::Each, Value::Vector(vector)) => {
                    self.open.push(Open { vector, next: 0, step: at + 1 });
                    return Ok(None);
                }
                _ => return Ok(None),
            };
            match next.map_err(|fault| self.locate(fault, at))? {
                Some(next) => value = next,
                None => return Ok(None),
            }
        }
        match value {
            Value::Null => return Ok(None),
            Value::String(text) => self.charge(text.len(), path.steps.len() - 1)?,
            _ => {}
        }
        Ok(Some(value))
    }

    fn charge(&mut self, cost: usize, step: usize) -> Checked<()> {
        if self.budget.pays(cost) {
            return Ok(());
        }
        let fault = Fault::nowhere("more values than the limit for one message");
        Err(self.locate(fault, step))
    }

    /// The same, found at the end of `step`.
    #[cold]
    fn locate(&self, mut fault: Fault, step: usize) -> Fault {
        for (at, step) in self.path.steps[..=step].iter().enumerate().rev() {
            fault = match step {
                Step::Field { name, .. } => fault.in_field(name),
                Step::Element(index) => fault.in_element(*index),
                Step::Each => {
                    let open = self.open.iter().find(|open| open.step == at + 1);
                    fault.in_element(open.map_or(0, |open| open.next.saturating_sub(1)))
                }
            };
        }
        fault
    }
}

impl<'a> Iterator for Values<'_, 'a> {
    type Item = Result<Value<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.step();
        if next.is_err() {
            self.open.clear();
        }
        next.transpose()
    }
}

impl FusedIterator for Values<'_, '_> {}

/// The field of `object`, if it is one of those that have it.
#[inline]
fn find<'f, 's>(of: &'f [Found<'s>], object: &Object) -> Option<&'f Found<'s>> {
    of.iter().find(|found| core::ptr::eq(found.object, object))
}

/// The value of a field, or what stands for it.
fn load<'a>(table: &Table<'a>, found: &Found<'_>) -> Checked<Option<Value<'a>>> {
    let field = found.field;
    match table.raw.field(field.offset) {
        Some(at) if found.is_nested => Ok(table.load_nested(field, at)?.map(Value::Table)),
        Some(at) => table.load(field, at),
        None => Ok(table.schema.default_of(field)),
    }
}

#[cold]
fn foreign(path: &Path<'_>, object: &Object) -> Error {
    let text = format!(
        "path `{path}`: it begins at the table {} of its schema, and this is {}",
        path.root.name, object.name
    );
    Error::custom(ErrorKind::Config, text)
}
