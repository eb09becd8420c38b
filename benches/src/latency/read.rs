//! Messages read as they arrive.

use super::{
    pace::{Pace, Schedule},
    turns::{Punctual, Variant, measure, pace},
};
use crate::{
    case::Case,
    integrity::Bare,
    measure::Outcome,
    readers::{ByHand, NextPayload},
    workloads::{self, TelemetryMessages, Workload},
};
use flatstream::{DefaultDeframer, StreamReader};
use hdrhistogram::Histogram;
use std::{
    io::{BufReader, Write},
    os::unix::net::UnixStream,
    rc::Rc,
    sync::mpsc::{self, SyncSender},
    thread,
};

pub(super) fn cases() -> Vec<Case> {
    vec![case::<TelemetryMessages>(10_000), case::<TelemetryMessages>(100_000)]
}

fn case<M: Workload>(per_second: u64) -> Case {
    let workload = format!("read-{}-{}", M::NAME, pace(per_second).name());
    Case::own("latency", workload, "socket", move |case, _, effort| {
        let payloads = workloads::payloads::<M>(MESSAGES)?;
        let bytes_per_message =
            workloads::wire::<Bare>(&payloads).len() as f64 / payloads.len() as f64;
        let (near, far) = UnixStream::pair()?;
        let sender = Rc::new(Sender::new(far, payloads));
        let by_hand = ByHand::new(BufReader::new(near.try_clone()?));
        let reader = StreamReader::new(near, DefaultDeframer);
        let variants = vec![
            Variant::new("hand loop", Reading { sender: sender.clone(), payloads: by_hand }),
            Variant::new("StreamReader", Reading { sender, payloads: reader }),
        ];
        measure(case, pace(per_second), bytes_per_message, variants, effort)
    })
    .threads(2)
}

/// Messages before they come again.
const MESSAGES: u64 = 1000;

/// The other end of the socket, which all variants of a case share: a thread that
/// sends a turn's messages, each when it is due.
struct Sender {
    turns: SyncSender<(Schedule, u64)>,
    payloads: Vec<Vec<u8>>,
}

impl Sender {
    fn new(mut stream: UnixStream, payloads: Vec<Vec<u8>>) -> Self {
        let (turns, given) = mpsc::sync_channel::<(Schedule, u64)>(1);
        let frames: Vec<Vec<u8>> = payloads
            .iter()
            .map(|payload| workloads::wire::<Bare>(std::slice::from_ref(payload)))
            .collect();
        thread::spawn(move || {
            for (schedule, messages) in given {
                for (number, frame) in (0..messages).zip(frames.iter().cycle()) {
                    schedule.wait_for(number);
                    // The stream then ends early, which the reader reports.
                    if stream.write_all(frame).is_err() {
                        return;
                    }
                }
            }
        });
        Self { turns, payloads }
    }

    /// Has it send a turn's messages. What waking it takes is made up for by the end
    /// of the warm-up.
    fn begin(&self, pace: Pace) -> Outcome<Schedule> {
        let schedule = pace.begin();
        self.turns.send((schedule, pace.messages))?;
        Ok(schedule)
    }
}

struct Reading<P> {
    sender: Rc<Sender>,
    payloads: P,
}

impl<P: NextPayload> Punctual for Reading<P> {
    /// Every message is compared with the one that was sent, after its time was
    /// taken.
    #[inline(never)]
    fn turn(&mut self, pace: Pace, lateness: &mut Histogram<u64>) -> Outcome<()> {
        let schedule = self.sender.begin(pace)?;
        for (number, sent) in (0..pace.messages).zip(self.sender.payloads.iter().cycle()) {
            let payload = self.payloads.next_payload()?;
            let late = schedule.lateness(number);
            if payload != sent {
                return Err(format!("message {number} is not what was sent").into());
            }
            if number >= pace.warm_up {
                lateness.saturating_record(late);
            }
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        // At a rate that has all of them in one turn.
        self.turn(pace(MESSAGES * 50), &mut super::pace::histogram())
    }
}
