use crate::{Adjacency, Discontinuity, StreamChunk};
use std::{borrow::Borrow, iter, mem};

/// Order and joining.
impl StreamChunk {
    /// How `next` stands to this chunk: right behind it or not.
    ///
    /// ```
    /// use flatstream_chunk::{Adjacency, StreamChunk};
    ///
    /// let chunk = StreamChunk::new("log", vec![0; 100], 0);
    /// let (left, right) = chunk.split_at(60);
    /// assert_eq!(left.adjacency(&right), Adjacency::Contiguous);
    /// assert_eq!(left.adjacency(&chunk.sub_chunk(70..)), Adjacency::Gap { bytes: 10 });
    /// assert_eq!(right.adjacency(&left), Adjacency::Overlap { bytes: 100 });
    /// ```
    #[must_use]
    pub fn adjacency(&self, next: &Self) -> Adjacency {
        if self.stream_id != next.stream_id {
            return Adjacency::OtherStream;
        }
        // Not `end_offset`: a stream that ends at 2^64 does not end before it.
        let end = u128::from(self.offset) + self.len() as u128;
        let begin = u128::from(next.offset);
        let bytes = u64::try_from(end.abs_diff(begin)).unwrap_or(u64::MAX);
        match begin.cmp(&end) {
            std::cmp::Ordering::Equal => Adjacency::Contiguous,
            std::cmp::Ordering::Greater => Adjacency::Gap { bytes },
            std::cmp::Ordering::Less => Adjacency::Overlap { bytes },
        }
    }

    /// Whether `chunks` are of one stream, in order, without a gap.
    ///
    /// Where gaps are as they should be, between lines without their ends say,
    /// [`Adjacency::is_in_order`] is the question.
    ///
    /// ```
    /// use flatstream_chunk::{Adjacency, StreamChunk};
    ///
    /// let chunk = StreamChunk::new("log", vec![0; 100], 0);
    /// let mut chunks = [0..20, 20..50, 50..100].map(|range| chunk.sub_chunk(range));
    /// assert_eq!(StreamChunk::check_contiguous(&chunks), Ok(()));
    ///
    /// chunks[1] = chunk.sub_chunk(20..48);
    /// let refused = StreamChunk::check_contiguous(&chunks).unwrap_err();
    /// assert_eq!(refused.adjacency, Adjacency::Gap { bytes: 2 });
    /// assert_eq!(refused.chunk, chunks[2]);
    /// ```
    ///
    /// # Errors
    ///
    /// The first chunk that does not begin where the one before it ends.
    pub fn check_contiguous<T: Borrow<Self>>(
        chunks: impl IntoIterator<Item = T>,
    ) -> Result<(), Discontinuity> {
        let mut chunks = chunks.into_iter();
        let Some(mut last) = chunks.next() else { return Ok(()) };
        for next in chunks {
            Discontinuity::check(last.borrow(), next.borrow())?;
            last = next;
        }
        Ok(())
    }

    /// This chunk and `next` as one. Copies both, once, unless they are neighbours
    /// in one buffer, as [`join_neighbor`](StreamChunk::join_neighbor) says, or
    /// one of them is empty.
    ///
    /// ```
    /// use flatstream_chunk::{Adjacency, StreamChunk};
    ///
    /// let left = StreamChunk::new("log", b"one line, in ".to_vec(), 0);
    /// let right = StreamChunk::new("log", b"two reads\n".to_vec(), 13);
    /// assert_eq!(left.join(&right)?.as_str(), Ok("one line, in two reads\n"));
    ///
    /// let wrong = right.join(&left).unwrap_err();
    /// assert_eq!(wrong.adjacency, Adjacency::Overlap { bytes: 23 });
    /// # Ok::<(), flatstream_chunk::Discontinuity>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If `next` does not begin where this chunk ends.
    pub fn join(&self, next: &Self) -> Result<Self, Discontinuity> {
        Discontinuity::check(self, next)?;
        Ok(self.extended(next).unwrap_or_else(|| copied(self, iter::once(next))))
    }

    /// All of `chunks` as one, or `None` where there are none.
    ///
    /// Copies nothing where each is the neighbour of the one before it in one
    /// buffer, as [`join_neighbor`](StreamChunk::join_neighbor) says. Otherwise
    /// every byte is copied once, into memory of the right size.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("log", vec![7; 100], 0);
    /// let pieces = [0..20, 20..50, 50..100].map(|range| chunk.sub_chunk(range));
    /// let joined = StreamChunk::join_all(&pieces)?.expect("not empty");
    /// assert_eq!(joined, chunk);
    /// assert_eq!(joined.data.as_ptr(), chunk.data.as_ptr());
    /// # Ok::<(), flatstream_chunk::Discontinuity>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first chunk that does not begin where the one before it ends. Nothing
    /// was copied then.
    pub fn join_all<T: Borrow<Self>>(
        chunks: impl IntoIterator<Item = T>,
    ) -> Result<Option<Self>, Discontinuity> {
        let mut chunks = chunks.into_iter();
        let Some(first) = chunks.next() else { return Ok(None) };
        let mut last = first.borrow().clone();
        let mut runs = Vec::new();
        for next in chunks {
            let next = next.borrow();
            Discontinuity::check(&last, next)?;
            match last.extended(next) {
                Some(longer) => last = longer,
                None => runs.push(mem::replace(&mut last, next.clone())),
            }
        }
        if runs.is_empty() {
            return Ok(Some(last));
        }
        runs.push(last);
        Ok(Some(copied(&runs[0], runs[1..].iter())))
    }

    /// This chunk and `next` as one, without copying: `None` unless they are
    /// contiguous and lie side by side in the buffer that one of them was cut
    /// from, by this crate's methods. An empty chunk is anyone's neighbour.
    ///
    /// Chunks made of [`Bytes`](crate::Bytes) that were cut elsewhere know no
    /// common buffer. Make one chunk of the whole, and cut that.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("log", vec![0; 100], 0);
    /// let (left, right) = chunk.split_at(60);
    /// let joined = left.join_neighbor(&right).expect("neighbours");
    /// assert_eq!(joined, chunk);
    /// assert_eq!(joined.data.as_ptr(), chunk.data.as_ptr());
    ///
    /// let copy = StreamChunk::new("log", vec![0; 40], 60);
    /// assert!(left.join_neighbor(&copy).is_none());
    /// ```
    #[must_use]
    pub fn join_neighbor(&self, next: &Self) -> Option<Self> {
        (self.adjacency(next) == Adjacency::Contiguous).then(|| self.extended(next))?
    }

    /// Both as one, where they are contiguous and neighbours in memory.
    fn extended(&self, next: &Self) -> Option<Self> {
        if next.is_empty() {
            return Some(self.clone());
        }
        if self.is_empty() {
            return Some(next.clone());
        }
        let (this, that) = (self.data.as_ptr_range(), next.data.as_ptr_range());
        if this.end != that.start {
            return None;
        }
        // All of it lies in memory that this handle keeps alive, so it is one buffer.
        let whole = [&self.whole, &next.whole].into_iter().flatten().find(|whole| {
            let whole = whole.as_ptr_range();
            whole.start <= this.start && that.end <= whole.end
        })?;
        let start = this.start.addr() - whole.as_ptr().addr();
        Some(Self {
            stream_id: self.stream_id.clone(),
            data: whole.slice(start..start + self.len() + next.len()),
            offset: self.offset,
            whole: Some(whole.clone()),
        })
    }
}

/// The bytes of contiguous chunks, one behind the other.
pub(crate) fn copied<'a>(
    first: &StreamChunk,
    others: impl Iterator<Item = &'a StreamChunk> + Clone,
) -> StreamChunk {
    let len = first.len() + others.clone().map(StreamChunk::len).sum::<usize>();
    let mut data = Vec::with_capacity(len);
    data.extend_from_slice(&first.data);
    others.for_each(|chunk| data.extend_from_slice(&chunk.data));
    StreamChunk::new(&first.stream_id, data, first.offset)
}
