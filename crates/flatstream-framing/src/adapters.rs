use crate::v1::total_len;
use flatstream_core::{
    Borrowing, Content, Deframer, Error, ErrorKind, Framed, Framer, Header, Limits, OutBuf, Result,
    Step, Validator,
};
use std::io::IoSlice;

/// Refuses messages longer than a bound, on either side.
///
/// A reader steps over a frame that is too long without holding it in memory;
/// around [`Compressed`](crate::Compressed) it judges messages once they are
/// decoded.
#[derive(Clone, Copy, Debug)]
pub struct Bounded<T> {
    inner: T,
    max_bytes: u32,
}

impl<T> Bounded<T> {
    /// Passes payloads of at most `max_bytes` on to `inner`.
    pub const fn new(inner: T, max_bytes: u32) -> Self {
        Self { inner, max_bytes }
    }

    #[inline]
    fn check_len(&self, len: usize) -> Result<()> {
        let (len, limit) = (len as u64, u64::from(self.max_bytes));
        if len > limit {
            return Err(Error::new(ErrorKind::FrameTooLarge { len, limit }));
        }
        Ok(())
    }
}

impl<T: Deframer> Bounded<T> {
    /// The limits for `inner`: a frame as long as the bound, unless it may hold
    /// more than one message, or one that is stored in more bytes.
    #[inline]
    fn tighten(&self, limits: &Limits) -> Limits {
        if self.inner.may_hold_many() {
            return *limits;
        }
        limits.max_frame_bytes(limits.max_frame_bytes.min(self.max_bytes))
    }
}

impl<T: Framer> Framer for Bounded<T> {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.check_len(payload.len())?;
        self.inner.frame(payload, scratch)
    }

    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        self.check_len(total_len(parts))?;
        self.inner.frame_parts(parts)
    }
}

impl<T: Deframer> Deframer for Bounded<T> {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        self.inner.deframe(input, &self.tighten(limits))
    }
    #[inline]
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        let content = self.inner.open(frame, scratch, &self.tighten(limits))?;
        if self.inner.may_hold_many() && !content.has_many() {
            self.check_len(content.bytes(frame, scratch).len())?;
        }
        Ok(content)
    }
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        self.check_len(message.len())?;
        self.inner.check(message)
    }
    #[inline]
    fn may_hold_many(&self) -> bool {
        self.inner.may_hold_many()
    }
    #[inline]
    fn digest_len(&self) -> usize {
        self.inner.digest_len()
    }
}

impl<T: Borrowing> Borrowing for Bounded<T> {}

/// Shows every payload that passes to a callback: for metrics and tracing.
///
/// On the writing side the callback runs once the frame was accepted, before it
/// is written; on the reading side once the payload was found intact.
#[derive(Clone, Copy, Debug)]
pub struct Observed<T, F> {
    inner: T,
    callback: F,
}

impl<T, F: Fn(&[u8])> Observed<T, F> {
    /// Calls `callback` with every payload that `inner` accepts.
    pub const fn new(inner: T, callback: F) -> Self {
        Self { inner, callback }
    }
}

impl<T: Framer, F: Fn(&[u8])> Framer for Observed<T, F> {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        let framed = self.inner.frame(payload, scratch)?;
        (self.callback)(payload);
        Ok(framed)
    }
}

impl<T: Deframer, F: Fn(&[u8])> Deframer for Observed<T, F> {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        self.inner.deframe(input, limits)
    }
    #[inline]
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        let content = self.inner.open(frame, scratch, limits)?;
        if !content.has_many() {
            (self.callback)(content.bytes(frame, scratch));
        }
        Ok(content)
    }
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        self.inner.check(message)?;
        (self.callback)(message);
        Ok(())
    }
    #[inline]
    fn may_hold_many(&self) -> bool {
        self.inner.may_hold_many()
    }
    #[inline]
    fn digest_len(&self) -> usize {
        self.inner.digest_len()
    }
}

impl<T: Borrowing, F: Fn(&[u8])> Borrowing for Observed<T, F> {}

/// Lets only payloads pass that a [`Validator`] accepts.
///
/// Writing, it runs before anything is framed; reading, after the digest was
/// found right and before the payload is handed out.
#[derive(Clone, Copy, Debug)]
pub struct Validating<T, V> {
    inner: T,
    validator: V,
}

impl<T, V: Validator> Validating<T, V> {
    /// Asks `validator` about every payload that passes `inner`.
    pub const fn new(inner: T, validator: V) -> Self {
        Self { inner, validator }
    }
}

impl<T: Framer, V: Validator> Framer for Validating<T, V> {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.validator.validate(payload)?;
        self.inner.frame(payload, scratch)
    }
}

impl<T: Deframer, V: Validator> Deframer for Validating<T, V> {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        self.inner.deframe(input, limits)
    }
    #[inline]
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        let content = self.inner.open(frame, scratch, limits)?;
        if !content.has_many() {
            self.validator.validate(content.bytes(frame, scratch))?;
        }
        Ok(content)
    }
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        self.inner.check(message)?;
        self.validator.validate(message)
    }
    #[inline]
    fn may_hold_many(&self) -> bool {
        self.inner.may_hold_many()
    }
    #[inline]
    fn digest_len(&self) -> usize {
        self.inner.digest_len()
    }
}

impl<T: Borrowing, V: Validator> Borrowing for Validating<T, V> {}

/// Adapters for framers, in method form.
///
/// ```
/// use flatstream_core::{ErrorKind, Framer};
/// use flatstream_framing::{DefaultFramer, FramerExt};
///
/// let framer = DefaultFramer.bounded(2);
/// let error = framer.frame_and_write(&mut Vec::new(), b"abc").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: 3, limit: 2 });
/// ```
pub trait FramerExt: Framer + Sized {
    /// Refuses payloads of more than `max_bytes`.
    fn bounded(self, max_bytes: u32) -> Bounded<Self> {
        Bounded::new(self, max_bytes)
    }
    /// Shows every accepted payload to `callback`.
    fn observed<F: Fn(&[u8])>(self, callback: F) -> Observed<Self, F> {
        Observed::new(self, callback)
    }
    /// Refuses payloads that `validator` refuses.
    fn with_validator<V: Validator>(self, validator: V) -> Validating<Self, V> {
        Validating::new(self, validator)
    }
}

impl<T: Framer> FramerExt for T {}

/// Adapters for deframers, in method form.
///
/// ```
/// use flatstream_core::ErrorKind;
/// use flatstream_framing::{DefaultDeframer, DeframerExt, SizeValidator, SliceReader};
///
/// let deframer = DefaultDeframer.with_validator(SizeValidator::new(1, 8));
/// let mut reader = SliceReader::new(b"\0\0\0\0\x01\0\0\0x", deframer);
/// assert_eq!(reader.next().unwrap().unwrap_err().kind(), ErrorKind::InvalidPayload);
/// assert_eq!(reader.next().unwrap()?, b"x");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub trait DeframerExt: Deframer + Sized {
    /// Refuses payloads of more than `max_bytes`.
    fn bounded(self, max_bytes: u32) -> Bounded<Self> {
        Bounded::new(self, max_bytes)
    }
    /// Shows every intact payload to `callback`.
    fn observed<F: Fn(&[u8])>(self, callback: F) -> Observed<Self, F> {
        Observed::new(self, callback)
    }
    /// Refuses payloads that `validator` refuses.
    fn with_validator<V: Validator>(self, validator: V) -> Validating<Self, V> {
        Validating::new(self, validator)
    }
}

impl<T: Deframer> DeframerExt for T {}
