//! A thread that does its part of a pass when it is told to.

use crate::{case::Pass, measure::Outcome};
use std::{
    sync::mpsc::{self, Receiver, SyncSender},
    thread::{self, JoinHandle},
};

/// A thread with a subject for each variant of a case: where the scheduler puts it
/// is the same luck for all of them.
pub(super) struct Worker {
    tasks: Option<SyncSender<Task>>,
    results: Receiver<Result<(), String>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Clone, Copy)]
pub(super) enum Task {
    Pass(usize),
    Verify(usize),
}

pub(super) type Subjects = Vec<Box<dyn Pass>>;

impl Worker {
    /// A thread whose subjects `make` makes there.
    pub(super) fn spawn(
        make: impl FnOnce() -> Outcome<Subjects> + Send + 'static,
    ) -> Outcome<Self> {
        // Bounded ones have no need of the heap once they are there.
        let (tasks, given) = mpsc::sync_channel(1);
        let (results, done) = mpsc::sync_channel(1);
        let thread = thread::spawn(move || {
            let result = make().and_then(|mut subjects| {
                results.send(Ok(()))?;
                work(&mut subjects, &given, &results)
            });
            if let Err(error) = result {
                // If nobody hears it, nobody waits for it.
                let _ = results.send(Err(error.to_string()));
            }
        });
        let worker = Self { tasks: Some(tasks), results: done, thread: Some(thread) };
        worker.wait()?;
        Ok(worker)
    }

    pub(super) fn begin(&self, task: Task) -> Outcome<()> {
        let tasks = self.tasks.as_ref().ok_or("a worker that was told to end")?;
        Ok(tasks.send(task)?)
    }

    /// Waits for the end of what it was told to do.
    pub(super) fn wait(&self) -> Outcome<()> {
        Ok(self.results.recv()??)
    }
}

fn work(
    subjects: &mut Subjects,
    given: &Receiver<Task>,
    results: &SyncSender<Result<(), String>>,
) -> Outcome<()> {
    for task in given {
        let result = match task {
            Task::Pass(index) => subjects[index].pass(),
            Task::Verify(index) => subjects[index].verify(),
        };
        results.send(result.map_err(|error| error.to_string()))?;
    }
    Ok(())
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Which ends it.
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            // What it panicked with is on stderr.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Odd(u32);

    impl Pass for Odd {
        fn pass(&mut self) -> Outcome<()> {
            self.0 += 1;
            if self.0 % 2 == 1 { Ok(()) } else { Err(format!("{} is even", self.0).into()) }
        }
        fn verify(&mut self) -> Outcome<()> {
            Err("never right".into())
        }
    }

    #[test]
    fn results_come_back_and_errors_too() {
        let worker = Worker::spawn(|| Ok(vec![Box::new(Odd(0)), Box::new(Odd(1))])).unwrap();
        let run = |task| {
            worker.begin(task).unwrap();
            worker.wait().map_err(|error| error.to_string())
        };
        assert_eq!(run(Task::Pass(0)), Ok(()));
        assert_eq!(run(Task::Pass(0)), Err("2 is even".to_owned()));
        assert_eq!(run(Task::Pass(1)), Err("2 is even".to_owned()));
        assert_eq!(run(Task::Verify(1)), Err("never right".to_owned()));
    }

    #[test]
    fn subjects_that_cannot_be_made_are_an_error() {
        let error = Worker::spawn(|| Err("no file".into())).err().unwrap();
        assert_eq!(error.to_string(), "no file");
    }
}
