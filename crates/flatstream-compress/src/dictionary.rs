use flatstream_core::{Error, ErrorKind, Result};
use std::sync::Arc;
use zstd::zstd_safe;

/// What many small payloads have in common, so that none of them has to say it.
///
/// Messages of a few hundred bytes hardly compress on their own. With a
/// dictionary trained from a few thousand of them they do nearly as well as in
/// blocks, and can still be read one by one. A reader needs the same
/// dictionary; frames name its id. Clones share the bytes.
///
/// ```
/// use flatstream_compress::{Dictionary, Zstd};
/// use flatstream_core::{Encoder, OutBuf};
///
/// let line = |n: u64| {
///     let (sensor, value) = (n % 7, n * n % 1000);
///     format!("site=north room=cellar sensor={sensor} quantity=pressure value={value} unit=mbar")
/// };
/// let samples: Vec<String> = (0..2000).map(line).collect();
/// let dictionary = Dictionary::train(&samples, 4096)?;
///
/// // To be kept with the streams that are written with it.
/// # let path = std::env::temp_dir().join(format!("flatstream-{}.dict", std::process::id()));
/// std::fs::write(&path, dictionary.as_bytes())?;
/// let loaded = Dictionary::new(std::fs::read(&path)?)?;
/// assert_eq!(loaded.id(), dictionary.id());
/// # std::fs::remove_file(&path)?;
///
/// let mut out = OutBuf::new();
/// Zstd::new(1)?.with_dictionary(&loaded)?.encode(line(2001).as_bytes(), &mut out)?;
/// assert!(out.len() * 2 < line(2001).len());
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Dictionary {
    bytes: Arc<[u8]>,
    id: u32,
}

impl Dictionary {
    /// A dictionary in Zstandard's format: what [`train`](Dictionary::train) or
    /// `zstd --train` made.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for bytes that are none, or have no id: frames could
    /// not name it.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Result<Self> {
        let bytes = bytes.into();
        match zstd_safe::get_dict_id_from_dict(&bytes) {
            Some(id) => Ok(Self { id: id.get(), bytes }),
            None => Err(Error::custom(ErrorKind::Config, "not a Zstandard dictionary with an id")),
        }
    }

    /// A dictionary of at most `max_bytes` for payloads like `samples`.
    ///
    /// 16 KiB are a good size for messages of up to 2 KiB; the samples should be
    /// a hundred times as many bytes, and at least some hundred payloads. Costs
    /// a copy of the samples, and about a second for 10 MB.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`], with the library's word for it, where the samples
    /// are too few or have too little in common.
    pub fn train<S: AsRef<[u8]>>(samples: &[S], max_bytes: usize) -> Result<Self> {
        let sizes: Vec<usize> = samples.iter().map(|sample| sample.as_ref().len()).collect();
        let mut all = Vec::with_capacity(sizes.iter().sum());
        samples.iter().for_each(|sample| all.extend_from_slice(sample.as_ref()));
        let mut bytes = Vec::new();
        let failure = match bytes.try_reserve_exact(max_bytes) {
            Ok(()) => match zstd_safe::train_from_buffer(&mut bytes, &all, &sizes) {
                Ok(_) => return Self::new(bytes),
                Err(code) => zstd_safe::get_error_name(code),
            },
            Err(_) => "no memory for so large a one",
        };
        Err(Error::custom(ErrorKind::Config, format!("no dictionary: {failure}")))
    }

    /// The id that frames name it by, never 0.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The dictionary as it is saved.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").field("id", &self.id).field("len", &self.bytes.len()).finish()
    }
}
