//! What becomes public when: the calendar and what is overdue, releases, figures before their release; what is said of
//! figures, and what changed. It is loaded when one of its addresses is opened, and asks for what it shows each time it
//! is opened.

mod answer;
mod calendar;
mod changed;
mod changes;
mod explained;
mod explanation;
mod figure;
mod instant;
mod list;
mod may_explain;
mod overdue;
mod plan;
mod preview;
mod release;

pub(crate) use calendar::CalendarPage;
pub(crate) use changes::ChangesPage;
pub(crate) use explained::ExplanationPage;
pub(crate) use list::ReleasesPage;
pub(crate) use may_explain::use_may_explain;
pub(crate) use overdue::OverduePage;
pub(crate) use preview::PreviewPage;
pub(crate) use release::ReleasePage;
