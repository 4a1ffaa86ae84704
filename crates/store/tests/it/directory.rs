//! People in the eyes of their administrators.

mod changing;
mod seeing;

use crate::support::{Harness, JELGAVA, SALDUS, new_person, somebody};
use blis_domain::person::PersonId;
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{NewPerson, PersonSeen};

fn within(area: &str) -> Within {
    Within::Municipality(area.parse().unwrap())
}

fn only(area: &str) -> Sight {
    Sight::Only(vec![within(area)])
}

fn in_saldus(role: Role) -> Grant {
    Grant::new(role, within(SALDUS))
}

fn in_jelgava(role: Role) -> Grant {
    Grant::new(role, within(JELGAVA))
}

fn everywhere(role: Role) -> Grant {
    Grant::new(role, Within::Everywhere)
}

fn named(email: &str, name: Option<&str>, grants: Vec<Grant>) -> NewPerson {
    NewPerson {
        name: name.map(|name| name.parse().unwrap()),
        grants,
        ..new_person(email)
    }
}

fn add(harness: &Harness, email: &str, name: &str, grants: Vec<Grant>) -> PersonId {
    harness
        .store
        .add_person(&named(email, Some(name), grants), &somebody())
        .unwrap()
}

fn seen(harness: &Harness, id: &PersonId) -> PersonSeen {
    harness
        .store
        .person_seen(&Sight::Everything, id)
        .unwrap()
        .unwrap()
}
