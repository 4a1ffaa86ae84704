//! The pages: each composes components, asks for what it shows, and says its title. Those that a first visit seldom
//! needs are loaded later.

mod about;
mod brief;
mod catalogue;
mod comparison;
mod desk;
mod home;
pub(crate) mod later;
mod network;
mod networks;
mod not_found;
mod profile;
mod releases;
mod sheet;
mod waiting;

use about::AboutPage;
use brief::BriefPage;
use catalogue::CataloguePage;
pub(crate) use comparison::ComparisonPage;
use home::HomePage;
use network::NetworkPage;
use networks::NetworksPage;
pub(crate) use not_found::NotFoundPage;
use profile::ProfilePage;
