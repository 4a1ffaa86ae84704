//! What becomes public when: the calendar and what is overdue, releases, and figures before their release. It is loaded
//! when one of its addresses is opened, and asks for what it shows each time it is opened.

mod answer;
mod calendar;
mod explanation;
mod figure;
mod instant;
mod list;
mod overdue;
mod plan;
mod preview;
mod release;

pub(crate) use calendar::CalendarPage;
pub(crate) use list::ReleasesPage;
pub(crate) use overdue::OverduePage;
pub(crate) use preview::PreviewPage;
pub(crate) use release::ReleasePage;
