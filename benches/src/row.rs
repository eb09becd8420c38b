//! Figures, one row a variant.

use serde::{Deserialize, Serialize};

/// One variant's figures. Its fields are those of the JSON; what the first
/// records did not have is not asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) suite: String,
    pub(crate) workload: String,
    pub(crate) sink: String,
    pub(crate) variant: String,
    /// Whether the ratios of its case are to this row.
    #[serde(default)]
    pub(crate) baseline: bool,
    /// Whether it is not the library, but what one might use instead.
    #[serde(default)]
    pub(crate) rival: bool,
    pub(crate) ns_per_message: f64,
    /// The quartiles around the median above.
    pub(crate) ns_low: f64,
    pub(crate) ns_high: f64,
    /// Baseline time / this time, the median of pairs of the same round.
    pub(crate) ratio: f64,
    pub(crate) ratio_low: f64,
    pub(crate) ratio_high: f64,
    #[serde(default)]
    pub(crate) gigabytes_per_second: f64,
    pub(crate) allocations_per_message: f64,
    /// What the first pass had the heap grow by at most: buffers and whatever
    /// sink is in memory, without what was there before it.
    #[serde(default)]
    pub(crate) peak_bytes: u64,
    pub(crate) bytes_per_message: f64,
    /// How many times smaller compression made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shrinks: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) instructions_per_message: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) latency: Option<Latency>,
    /// Messages of a pass.
    pub(crate) messages: u64,
    #[serde(default)]
    pub(crate) rounds: u64,
    #[serde(default)]
    pub(crate) threads: u32,
}

/// What single messages took, in nanoseconds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Latency {
    pub(crate) messages_per_second: f64,
    pub(crate) p50: u64,
    pub(crate) p99: u64,
    pub(crate) p99_9: u64,
    pub(crate) max: u64,
}

impl Row {
    /// The name of its case.
    pub(crate) fn case(&self) -> String {
        format!("{}/{}/{}", self.suite, self.workload, self.sink)
    }

    /// Whether it is the library, rather than what it is compared with.
    pub(crate) fn is_ours(&self) -> bool {
        !self.baseline && !self.rival && !self.variant.starts_with("hand")
    }

    pub(crate) fn is_behind(&self) -> bool {
        self.is_ours() && self.ratio < 1.0
    }
}

/// Median and quartiles of samples.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quartiles {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

impl Quartiles {
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let last = values.len() - 1;
        Self { low: values[last / 4], median: values[last / 2], high: values[last * 3 / 4] }
    }
}
