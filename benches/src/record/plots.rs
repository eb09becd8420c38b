//! Which plots a record has, by its rows.

use super::{
    Recorded, grouped,
    panels::{Bar, Bars, Chart, Lines, Panel, Scale, Series, figure},
};
use crate::{measure::Outcome, row::Row};

pub(super) struct Plot {
    pub(super) suite: String,
    pub(super) file: String,
    pub(super) title: String,
    pub(super) svg: String,
}

/// The plots of every suite, in the order of the rows.
pub(super) fn of(rows: &[Recorded]) -> Outcome<Vec<Plot>> {
    let mut plots = Vec::new();
    for (suite, rows) in grouped(rows.iter().map(|row| &row.row), |row| row.suite.clone()) {
        let mut add = |name: &str, made: Option<(String, Outcome<String>)>| -> Outcome<()> {
            let Some((title, svg)) = made else { return Ok(()) };
            let file = format!("{}.svg", if name.is_empty() { &suite } else { name });
            plots.push(Plot { suite: suite.clone(), file, title, svg: svg? });
            Ok(())
        };
        let (timed, slow): (Vec<&Row>, _) = rows.into_iter().partition(|row| row.latency.is_none());
        match suite.as_str() {
            "rivals" => {
                let verb = |row: &&Row| row.workload.split('-').next().unwrap_or("").to_owned();
                for (verb, rows) in grouped(timed.into_iter(), verb) {
                    add(&format!("{suite}-{verb}"), times(&format!("{suite}, {verb}"), &rows))?;
                }
            }
            "scaling" => {
                let title = "cost of a message, by how many there are";
                add("scaling-counts", scaling(title, &timed, count, false))?;
                let title = "cost of a message, by its size";
                add("scaling-sizes", scaling(title, &timed, size, true))?;
            }
            _ => add("", ratios(&suite, &timed))?,
        }
        let name = if suite == "latency" { suite.clone() } else { format!("{suite}-latency") };
        add(&name, latencies(&slow))?;
    }
    Ok(plots)
}

type Made = Option<(String, Outcome<String>)>;

fn made<P: Panel>(chart: &Chart<P>) -> Made {
    (!chart.panels.is_empty()).then(|| (chart.title.clone(), chart.svg()))
}

/// What every variant of each case takes.
fn times(suite: &str, rows: &[&Row]) -> Made {
    let cases = grouped(rows.iter().copied(), |row| format!("{} / {}", row.workload, row.sink));
    let panel = |(title, rows): (String, Vec<&Row>)| {
        let bar = |row: &&Row| {
            let text = format!("{} ({:.2})", figure(row.ns_per_message), row.ratio);
            let quartiles = [row.ns_low, row.ns_per_message, row.ns_high];
            Bar::of(row, &row.variant, text, quartiles)
        };
        let bars = rows.iter().map(bar).collect();
        Bars { title, bars, scale: Scale::FromZero, label_width: 0 }
    };
    let note = "ns per message, shorter is faster; in brackets the ratio of the baseline's time to \
                it. Blue: this library, orange: rivals, grey: by hand. Thin lines: quartiles.";
    let panels = cases.into_iter().map(panel).collect();
    made(&Chart::bars(format!("{suite}: time per message"), note.into(), panels))
}

/// How much faster the library is than the baseline of each case.
fn ratios(suite: &str, rows: &[&Row]) -> Made {
    let rows: Vec<&Row> = rows.iter().copied().filter(|row| row.is_ours()).collect();
    let least = rows.iter().map(|row| row.ratio).fold(0.5, f64::min).max(LEAST);
    let most = rows.iter().map(|row| row.ratio).fold(2.0, f64::max).min(MOST);
    let panel = |(title, rows): (String, Vec<&Row>)| {
        let bar = |row: &&Row| {
            let label = format!("{}: {}", row.sink, row.variant);
            let quartiles = [row.ratio_low, row.ratio, row.ratio_high];
            let cut = row.ratio < LEAST || row.ratio > MOST;
            let ratio =
                if row.ratio < 100.0 { format!("{:.2}", row.ratio) } else { figure(row.ratio) };
            let text = ratio + if cut { ", bar cut" } else { "" };
            Bar::of(row, &label, text, quartiles)
        };
        let bars = rows.iter().map(bar).collect();
        Bars { title, bars, scale: Scale::AroundOne { least, most }, label_width: 0 }
    };
    let panels = grouped(rows.into_iter(), |row| row.workload.clone()).into_iter().map(panel);
    let note = "Time of each case's baseline / time of the library: to the right of the line it is \
                ahead. Thin lines: quartiles. Logarithmic.";
    made(&Chart::bars(format!("{suite}: ratio to the baseline"), note.into(), panels.collect()))
}

/// Longer bars would leave nothing to be seen of the others.
const LEAST: f64 = 1.0 / 16.0;
const MOST: f64 = 64.0;

/// Time per message over what the workload's name ends with.
fn scaling(
    title: &str,
    rows: &[&Row],
    value: impl Fn(&str) -> Option<f64>,
    logarithmic: bool,
) -> Made {
    // Rows, with the part of the name before the number, the part and the
    // number.
    let rows = rows.iter().filter_map(|row| {
        let (stem, label) = row.workload.rsplit_once('-')?;
        Some((format!("{stem} / {}", row.sink), label, value(label)?, *row))
    });
    let panel = |(title, rows): (String, Vec<(String, &str, f64, &Row)>)| {
        let mut places: Vec<(f64, &str)> = rows.iter().map(|row| (row.2, row.1)).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places.dedup();
        let point = |(_, _, value, row): &(String, &str, f64, &Row)| {
            (places.iter().position(|place| place.0 == *value).unwrap_or(0), row.ns_per_message)
        };
        let series = grouped(rows.iter(), |row| row.3.variant.clone()).into_iter();
        let series = series.map(|(name, rows)| {
            let mut points: Vec<_> = rows.into_iter().map(point).collect();
            points.sort_by_key(|point| point.0);
            Series { name, points }
        });
        Lines {
            title,
            series: series.collect(),
            logarithmic,
            places: places.iter().map(|place| place.1.to_owned()).collect(),
        }
    };
    let panels = grouped(rows, |row| row.0.clone()).into_iter().map(panel).collect();
    let note = if logarithmic { "ns per message, logarithmic." } else { "ns per message." };
    made(&Chart { title: title.to_owned(), note: note.to_owned(), panels })
}

/// `1e4`: so many messages.
fn count(label: &str) -> Option<f64> {
    label.contains('e').then(|| label.parse().ok())?
}

/// `64`, `64B`, `2K`, `4M`: so many bytes each.
fn size(label: &str) -> Option<f64> {
    let label = label.trim_end_matches('B').trim_end_matches('i');
    let digits = label.trim_end_matches(['K', 'M', 'G']);
    let unit = match &label[digits.len()..] {
        "" => 1.0,
        "K" => 1024.0,
        "M" => 1024.0 * 1024.0,
        "G" => 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    digits.parse::<u64>().ok().map(|number| number as f64 * unit)
}

/// What single messages take.
fn latencies(rows: &[&Row]) -> Made {
    let panel = |(title, rows): (String, Vec<&Row>)| {
        let series = rows.iter().filter_map(|row| {
            let latency = row.latency?;
            let values = [latency.p50, latency.p99, latency.p99_9, latency.max];
            // What the clock cannot tell from nothing is one.
            let points = values.iter().map(|&ns| ns.max(1) as f64).enumerate().collect();
            let name = format!("{}, {}/s", row.variant, figure(latency.messages_per_second));
            Some(Series { name, points })
        });
        let places = ["p50", "p99", "p99.9", "max"].map(str::to_owned).to_vec();
        Lines { title, places, series: series.collect(), logarithmic: true }
    };
    let cases = grouped(rows.iter().copied(), |row| format!("{} / {}", row.workload, row.sink));
    let panels = cases.into_iter().map(panel).collect();
    let title = "latency of single messages under a steady rate".to_owned();
    made(&Chart { title, note: "ns, logarithmic.".to_owned(), panels })
}
