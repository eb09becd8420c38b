//! Messages of a schema that `build.rs` compiles: written as drafts, read as views.

use flatstream::{
    DefaultDeframer, DefaultFramer, Error, ErrorKind, Result, StreamReader, StreamWriter,
};
use market::{BookDraft, EventDraft, EventView, Level, Side, TradeDraft, UpdateDraft, UpdateView};

include!(concat!(env!("OUT_DIR"), "/market_compiled.rs"));

fn main() -> Result<()> {
    let wire = write()?;
    let summary = read(&wire)?;
    check(summary.updates == 100 && summary.silent == 1, "every update comes back")?;
    check(summary.sold == 20 * 5, "trades have their values")?;
    check(summary.best_bid == Some(99.5), "books have their levels")?;

    // A message that is damaged is refused, and the next one is read.
    let mut damaged = wire;
    damaged[4..8].fill(0xff);
    let refused = read(&damaged).err().map(|error| error.kind());
    check(refused == Some(ErrorKind::InvalidPayload), "damage is noticed")?;
    println!("{} updates in {} bytes", summary.updates, damaged.len());
    Ok(())
}

/// A stream of updates: trades, books, and one without an event.
fn write() -> Result<Vec<u8>> {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    for sequence in 0..100 {
        let trade = TradeDraft { side: Side::Seller, price: 100.0, size: 5 };
        let bids = [Level { price: 99.5, size: sequence }, Level { price: 99.0, size: 7 }];
        let book = BookDraft { bids: Some(&bids), ..BookDraft::EMPTY };
        let event = match sequence {
            99 => EventDraft::None,
            _ if sequence % 5 == 0 => EventDraft::Trade(&trade),
            _ => EventDraft::Book(&book),
        };
        writer.emit(&UpdateDraft { sequence, symbol: "FLAT", event })?;
    }
    Ok(writer.into_inner())
}

#[derive(Default)]
struct Summary {
    updates: u64,
    /// Updates without an event.
    silent: u64,
    sold: u64,
    best_bid: Option<f64>,
}

fn read(wire: &[u8]) -> Result<Summary> {
    let mut summary = Summary::default();
    let mut reader = StreamReader::new(wire, DefaultDeframer);
    reader.process_verified::<UpdateView<'_>>(|update| {
        if update.symbol() != "FLAT" || update.sequence() != summary.updates {
            return Err(Error::other(format!("not the update that was written: {update:?}")));
        }
        summary.updates += 1;
        match update.event() {
            EventView::Trade(trade) if trade.side() == Side::Seller => summary.sold += trade.size(),
            EventView::Book(book) => {
                let bids = book.bids().unwrap_or_default();
                check(bids.len() == 2 && book.asks().is_none(), "there are bids alone")?;
                summary.best_bid = bids.get(0).map(|level| level.price);
            }
            EventView::None => summary.silent += 1,
            event => return Err(Error::other(format!("not an event that was written: {event:?}"))),
        }
        Ok(())
    })?;
    Ok(summary)
}

fn check(right: bool, what: &str) -> Result<()> {
    if right { Ok(()) } else { Err(Error::other(format!("wrong: {what}"))) }
}
