use crate::VerifiedRoots;
use flatstream_core::{
    Borrowing, Content, Error, ErrorKind, Limits, OutBuf, PayloadVerifier, Position, Result, Step,
    Verified,
};
use std::iter::FusedIterator;

/// Reads frames out of a byte slice, such as a memory-mapped file, and lends
/// each payload with the slice's own lifetime. Copies nothing, allocates nothing.
///
/// An iterator: many payloads can be alive at once. After a frame that is
/// damaged or too large the next call yields the next frame. After the slice
/// ended inside a frame, `None` for good.
///
/// ```
/// use flatstream_framing::{DefaultDeframer, SliceReader};
///
/// let wire = b"\x03\0\0\0one\x03\0\0\0two";
/// let payloads: Vec<&[u8]> = SliceReader::new(wire, DefaultDeframer).collect::<Result<_, _>>()?;
/// assert_eq!(payloads, [b"one", b"two"]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
///
/// What a payload borrows is the slice, so the reader may go first, but not
/// the slice:
///
/// ```compile_fail
/// # use flatstream_framing::{DefaultDeframer, SliceReader};
/// let wire = b"\0\0\0\0".to_vec();
/// let payload = SliceReader::new(&wire, DefaultDeframer).next();
/// drop(wire);
/// println!("{payload:?}");
/// ```
#[derive(Clone, Debug)]
pub struct SliceReader<'a, D> {
    rest: &'a [u8],
    deframer: D,
    limits: Limits,
    position: Position,
    /// Where a frame begins that the slice cuts off, and by how many bytes.
    torn: Option<(Position, u64)>,
}

impl<'a, D: Borrowing> SliceReader<'a, D> {
    /// Reads `bytes` from its start, under the default [`Limits`].
    pub fn new(bytes: &'a [u8], deframer: D) -> Self {
        Self {
            rest: bytes,
            deframer,
            limits: Limits::default(),
            position: Position::default(),
            torn: None,
        }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Says where the next frame begins in its stream, if that is not at 0.
    ///
    /// ```
    /// use flatstream_core::Position;
    /// use flatstream_framing::{DefaultDeframer, SliceReader};
    ///
    /// let wire = b"\x03\0\0\0one\x03\0\0\0two";
    /// let mut reader = SliceReader::new(&wire[7..], DefaultDeframer);
    /// reader.start_at(Position::new(7, 1));
    /// assert_eq!(reader.read_message()?, Some(&b"two"[..]));
    /// assert_eq!(reader.position(), Position::new(14, 2));
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    pub fn start_at(&mut self, position: Position) {
        self.position = position;
    }

    /// Where the next frame begins.
    ///
    /// By `&mut self`, or `Iterator::position` would come first behind a
    /// mutable reference.
    pub fn position(&mut self) -> Position {
        self.position
    }

    /// The bytes not read yet; empty once the end was reached or lost.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Borrows the next payload, or `None` at the end of the slice.
    ///
    /// # Errors
    ///
    /// All with the position of the frame: [`ErrorKind::ChecksumMismatch`],
    /// [`ErrorKind::FrameTooLarge`] and [`ErrorKind::InvalidPayload`], after
    /// which the next frame follows; [`ErrorKind::Truncated`], after which
    /// nothing does.
    #[inline]
    pub fn read_message(&mut self) -> Result<Option<&'a [u8]>> {
        let at = self.position;
        match self.take_frame() {
            Ok(Some(frame)) => self.open(frame).map(Some).map_err(|e| e.at(at)),
            Ok(None) => Ok(None),
            Err(error) => Err(error.at(at)),
        }
    }

    /// Verifies every payload up to the end as a `T`, by what was learnt from those
    /// before, and hands it to `process`, to keep for as long as the slice is there.
    ///
    /// What was learnt goes with the call: a program that reads many short slices keeps
    /// a [`PayloadVerifier`] instead.
    ///
    /// ```
    /// use flatstream_framing::{DefaultDeframer, SliceReader};
    /// use flatstream_testkit::compiled::TelemetryView; // generated from a schema
    /// # use flatstream_testkit::{Telemetry, payload, wire};
    /// # let wire = wire(&flatstream_framing::DefaultFramer, [payload(&Telemetry(6))]);
    ///
    /// let mut first = None;
    /// let mut reader = SliceReader::new(&wire, DefaultDeframer);
    /// reader.process_verified::<TelemetryView<'_>>(|telemetry| {
    ///     first.get_or_insert(telemetry);
    ///     Ok(())
    /// })?;
    /// assert_eq!(first.map(|telemetry| telemetry.sequence()), Some(7));
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first one met: of [`read_message`](SliceReader::read_message), what
    /// [`verify`](Verified::verify) refuses, or that of `process`. All have the position
    /// of the frame; calling again goes on behind it.
    pub fn process_verified<T: Verified>(
        &mut self,
        mut process: impl FnMut(T::Root<'a>) -> Result<()>,
    ) -> Result<()> {
        let mut verifier = PayloadVerifier::<T>::new();
        loop {
            let at = self.position;
            let Some(payload) = self.read_message()? else { return Ok(()) };
            let done = verifier.verify(payload).and_then(&mut process);
            done.map_err(|error| error.at(at))?;
        }
    }

    /// An iterator over the messages up to the end, verified as `T` by what was learnt
    /// from those before; errors are those of
    /// [`process_verified`](SliceReader::process_verified).
    ///
    /// ```
    /// use flatstream_framing::{DefaultDeframer, SliceReader};
    /// use flatstream_testkit::compiled::TelemetryView; // generated from a schema
    /// # use flatstream_testkit::{Telemetry, payload, wire};
    /// # let wire = wire(&flatstream_framing::DefaultFramer, [payload(&Telemetry(6))]);
    ///
    /// let mut reader = SliceReader::new(&wire, DefaultDeframer);
    /// let all: Vec<TelemetryView<'_>> =
    ///     reader.verified::<TelemetryView<'_>>().collect::<Result<_, _>>()?;
    /// assert_eq!(all[0].sequence(), 7);
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    pub fn verified<T: Verified>(&mut self) -> VerifiedRoots<'_, 'a, D, T> {
        VerifiedRoots::new(self)
    }

    /// Steps over the next frame without looking at its payload, oversized
    /// frames included, and answers its length with header; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Truncated`] where the slice ends inside the frame.
    pub fn skip_message(&mut self) -> Result<Option<u64>> {
        let at = self.position;
        match self.take_frame() {
            Ok(frame) => Ok(frame.map(|frame| frame.len() as u64)),
            Err(_) if self.position != at => Ok(Some(self.position.offset - at.offset)),
            Err(error) => Err(error.at(at)),
        }
    }

    #[inline]
    fn take_frame(&mut self) -> Result<Option<&'a [u8]>> {
        if self.rest.is_empty() {
            return self.finish();
        }
        match self.deframer.deframe(self.rest, &self.limits) {
            Ok(Step::Frame { len }) => {
                let (frame, rest) = self.rest.split_at(len);
                self.rest = rest;
                self.position = self.position.after(len as u64);
                Ok(Some(frame))
            }
            Ok(Step::Incomplete { needed }) => {
                self.rest = &[];
                self.torn = Some((self.position, needed as u64));
                self.finish()
            }
            Ok(Step::Bad { len, error }) => {
                self.step_over(len);
                Err(error)
            }
            Err(error) => {
                self.rest = &[];
                Err(error)
            }
        }
    }

    /// The end of the slice: clean, or once an error.
    #[cold]
    fn finish(&mut self) -> Result<Option<&'a [u8]>> {
        match self.torn.take() {
            None => Ok(None),
            Some((at, missing)) => Err(Error::new(ErrorKind::Truncated { missing }).at(at)),
        }
    }

    /// Leaves a refused frame of `len` bytes behind, or what there is of it.
    #[cold]
    fn step_over(&mut self, len: u64) {
        match usize::try_from(len).ok().and_then(|len| self.rest.get(len..)) {
            Some(rest) => self.rest = rest,
            None => {
                self.torn = Some((self.position, len - self.rest.len() as u64));
                self.rest = &[];
            }
        }
        self.position = self.position.after(len);
    }

    #[inline]
    fn open(&self, frame: &'a [u8]) -> Result<&'a [u8]> {
        let mut scratch = OutBuf::new();
        match self.deframer.open(frame, &mut scratch, &self.limits)? {
            Content::Stored { range, many: false } => Ok(&frame[range]),
            Content::Stored { .. } | Content::Decoded { .. } => Err(Error::custom(
                ErrorKind::Config,
                "a deframer marked `Borrowing` did more than find a payload",
            )),
        }
    }
}

impl<'a, D: Borrowing> Iterator for SliceReader<'a, D> {
    type Item = Result<&'a [u8]>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.read_message().transpose()
    }
}

impl<D: Borrowing> FusedIterator for SliceReader<'_, D> {}
