//! What somebody may choose in a form: the roles they give, and the places in which they give them.

use blis_domain::area::{Area, AreaCode};
use blis_domain::network::{Network, NetworkCode};
use blis_domain::person::PersonId;
use blis_domain::rights::{Grant, Role, Standing, Within, may_give};
use blis_domain::text::Language;

/// What the giver may choose. The places are in the order in which lists of them stand.
pub(super) struct Choices {
    pub(super) roles: Vec<Role>,
    pub(super) municipalities: Vec<(AreaCode, String)>,
    pub(super) networks: Vec<(NetworkCode, String)>,
}

impl Choices {
    /// The choices of a giver.
    pub(super) fn of(giver: &Standing, areas: &[Area], networks: &[Network], language: Language) -> Choices {
        // Whoever it will be is not the giver.
        let nobody = PersonId::new(0, [0; 10]);
        let gives = |role: Role, within: Within| may_give(giver, &nobody, &Grant::new(role, within)).is_ok();
        let municipalities: Vec<(AreaCode, String)> = areas
            .iter()
            .filter(|area| gives(Role::Member, Within::Municipality(area.code.clone())))
            .map(|area| (area.code.clone(), area.name.get(language).to_owned()))
            .collect();
        let networks: Vec<(NetworkCode, String)> = networks
            .iter()
            .filter(|network| gives(Role::Coordinator, Within::Network(network.code.clone())))
            .map(|network| {
                let name = network.name.get(language);
                (network.code.clone(), format!("{} {name}", network.code))
            })
            .collect();
        let roles = Role::OF_PEOPLE.into_iter().filter(|role| {
            let somewhere = municipalities
                .iter()
                .map(|(code, _)| Within::Municipality(code.clone()));
            let somehow = networks.iter().map(|(code, _)| Within::Network(code.clone()));
            somewhere
                .chain(somehow)
                .chain([Within::Everywhere])
                .any(|within| gives(*role, within))
        });
        Choices {
            roles: roles.collect(),
            municipalities,
            networks,
        }
    }
}
