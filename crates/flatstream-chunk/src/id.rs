use std::{
    borrow::{Borrow, Cow},
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    ops::Deref,
    sync::Arc,
};

/// The name of a stream, shared by all its chunks: cloning it never allocates.
///
/// It derefs to `str`, and is made from whatever a `String` is made from. That
/// allocates the shared memory, and the `String` where there is none yet: make
/// an id once per stream and clone it for each chunk. A name known at compile
/// time costs nothing with [`from_static`](StreamId::from_static).
///
/// ```
/// use flatstream_chunk::StreamId;
///
/// let id = StreamId::from(format!("pump {}", 3));
/// let same = id.clone();
/// assert_eq!(same, "pump 3");
/// assert!(same.starts_with("pump"));
/// assert_eq!(same.as_ptr(), id.as_ptr());
/// ```
#[derive(Clone)]
pub struct StreamId(Repr);

#[derive(Clone)]
enum Repr {
    Static(&'static str),
    Shared(Arc<str>),
}

impl StreamId {
    /// The longest name that is kept for later, in bytes: many may come from who
    /// knows where.
    pub(crate) const MAX_KEPT_LEN: usize = 256;

    /// A name known at compile time. Allocates nothing.
    #[must_use]
    pub const fn from_static(name: &'static str) -> Self {
        Self(Repr::Static(name))
    }

    /// A name that is shared already. Allocates nothing.
    #[must_use]
    pub const fn from_shared(name: Arc<str>) -> Self {
        Self(Repr::Shared(name))
    }

    /// The name.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Static(name) => name,
            Repr::Shared(name) => name,
        }
    }
}

/// Everything that becomes a `String`, in generic code, too. Allocates and copies.
impl<T: Into<String>> From<T> for StreamId {
    fn from(name: T) -> Self {
        Self(Repr::Shared(name.into().into()))
    }
}

/// A clone.
impl From<&StreamId> for StreamId {
    fn from(id: &StreamId) -> Self {
        id.clone()
    }
}

impl Deref for StreamId {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for StreamId {
    fn as_ref(&self) -> &str {
        self
    }
}

/// Maps with ids for keys can be asked with a `str`.
impl Borrow<str> for StreamId {
    fn borrow(&self) -> &str {
        self
    }
}

impl Default for StreamId {
    fn default() -> Self {
        Self::from_static("")
    }
}

/// By name; the same memory is the same name without a look at it.
impl PartialEq for StreamId {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let (this, other) = (self.as_str(), other.as_str());
        std::ptr::eq(this, other) || this == other
    }
}

impl Eq for StreamId {}

impl PartialOrd for StreamId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for StreamId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other)
    }
}

/// As `str` does, for [`Borrow`].
impl Hash for StreamId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

macro_rules! compares_with {
    ($($other:ty),*) => {$(
        impl PartialEq<$other> for StreamId {
            fn eq(&self, other: &$other) -> bool {
                self.as_str() == AsRef::<str>::as_ref(other)
            }
        }

        impl PartialEq<StreamId> for $other {
            fn eq(&self, other: &StreamId) -> bool {
                AsRef::<str>::as_ref(self) == other.as_str()
            }
        }
    )*};
}
compares_with!(str, &str, String, Cow<'_, str>);

impl fmt::Debug for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}
