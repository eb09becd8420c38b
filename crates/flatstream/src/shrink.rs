use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream_core::{Header, MemoryPolicy, MessageBuilder, OutBuf};

/// A policy, and how to go on in the smaller memory that it asks for.
///
/// It looks after the builder and the window alike, and hears of the larger one. Else
/// one that is no longer used would be kept for good.
pub(crate) struct Shrink<B: Allocator> {
    policy: Box<dyn MemoryPolicy + Send>,
    rebuild: fn(&mut MessageBuilder<'_, B>, usize),
    /// Bytes that the builder held when it was last seen.
    built_in: usize,
}

impl<B: Allocator> Shrink<B> {
    pub(crate) fn new(
        policy: impl MemoryPolicy + Send + 'static,
        rebuild: fn(&mut MessageBuilder<'_, B>, usize),
        built_in: usize,
    ) -> Self {
        Self { policy: Box::new(policy), rebuild, built_in }
    }

    /// Tells the policy about the message in `builder`. Answers how the builder is to
    /// go on, if that is to be in other memory.
    pub(crate) fn consult(
        &mut self,
        builder: &mut FlatBufferBuilder<'_, B>,
        window: &mut OutBuf,
    ) -> Option<impl FnOnce(&mut MessageBuilder<'_, B>) + use<B>> {
        let (memory, start) = builder.mut_finished_buffer();
        self.built_in = memory.len();
        let wanted = self.after_message(memory.len() - start, window)?;
        let rebuild = self.rebuild;
        Some(move |messages: &mut MessageBuilder<'_, B>| rebuild(messages, wanted))
    }

    /// Tells the policy about the message of `len` bytes in `window`.
    pub(crate) fn consult_emitted(
        &mut self,
        len: usize,
        window: &mut OutBuf,
        messages: &mut MessageBuilder<'_, B>,
    ) {
        if let Some(wanted) = self.after_message(len, window) {
            (self.rebuild)(messages, wanted);
        }
    }

    /// Has `window` give back what the policy does not want kept. Answers the size that
    /// the builder is to have, if it is larger.
    fn after_message(&mut self, len: usize, window: &mut OutBuf) -> Option<usize> {
        let room = window.capacity().saturating_sub(Header::MAX);
        let wanted = self.policy.after_message(len, self.built_in.max(room))?;
        if room > wanted {
            window.shrink_to(wanted + Header::MAX);
        }
        if self.built_in <= wanted {
            return None;
        }
        self.built_in = wanted;
        Some(wanted)
    }
}
