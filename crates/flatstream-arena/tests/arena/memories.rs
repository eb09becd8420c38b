//! All memories, one after the other.

use flatstream_arena::{
    AllocationStrategy, ArenaStrategy, Bump, DefaultStrategy, FixedWindow, FrameArena,
    GrowingWindow, Pooled,
};
use flatstream_core::{BuilderMemory, MessageBuilder};
use flatstream_pool::BufferPool;

/// What is done with a message builder in each.
pub(crate) trait Run {
    /// `limit` is that of the memory, where it has one.
    fn run<'a, A: BuilderMemory + 'a>(
        &mut self,
        what: &str,
        limit: Option<usize>,
        messages: MessageBuilder<'a, A>,
    );
}

/// Runs it in every memory, obtained in every way; those that have a limit get
/// `limit`, which is whole pieces of 8 KiB.
pub(crate) fn in_every(limit: usize, run: &mut impl Run) {
    run.run("default", None, MessageBuilder::new_in(DefaultStrategy.memory()));
    run.run("default by capacity", None, MessageBuilder::with_capacity(100));
    // Twice: the second borrower gets the first one's vector.
    let pool = BufferPool::default();
    run.run("new pooled", None, MessageBuilder::new_in(Pooled(&pool).memory()));
    run.run("used pooled", None, Pooled(&pool).message_builder());

    let bump = Bump::new();
    let fixed = ArenaStrategy::new(&bump).window_bytes(limit);
    run.run("window of a bump", Some(limit), fixed.message_builder());
    let mut arena = FrameArena::new();
    for what in ["window of new memory", "window of used memory"] {
        let fixed = ArenaStrategy::new(&mut arena).window_bytes(limit);
        run.run(what, Some(limit), fixed.message_builder());
    }
    let mut memory = vec![0; limit];
    run.run("window", Some(limit), MessageBuilder::new_in(FixedWindow::new(&mut memory)));

    memory.fill(0);
    let growing = GrowingWindow::new(&mut memory, limit);
    run.run("growing, large enough", Some(limit), MessageBuilder::new_in(growing));
    // What was never shown may hold anything: this, as the last one left it, must do.
    let growing = GrowingWindow::new(&mut memory, limit);
    run.run("growing, dirty", Some(limit), MessageBuilder::new_in(growing));
    let growing = ArenaStrategy::new(&mut arena).window_bytes(16 << 10).grow_to(limit);
    run.run("growing onto the heap", Some(limit), growing.message_builder());
    let growing = GrowingWindow::new(&mut [], limit);
    run.run("growing from nothing", Some(limit), MessageBuilder::new_in(growing));
}
