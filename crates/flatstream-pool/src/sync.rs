//! What threads share, so that the models run on loom's version of it.

#[cfg(not(all(test, loom)))]
pub(crate) use crossbeam_queue::ArrayQueue;
#[cfg(not(all(test, loom)))]
pub(crate) use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, AtomicUsize},
};

#[cfg(all(test, loom))]
pub(crate) use loom::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, AtomicUsize},
};
#[cfg(all(test, loom))]
pub(crate) use queue::ArrayQueue;

/// The queue of crossbeam has models of its own. Here it is a lock.
///
/// A lock orders more than that queue promises: what comes before a `pop` that
/// finds nothing, a `len`, or a `push` that finds no place, too, and a `pop`
/// before the `push` that follows it. So the models find wrong turns, and wrong
/// orders among the numbers, but not code that needs the queue to order what
/// only a lock does.
#[cfg(all(test, loom))]
mod queue {
    use loom::sync::Mutex;
    use std::collections::VecDeque;

    pub(crate) struct ArrayQueue<T> {
        items: Mutex<VecDeque<T>>,
        capacity: usize,
    }

    impl<T> ArrayQueue<T> {
        pub(crate) fn new(capacity: usize) -> Self {
            Self { items: Mutex::new(VecDeque::new()), capacity }
        }

        pub(crate) fn push(&self, item: T) -> Result<(), T> {
            let mut items = self.items.lock().unwrap();
            if items.len() == self.capacity {
                return Err(item);
            }
            items.push_back(item);
            Ok(())
        }

        pub(crate) fn force_push(&self, item: T) -> Option<T> {
            let mut items = self.items.lock().unwrap();
            let displaced = if items.len() == self.capacity { items.pop_front() } else { None };
            items.push_back(item);
            displaced
        }

        pub(crate) fn pop(&self) -> Option<T> {
            self.items.lock().unwrap().pop_front()
        }

        pub(crate) fn len(&self) -> usize {
            self.items.lock().unwrap().len()
        }
    }
}
