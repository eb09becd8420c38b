//! Suite `async`: streams in async programs against tokio-util's own codec for
//! frames with a length in front, which v1 frames without digest are.

mod read;
mod transport;
mod write;

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [read::cases(), write::cases()].into_iter().flatten().collect()
}
