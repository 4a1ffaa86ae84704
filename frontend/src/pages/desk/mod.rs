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
