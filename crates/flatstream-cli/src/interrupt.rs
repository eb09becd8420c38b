//! Ending early, but in good order.

use crate::failure::Failure;

/// Calls `first` once somebody asks the program to end, by Ctrl-C or by SIGTERM.
/// Whoever asks twice does not want to wait: the program ends at once.
#[cfg(unix)]
pub(crate) fn on_interrupt(first: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    use signal_hook::{
        consts::{SIGINT, SIGTERM},
        iterator::Signals,
    };
    let failed = |error| Failure::io("signals", &error);
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(failed)?;
    let wait = move || {
        let mut arrived = signals.forever();
        if arrived.next().is_some() {
            first();
        }
        if let Some(signal) = arrived.next() {
            // As shells report who died of it.
            std::process::exit(128 + signal);
        }
    };
    std::thread::Builder::new().name("signals".into()).spawn(wait).map_err(failed)?;
    Ok(())
}

/// There are no signals here.
#[cfg(not(unix))]
pub(crate) fn on_interrupt(_: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    Ok(())
}
