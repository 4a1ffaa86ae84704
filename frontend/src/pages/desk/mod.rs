//! The desk of data stewards: feeds, receipts, held figures. It is loaded when one of its addresses is opened, asks for
//! what it shows each time it is opened, and is told by the server whether whoever opens it may see it.

mod batch;
mod batches;
mod decision;
mod feeds;
mod figure;
mod held;
mod rows;

pub(crate) use batch::BatchPage;
pub(crate) use batches::BatchesPage;
pub(crate) use feeds::FeedsPage;
pub(crate) use held::HeldPage;

/// How many letters tell the batches of a minute apart.
const ENDING: usize = 6;

/// The end of the id of a batch: several may have come in a minute.
fn ending(id: &str) -> String {
    let left_out = id.chars().count().saturating_sub(ENDING);
    std::iter::once('…').chain(id.chars().skip(left_out)).collect()
}
