use crate::Failure;
use flatstream::ChecksumKind;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

/// What the program was asked to do.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) input: Input,
    pub(crate) output: PathBuf,
    pub(crate) checksum: ChecksumKind,
}

/// Where the messages come from.
#[derive(Debug)]
pub(crate) enum Input {
    Samples { duration: Duration, rate: f64, generate: bool },
    Log(PathBuf),
}

pub(crate) const HELP: &str = "\
Records this machine's telemetry, or a log file, as a stream of FlatBuffers
messages, then reads it back and checks it.

Usage: telemetry [--seconds N] [--rate N] [--generate] [--output FILE] [--checksum NAME]
       telemetry --log FILE [--output FILE] [--checksum NAME]

  --seconds N      how long to sample (5); up to 1000000
  --rate N         samples a second (100); 0.001 to 10000000
  --generate       make the figures up instead of reading /proc
  --log FILE       write a message per line of FILE instead, as fast as possible
  --output FILE    the stream to write, replaced if it is there
                   (flatstream-telemetry.bin in the system's temporary directory)
  --checksum NAME  none, crc16, crc32 or xxh3 (crc32)
  --help           this text

Exits with 0 if what came back is what was written, with 1 if anything failed,
and with 2 if the flags make no sense.
";

impl Args {
    /// The program's arguments, or `None` where only the help is wanted.
    pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, Failure> {
        let mut args = args.into_iter();
        let (mut seconds, mut rate, mut generate) = (None, None, false);
        let (mut log, mut output, mut checksum) = (None, None, None);
        while let Some(arg) = args.next() {
            let Flag { name, value } = Flag::split(&arg)?;
            let mut value = || match value.clone().or_else(|| args.next()) {
                Some(value) if !value.is_empty() => Ok(value),
                _ => Err(usage(format!("{name} needs a value"))),
            };
            match &*name {
                "--help" | "-h" => return Ok(None),
                "--generate" => generate = true,
                "--seconds" => seconds = Some(number(&name, &value()?, 0.001, 1e6)?),
                "--rate" => rate = Some(number(&name, &value()?, 0.001, 1e7)?),
                "--log" => log = Some(PathBuf::from(value()?)),
                "--output" => output = Some(PathBuf::from(value()?)),
                "--checksum" => checksum = Some(text(&name, &value()?)?),
                _ => return Err(usage(format!("there is no flag {name}"))),
            }
        }
        let input = match log {
            Some(_) if generate || seconds.is_some() || rate.is_some() => {
                return Err(usage("--seconds, --rate and --generate do not go with --log"));
            }
            Some(path) => Input::Log(path),
            None => Input::Samples {
                duration: Duration::from_secs_f64(seconds.unwrap_or(5.0)),
                rate: rate.unwrap_or(100.0),
                generate,
            },
        };
        let output = output.unwrap_or_else(|| env::temp_dir().join("flatstream-telemetry.bin"));
        if let Input::Log(log) = &input
            && is_same_file(log, &output)
        {
            return Err(usage("--output is the log file itself"));
        }
        let name = checksum.as_deref().unwrap_or("crc32");
        let checksum = name.parse().map_err(|_| {
            let known: Vec<_> = ChecksumKind::ALL.iter().map(|kind| kind.name()).collect();
            usage(format!("--checksum is one of {}, not {name:?}", known.join(", ")))
        })?;
        Ok(Some(Self { input, output, checksum }))
    }
}

/// Whether both paths lead to one existing file, a hard link included: reading
/// what one writes would never end.
fn is_same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        match (a.metadata(), b.metadata()) {
            (Ok(a), Ok(b)) => a.is_file() && (a.dev(), a.ino()) == (b.dev(), b.ino()),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// `--name` or `--name=value`.
struct Flag {
    name: String,
    value: Option<OsString>,
}

impl Flag {
    fn split(arg: &OsString) -> Result<Self, Failure> {
        let bytes = arg.as_encoded_bytes();
        let end = bytes.iter().position(|&byte| byte == b'=').unwrap_or(bytes.len());
        let name = String::from_utf8_lossy(&bytes[..end]).into_owned();
        if !name.starts_with('-') {
            return Err(usage(format!("{arg:?} belongs to no flag")));
        }
        if end == bytes.len() {
            return Ok(Self { name, value: None });
        }
        // A value glued to its flag has to be text: there is no safe way to cut
        // an `OsString`.
        let Some(arg) = arg.to_str() else {
            return Err(usage(format!("write the value of {name} as an argument of its own")));
        };
        Ok(Self { name, value: Some(arg[end + 1..].into()) })
    }
}

fn number(name: &str, value: &OsString, least: f64, most: f64) -> Result<f64, Failure> {
    match text(name, value)?.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(usage(format!("{name} takes a number from {least} to {most}, not {value:?}"))),
    }
}

fn text(name: &str, value: &OsString) -> Result<String, Failure> {
    let text = value.to_str().map(str::to_owned);
    text.ok_or_else(|| usage(format!("the value of {name} is not text: {value:?}")))
}

fn usage(text: impl Into<String>) -> Failure {
    Failure::Usage(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    #[cfg(unix)]
    fn a_hard_link_to_the_log_is_no_output() {
        let dir = env::temp_dir().join(format!("flatstream-args-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let (log, link, other) = (dir.join("log"), dir.join("link"), dir.join("other"));
        fs::write(&log, "a line\n").unwrap();
        fs::write(&other, "another\n").unwrap();
        fs::hard_link(&log, &link).unwrap();
        let parse = |output: &Path| {
            let args = ["--log".into(), log.clone().into(), "--output".into(), output.into()];
            Args::parse(args.into_iter()).map(drop)
        };
        assert!(matches!(parse(&link), Err(Failure::Usage(_))));
        assert!(matches!(parse(&other), Ok(())));
        fs::remove_dir_all(&dir).unwrap();
    }
}
