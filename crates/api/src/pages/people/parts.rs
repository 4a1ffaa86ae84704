//! Parts that the pages of people share.

use super::choices::Choices;
use super::words::PeopleWords;
use blis_domain::area::Area;
use blis_domain::network::Network;
use blis_domain::rights::role_name;
use blis_domain::text::Language;
use blis_domain::wire::GrantView;
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
) -> Markup {
    // With one municipality and no network there is no role without that place.
    let one = choices.municipalities.len() == 1 && choices.networks.is_empty();
    html! {
        label {
            span.label { (words.role) }
            select.field name="role" required {
                @for role in &choices.roles {
                    option value=(role.code()) selected[role.code() == typed.role] { (role_name(language, *role)) }
                }
            }
        }
        @if !choices.municipalities.is_empty() {
            label {
                span.label { (words.municipality) }
                select.field name="municipality" aria-describedby=[(!one).then_some("place-rules")] {
                    @if !one { option value="" { (words.none) } }
                    @for (code, name) in &choices.municipalities {
                        option value=(code) selected[code.as_str() == typed.municipality] { (name) }
                    }
                }
            }
        }
        @if !choices.networks.is_empty() {
            label {
                span.label { (words.network) }
                select.field name="network" aria-describedby="place-rules" {
                    option value="" { (words.none) }
                    @for (code, name) in &choices.networks {
                        option value=(code) selected[code.as_str() == typed.network] { (name) }
                    }
                }
            }
        }
        @if !one { p.quiet id="place-rules" { (words.place_rules) } }
    }
}
