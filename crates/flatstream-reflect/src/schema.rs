use crate::{
    Enum, Object,
    fault::Fault,
    load,
    names::{Names, listing},
};
use flatstream_core::{Error, ErrorKind, Result};

/// A loaded binary schema, the contents of a `.bfbs` file.
///
/// All that is in it has been checked: every index leads somewhere, structs have
/// the size of their fields, and every union knows the field with its type. So
/// nothing that uses it later can fail because of it.
///
/// ```
/// use flatstream_reflect::Schema;
///
/// # let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
/// let schema = Schema::new(&std::fs::read(format!("{directory}/every.bfbs"))?)?;
/// let root = schema.root().expect("it has a root_type");
/// assert_eq!(root.name, "testdata.every.Every");
/// let number = root.field("number").expect("it has this field");
/// assert_eq!((number.id, number.default_integer), (16, 0));
/// let colour = schema.enums().iter().find(|found| found.name.ends_with("Colour"));
/// assert_eq!(colour.and_then(|found| found.by_value(4)).map(|found| &*found.name), Some("Blue"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Schema {
    pub(crate) objects: Vec<Object>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) objects_by_name: Names,
    pub(crate) root: Option<usize>,
    pub(crate) file_identifier: Option<[u8; 4]>,
}

impl Schema {
    /// Loads a binary schema, as `flatc --binary --schema --bfbs-builtins`
    /// writes it. Without `--bfbs-builtins` it does not say which enums are bit
    /// flags and which vectors are nested messages.
    ///
    /// `bfbs` need not be trusted. Costs time and memory linear in its length.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`]: it is no binary schema, or a damaged one. The text
    /// says what is wrong and where.
    pub fn new(bfbs: &[u8]) -> Result<Self> {
        load::schema(bfbs).map_err(Fault::into_config)
    }

    /// The table that messages have at their root, if the schema names one.
    #[must_use]
    pub fn root(&self) -> Option<&Object> {
        self.root.map(|index| &self.objects[index])
    }

    /// The same schema for messages with the table `name` at their root. A file
    /// identifier is of the schema's own root: with another one there is none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`]: there is no such table. The text has some that are.
    ///
    /// ```
    /// # use flatstream_reflect::Schema;
    /// # let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
    /// # let schema = Schema::new(&std::fs::read(format!("{directory}/every.bfbs"))?)?;
    /// let leaves = schema.clone().with_root("testdata.every.Leaf")?;
    /// assert_eq!(leaves.root().map(|root| &*root.name), Some("testdata.every.Leaf"));
    /// let error = schema.with_root("Leaf").unwrap_err();
    /// assert!(error.to_string().contains("`Leaf` is no table of the schema; it has testdata."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_root(mut self, name: &str) -> Result<Self> {
        match self.object_index(name) {
            Some(index) if !self.objects[index].is_struct => {
                if self.root != Some(index) {
                    self.file_identifier = None;
                }
                self.root = Some(index);
                Ok(self)
            }
            found => Err(self.no_such_table(name, found.is_some())),
        }
    }

    /// The four bytes that messages have behind the offset of the root.
    ///
    /// Nothing here compares them: messages may be written without.
    #[must_use]
    pub fn file_identifier(&self) -> Option<[u8; 4]> {
        self.file_identifier
    }

    /// The table or struct of this name, namespace included. Costs
    /// O(log objects).
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&Object> {
        self.object_index(name).map(|index| &self.objects[index])
    }

    pub(crate) fn object_index(&self, name: &str) -> Option<usize> {
        self.objects_by_name.find(name, |index| &self.objects[index].name)
    }

    /// The table or struct at `index`, as types have it.
    ///
    /// # Panics
    ///
    /// If there is none. Indices in the types of this schema are valid.
    #[inline]
    #[must_use]
    pub fn object_at(&self, index: usize) -> &Object {
        &self.objects[index]
    }

    /// The enum or union at `index`, as types have it.
    ///
    /// # Panics
    ///
    /// If there is none. Indices in the types of this schema are valid.
    #[inline]
    #[must_use]
    pub fn enum_at(&self, index: usize) -> &Enum {
        &self.enums[index]
    }

    /// All tables and structs.
    #[must_use]
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// All enums and unions.
    #[must_use]
    pub fn enums(&self) -> &[Enum] {
        &self.enums
    }

    #[cold]
    fn no_such_table(&self, name: &str, is_struct: bool) -> Error {
        let what = if is_struct { "is a struct, and a root is a table" } else { "is no table" };
        let tables = self.objects.iter().filter(|object| !object.is_struct);
        let tables = listing(", ", name, tables.map(|table| &*table.name));
        let text = format!("`{name}` {what} of the schema; it has {tables}");
        Error::custom(ErrorKind::Config, text)
    }
}
