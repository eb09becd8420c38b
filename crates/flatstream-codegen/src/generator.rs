use crate::{
    Layout, Result,
    code::Code,
    context::Context,
    drafts, fixed,
    model::{Model, check},
    views,
};
use flatstream_reflect::Schema;
use std::{collections::BTreeSet, path::PathBuf};

/// Compiles a schema into Rust code.
#[derive(Clone, Debug)]
pub struct Generator {
    schema: Schema,
    /// Where the schema was read from.
    pub(crate) file: Option<PathBuf>,
    only: Vec<String>,
    layout: Layout,
    layouts: Vec<(String, Layout)>,
    runtime: String,
    flatc: Option<String>,
    verifiers: bool,
}

impl Generator {
    /// A generator for the schema in `bfbs`, which `flatc --binary --schema
    /// --bfbs-builtins --bfbs-comments` writes.
    ///
    /// # Errors
    ///
    /// As [`Schema::new`].
    pub fn new(bfbs: &[u8]) -> Result<Self> {
        Ok(Self {
            schema: Schema::new(bfbs)?,
            file: None,
            only: Vec::new(),
            layout: Layout::default(),
            layouts: Vec::new(),
            runtime: "::flatstream::schema".to_owned(),
            flatc: None,
            verifiers: true,
        })
    }

    /// Leaves out all but these tables and what they need. Names with their
    /// namespaces.
    #[must_use]
    pub fn only<T: Into<String>>(mut self, tables: impl IntoIterator<Item = T>) -> Self {
        self.only.extend(tables.into_iter().map(Into::into));
        self
    }

    /// Sets the layout of all tables that have none of their own.
    #[must_use]
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// Sets the layout of one table, by its name with namespace.
    #[must_use]
    pub fn table_layout(mut self, table: impl Into<String>, layout: Layout) -> Self {
        self.layouts.push((table.into(), layout));
        self
    }

    /// Sets the path at which generated code finds what it runs on:
    /// `::flatstream::schema` unless set, `::flatstream_schema` for users of that
    /// crate alone.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = path.into();
        self
    }

    /// Has the verifiers hand out flatc's own types, too: those that `flatc --rust`
    /// makes of the same schema and that are found below the module `path`, in the
    /// crate that the generated code becomes part of.
    #[must_use]
    pub fn flatc(mut self, path: impl Into<String>) -> Self {
        self.flatc = Some(path.into());
        self
    }

    /// Sets whether there are verifiers and views: `true` unless set. Without, the
    /// generated code is all safe and only writes.
    #[must_use]
    pub fn verifiers(mut self, verifiers: bool) -> Self {
        self.verifiers = verifiers;
        self
    }

    /// The code: one module for each part of the schema's namespaces.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config): a table that was named does
    /// not exist, or the schema has something that is not supported. The text says
    /// what and where.
    pub fn generate(&self) -> Result<String> {
        for (table, _) in &self.layouts {
            check::table(&self.schema, table)?;
        }
        let layout = |table: &str| {
            let own = self.layouts.iter().rev().find(|(name, _)| name == table);
            own.map_or(self.layout, |&(_, layout)| layout)
        };
        let model = Model::new(&self.schema, &self.only, layout)?;
        let enums = model.enums.iter().map(|item| &*item.name.ident);
        let structs = model.structs.iter().map(|item| &*item.name.ident);
        let mut code = Code::new(enums.chain(structs));
        code.line("// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.");
        code.line("// @generated");
        self.module(&mut code, &model, &[]);
        Ok(code.into_text())
    }

    /// Writes what is in the module `path`, then the modules below it.
    fn module(&self, code: &mut Code, model: &Model, path: &[String]) {
        let context =
            Context { model, runtime: &self.runtime, flatc: self.flatc.as_deref(), modules: path };
        for item in model.enums.iter().filter(|item| item.name.modules == path) {
            fixed::enumeration(code, &context, item);
        }
        for item in model.structs.iter().filter(|item| item.name.modules == path) {
            fixed::structure(code, &context, item);
        }
        for item in model.unions.iter().filter(|item| item.name.modules == path) {
            drafts::union(code, &context, item);
            if self.verifiers {
                views::union(code, &context, item);
            }
        }
        for item in model.tables.iter().filter(|item| item.name.modules == path) {
            drafts::table(code, &context, item);
            if self.verifiers {
                views::table(code, &context, item);
            }
        }
        for below in modules_below(model, path) {
            code.gap();
            let path: Vec<String> = path.iter().chain([&below]).cloned().collect();
            code.line(format_args!("/// The namespace `{}`.", namespace(model, &path)));
            if path.iter().rev().nth(1) == Some(&below) {
                code.line(
                    "#[allow(clippy::module_inception, reason = \"named as in the schema\")]",
                );
            }
            code.line(format_args!("pub mod {below} {{"));
            self.module(code, model, &path);
            code.line("}");
        }
    }
}

/// The modules right below `path`.
fn modules_below(model: &Model, path: &[String]) -> BTreeSet<String> {
    let below = model.names().filter_map(|name| name.modules.strip_prefix(path)?.first());
    below.cloned().collect()
}

/// The namespace of the module `path`, as the schema has it.
fn namespace(model: &Model, path: &[String]) -> String {
    let inside = model.names().find(|name| name.modules.starts_with(path));
    let parts = inside.into_iter().flat_map(|name| name.full.split('.').take(path.len()));
    parts.collect::<Vec<_>>().join(".")
}
