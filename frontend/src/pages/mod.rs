//! The pages: each composes components, asks for what it shows, and says its title.

mod about;
mod catalogue;
mod comparison;
mod home;
mod network;
mod networks;
mod not_found;
mod profile;

pub(crate) use about::AboutPage;
pub(crate) use catalogue::CataloguePage;
pub(crate) use comparison::ComparisonPage;
pub(crate) use home::HomePage;
pub(crate) use network::NetworkPage;
pub(crate) use networks::NetworksPage;
pub(crate) use not_found::NotFoundPage;
pub(crate) use profile::ProfilePage;
