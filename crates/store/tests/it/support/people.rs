//! People and their sessions: every field that a test does not care about.

use blis_domain::person::PersonId;
use blis_domain::text::Language;
use blis_store::{NewPerson, NewSession, SessionLife, SessionWay};
use time::Duration;

/// How long the sessions of tests last.
pub(crate) const LIFE: SessionLife = SessionLife {
    idle: Duration::days(14),
    most: Duration::days(30),
};

/// A person with a password and without roles.
pub(crate) fn new_person(email: &str) -> NewPerson {
    NewPerson {
        email: email.parse().unwrap(),
        name: None,
        language: Language::Lv,
        password_hash: Some("$argon2id$hash".to_owned()),
        demonstration: false,
        grants: Vec::new(),
        added_by: "test".to_owned(),
    }
}

/// A session that was opened by a password, whose refresh token has this hash all over.
pub(crate) fn new_session(person: &PersonId, refresh: u8) -> NewSession {
    NewSession {
        person: person.clone(),
        way: SessionWay::Password,
        password_hash: None,
        second_factor: false,
        csrf: "csrf".to_owned(),
        refresh_hash: [refresh; 32],
        device: "Firefox".to_owned(),
        address: "192.0.2.1".to_owned(),
        life: LIFE,
    }
}
