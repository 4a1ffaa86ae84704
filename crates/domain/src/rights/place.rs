//! Where a role holds, and what an action is done to.

use crate::area::AreaCode;
use crate::network::NetworkCode;
use crate::person::PersonId;

/// Where a role holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Within {
    /// In the whole system.
    Everywhere,
    /// In one municipality.
    Municipality(AreaCode),
    /// In one network.
    Network(NetworkCode),
    /// In one feed.
    Feed(String),
}

/// What an action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'t> {
    /// Something that belongs to the system as a whole (a machine client, say): reached by those who reach everything.
    Nothing,
    /// A municipality.
    Municipality(&'t AreaCode),
    /// A network.
    Network(&'t NetworkCode),
    /// A feed.
    Feed(&'t str),
    /// A person.
    Person {
        /// Who.
        id: &'t PersonId,
        /// Where the roles of that person hold.
        places: &'t [Within],
    },
}
