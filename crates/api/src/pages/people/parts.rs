//! Parts that the pages of people share.

use super::super::fields::{Refused, Select};
use super::choices::Choices;
use super::words::PeopleWords;
use blis_domain::area::Area;
use blis_domain::network::Network;
use blis_domain::person::{EmailAddress, PersonName, PersonState};
use blis_domain::rights::role_name;
use blis_domain::text::Language;
use blis_domain::wire::GrantView;
use blis_store::PersonListed;
use maud::{Markup, html};

/// A role and where it holds: `pašvaldības darbinieks: Saldus novads`.
pub(super) fn role_and_place(
    language: Language,
    grant: &GrantView,
    areas: &[Area],
    networks: &[Network],
) -> String {
    let role = role_name(language, grant.role);
    let place = match (&grant.municipality, &grant.network) {
        (Some(code), _) => {
            let area = areas.iter().find(|area| area.code == *code);
            area.map_or_else(|| code.to_string(), |area| area.name.get(language).to_owned())
        }
        (None, Some(code)) => {
            let network = networks.iter().find(|network| network.code == *code);
            network.map_or_else(
                || code.to_string(),
                |network| format!("{code} {}", network.name.get(language)),
            )
        }
        (None, None) => return role.to_owned(),
    };
    format!("{role}: {place}")
}

/// What was typed into the fields of a role.
#[derive(Default)]
pub(super) struct RoleTyped<'a> {
    pub(super) role: &'a str,
    pub(super) municipality: &'a str,
    pub(super) network: &'a str,
}

/// The fields of a role and its place, as far as there is something to choose.
pub(super) fn role_fields(
    language: Language,
    words: &PeopleWords,
    choices: &Choices,
    typed: &RoleTyped<'_>,
    refused: Refused<'_>,
) -> Markup {
    // With one municipality and no network there is no role without that place.
    let one = choices.municipalities.len() == 1 && choices.networks.is_empty();
    let roles = choices.roles.iter();
    let role = Select {
        name: "role",
        // An invitation brings a list of roles, of which the form makes one.
        member: Some("grants").filter(|member| refused.has_fault_in(member)),
        label: words.role,
        options: roles
            .map(|role| (role.code(), role_name(language, *role)))
            .collect(),
        chosen: typed.role,
        required: true,
        ..Select::default()
    };
    let none = || ("", words.none);
    let municipalities = choices.municipalities.iter();
    let municipalities = municipalities.map(|(code, name)| (code.as_str(), name.as_str()));
    let municipality = Select {
        name: "municipality",
        label: words.municipality,
        options: (!one).then(none).into_iter().chain(municipalities).collect(),
        chosen: typed.municipality,
        hint_id: (!one).then_some("place-rules"),
        ..Select::default()
    };
    let networks = choices.networks.iter();
    let networks = networks.map(|(code, name)| (code.as_str(), name.as_str()));
    let network = Select {
        name: "network",
        label: words.network,
        options: [none()].into_iter().chain(networks).collect(),
        chosen: typed.network,
        hint_id: Some("place-rules"),
        ..Select::default()
    };
    html! {
        (refused.select(&role))
        @if !choices.municipalities.is_empty() { (refused.select(&municipality)) }
        @if !choices.networks.is_empty() { (refused.select(&network)) }
        @if !one { p.quiet id="place-rules" { (words.place_rules) } }
    }
}

/// What a person is called: the name, or the address where there is none. Whoever was erased has neither.
pub(super) fn called<'a>(words: &PeopleWords, person: &'a PersonListed) -> &'a str {
    if person.state == PersonState::Erased {
        return words.erased;
    }
    let name = person.name.as_ref().map(PersonName::as_str);
    let address = person.email.as_ref().map(EmailAddress::as_str);
    name.or(address).unwrap_or(words.nameless)
}
