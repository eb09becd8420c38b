//! Ending early, but in good order.

use crate::failure::Failure;
use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::{Mutex, MutexGuard, Once, PoisonError},
};

/// Calls `first` once somebody asks the program to end, by Ctrl-C or by SIGTERM.
/// Whoever asks twice does not want to wait: the program ends at once.
pub(crate) fn on_interrupt(first: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    listen("signals", |arrived| {
        if arrived.next().is_some() {
            first();
        }
        if let Some(signal) = arrived.next() {
            end(signal);
        }
    })
}

/// Removes `path`, an unfinished file, if somebody asks the program to end.
pub(crate) fn remove_on_interrupt(path: &Path) -> Result<(), Failure> {
    static STARTED: Once = Once::new();
    unfinished().push(path.to_owned());
    let mut outcome = Ok(());
    STARTED.call_once(|| {
        outcome = listen("unfinished", |arrived| {
            let Some(signal) = arrived.next() else { return };
            // Held to the end: nothing is begun meanwhile.
            let unfinished = unfinished();
            for path in unfinished.iter() {
                // It says itself what it is, if it stays.
                let _ = fs::remove_file(path);
            }
            end(signal);
        });
    });
    outcome
}

/// Takes back that `path` is to be removed.
pub(crate) fn keep(path: &Path) {
    unfinished().retain(|unfinished| unfinished != path);
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends as shells report who died of `signal`.
fn end(signal: i32) -> ! {
    process::exit(128 + signal)
}

/// Shows `react` the signals that arrive, on a thread of its own.
#[cfg(unix)]
fn listen(
    thread: &str,
    react: impl FnOnce(&mut dyn Iterator<Item = i32>) + Send + 'static,
) -> Result<(), Failure> {
    use signal_hook::{
        consts::{SIGINT, SIGTERM},
        iterator::Signals,
    };
    let failed = |error| Failure::io("signals", &error);
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(failed)?;
    let thread = std::thread::Builder::new().name(thread.into());
    thread.spawn(move || react(&mut signals.forever())).map_err(failed)?;
    Ok(())
}

/// There are no signals here.
#[cfg(not(unix))]
fn listen(
    _: &str,
    _: impl FnOnce(&mut dyn Iterator<Item = i32>) + Send + 'static,
) -> Result<(), Failure> {
    Ok(())
}
