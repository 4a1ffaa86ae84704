//! Who is meant in the search of the audit log: by id as in the API, or by name or address as people speak of each
//! other.

use super::super::words::Words;
use crate::accounts::clients;
use crate::state::State;
use crate::web::problem::ApiError;
use crate::web::query::pairs;
use blis_domain::person::PersonId;
use blis_domain::rights::{Action, Sight, Standing};
use blis_domain::text::Language;
use blis_store::{PeopleFilter, PersonListed};
use maud::{Markup, html};
use url::form_urlencoded;

/// The field.
const FIELD: &str = "actor";

/// More people of one name are not offered.
const MOST: u32 = 20;

/// Who is meant.
pub(super) enum Meant {
    /// What is asked, with an id where a name stood.
    One(String),
    /// Nobody of whom the reader knows.
    Nobody,
    /// Several people fit.
    Several(Fitting),
}

/// People of whom one is meant.
pub(super) struct Fitting {
    people: Vec<PersonListed>,
    /// What was typed, where more people fit than are offered.
    more: Option<String>,
}

/// Finds who is meant, among those whom the reader sees.
pub(super) fn meant(state: &State, reader: &Standing, query: &str) -> Result<Meant, ApiError> {
    let typed = pairs(query).into_iter().find(|(name, _)| name == FIELD);
    let typed = typed
        .map(|(_, typed)| typed.trim().to_owned())
        .unwrap_or_default();
    if is_id(&typed) {
        return Ok(Meant::One(query.to_owned()));
    }
    if let Some(id) = no_person(state, reader, &typed)? {
        return Ok(Meant::One(with_actor(query, &id)));
    }
    let sight = reader.sight(Action::ReadPeople);
    if sight == Sight::Nothing {
        return Ok(Meant::Nobody);
    }
    let filter = PeopleFilter {
        q: Some(typed.clone()),
        limit: MOST,
        ..PeopleFilter::seen_with(sight)
    };
    let found = state.store.people(&filter)?;
    match found.items.as_slice() {
        [] => Ok(Meant::Nobody),
        [one] => Ok(Meant::One(with_actor(query, one.id.as_str()))),
        _ => Ok(Meant::Several(Fitting {
            more: found.next.map(|_| typed),
            people: found.items,
        })),
    }
}

/// The id of whoever is no person, by the words of the log or the name of a machine client.
fn no_person(state: &State, reader: &Standing, typed: &str) -> Result<Option<String>, ApiError> {
    let typed = typed.to_lowercase();
    for words in Language::ALL.map(|language| &Words::of(language).log) {
        for (called, id) in [(words.command, "command"), (words.nobody, "nobody")] {
            if called == typed {
                return Ok(Some(id.to_owned()));
            }
        }
    }
    if !reader.may(Action::ManageClients) {
        return Ok(None);
    }
    let mut clients = clients::list(state)?.into_iter();
    let found =
        clients.find(|client| [client.id.to_lowercase(), client.name.to_lowercase()].contains(&typed));
    Ok(found.map(|client| format!("client:{}", client.id)))
}

/// Whether it is what the API takes: everything else is a name.
fn is_id(typed: &str) -> bool {
    typed.is_empty()
        || ["command", "nobody"].contains(&typed)
        || typed.starts_with("client:")
        || typed.parse::<PersonId>().is_ok()
}

/// The same search for this person.
fn with_actor(query: &str, id: &str) -> String {
    let rest = pairs(query).into_iter();
    let rest = rest.filter(|(name, _)| ![FIELD, "cursor"].contains(&name.as_str()));
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(rest)
        .append_pair(FIELD, id)
        .finish()
}

/// The people to choose from.
pub(super) fn offered(language: Language, path: &str, query: &str, fitting: &Fitting) -> Markup {
    let words = &Words::of(language).log;
    html! {
        section {
            p.notice role="status" { (words.several) }
            ul.plain {
                @for person in &fitting.people {
                    @let address = person.email.as_ref().map_or("", |email| email.as_str());
                    li {
                        a href=(format!("{path}?{}", with_actor(query, person.id.as_str()))) {
                            @match &person.name {
                                Some(name) => { (name.as_str()) " · " (address) }
                                None => (address),
                            }
                        }
                    }
                }
            }
            @if let Some(typed) = &fitting.more {
                @let asked: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
                p {
                    (words.more_fit) " "
                    a href=(format!("/admin/users?lang={language}&q={asked}")) { (words.all_who_fit) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_by_name_goes_on_by_id() {
        assert_eq!(
            with_actor("lang=lv&actor=Anna+B&action=sign_in&cursor=x", "id-1"),
            "lang=lv&action=sign_in&actor=id-1"
        );
        for id in ["", "command", "nobody", "client:srda-1"] {
            assert!(is_id(id), "{id}");
        }
        for name in ["anna", "anna@saldus.lv", "Client"] {
            assert!(!is_id(name), "{name}");
        }
    }
}
