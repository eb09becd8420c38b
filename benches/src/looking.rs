//! Readers that look at fields of every message, and answer with what they saw.

use crate::{
    case::{Pass, Variant},
    measure::Outcome,
    messages::{Answers, Messages},
    read::Payloads,
    targets::Given,
    workloads::Workload,
};
use std::rc::Rc;

/// Looks at three fields or at all of every message that `payloads` finds.
pub(crate) struct Looking<M: Messages, P, const ALL: bool> {
    answers: Answered<M, ALL>,
    payloads: P,
}

impl<M: Messages, P: Payloads + 'static, const ALL: bool> Looking<M, P, ALL> {
    pub(crate) fn variant(
        name: &'static str,
        given: &Rc<Given<M::Record>>,
        payloads: P,
    ) -> Variant {
        Variant::new(name, Self { answers: Answered::new(given), payloads })
    }

    #[inline(always)]
    fn each<const EVERY: bool, const WHOLE: bool>(
        &mut self,
        mut answer: impl FnMut(u64),
    ) -> Outcome<()> {
        let mut result = Ok(());
        self.payloads.each(|payload| {
            let seen = if EVERY { M::flat_every::<WHOLE>(payload) } else { M::flat_three(payload) };
            match seen {
                Ok(number) => answer(number),
                Err(error) => result = Err(error),
            }
        })?;
        result
    }
}

impl<M: Messages, P: Payloads + 'static, const ALL: bool> Pass for Looking<M, P, ALL> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut sum = 0_u64;
        self.each::<ALL, false>(|answer| sum = sum.wrapping_add(answer))?;
        self.answers.add_up_to(sum)
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut answers = Vec::new();
        self.each::<true, true>(|answer| answers.push(answer))?;
        self.answers.are(&answers)
    }
}

/// What readers of three fields, or of `ALL`, must answer.
pub(crate) struct Answered<M: Workload, const ALL: bool> {
    given: Rc<Given<M::Record>>,
    sum: u64,
}

impl<M: Answers, const ALL: bool> Answered<M, ALL> {
    pub(crate) fn new(given: &Rc<Given<M::Record>>) -> Self {
        let answer = |record| if ALL { M::every::<false>(record) } else { M::three(record) };
        let sum = given.records.iter().map(answer).fold(0, u64::wrapping_add);
        Self { given: given.clone(), sum }
    }

    /// Compares what a timed pass has seen.
    #[inline(always)]
    pub(crate) fn add_up_to(&self, sum: u64) -> Outcome<()> {
        let expected = self.sum;
        if sum == expected { Ok(()) } else { Err(format!("{sum} instead of {expected}").into()) }
    }

    /// Compares all fields of all messages, taken as a whole.
    pub(crate) fn are(&self, answers: &[u64]) -> Outcome<()> {
        let expected: Vec<u64> = self.given.records.iter().map(M::every::<true>).collect();
        match answers.iter().zip(&expected).position(|(answer, expected)| answer != expected) {
            Some(ordinal) => Err(format!("message {ordinal} is not what was written").into()),
            None if answers.len() != expected.len() => {
                Err(format!("{} messages of {}", answers.len(), expected.len()).into())
            }
            None => Ok(()),
        }
    }
}
