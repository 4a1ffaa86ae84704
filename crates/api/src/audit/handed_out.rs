//! What the log tells of entries that were taken along.

use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::audit::{Actor, actions};
use blis_domain::network::NetworkCode;
use blis_domain::person::PersonId;
use blis_domain::rights::{Sight, Within};
use blis_domain::wire::TableFormat;
use blis_store::{AuditContext, AuditDraft, AuditFilter};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The entries that tell of a file: how much was handed out, and by which question; one for each place whose entries
/// were read, so that its administrators see it.
pub(super) fn handed_out(
    filter: &AuditFilter,
    format: TableFormat,
    rows: u64,
    context: &AuditContext,
) -> Result<Vec<AuditDraft>, ApiError> {
    let draft = AuditDraft {
        after: Some(json!({
            "format": format.extension(),
            "rows": rows,
            "asked": asked(filter, rows)?,
        })),
        ..AuditDraft::done(context, actions::EXPORT_AUDIT, "audit_log", None)
    };
    Ok(draft.in_each(&places(filter)))
}

/// The places whose entries were read. A municipality that was asked for and is out of sight is none of them: nothing
/// of it was read, and nobody writes into the log of others.
fn places(filter: &AuditFilter) -> Vec<Within> {
    let asked = filter.municipality.clone().map(Within::Municipality);
    match (&filter.sight, asked) {
        (Sight::Only(places), Some(asked)) if places.contains(&asked) => vec![asked],
        (Sight::Only(places), _) => places.clone(),
        (_, Some(asked)) => vec![asked],
        (_, None) => Vec::new(),
    }
}

/// By what was searched. Of text that could be anything, a name or an address, it is told that it was asked for and no
/// more: this entry is not about the person whose name it may be, and keeps its details when they are erased. What
/// found something stands in the entries that were found, which last for ever as well.
fn asked(filter: &AuditFilter, rows: u64) -> Result<Map<String, Value>, ApiError> {
    let told = |text: &str, is_code: bool| match is_code || rows > 0 {
        true => Value::from(text),
        false => Value::Bool(true),
    };
    let instant = |instant: Option<OffsetDateTime>| match instant {
        None => Ok(None),
        Some(instant) => instant
            .format(&Rfc3339)
            .map(|text| Some(Value::String(text)))
            .map_err(ApiError::internal),
    };
    let actor = filter.actor.as_ref();
    let is_person = matches!(actor, Some(Actor::Person(_)));
    let asked = [
        ("actor_kind", actor.map(|actor| Value::from(actor.kind()))),
        ("actor", actor.and_then(Actor::id).map(|id| told(id, is_person))),
        (
            "action",
            filter
                .action
                .as_deref()
                .map(|action| told(action, actions::ALL.contains(&action))),
        ),
        (
            "target_kind",
            filter.target_kind.as_deref().map(|kind| told(kind, false)),
        ),
        (
            "target",
            filter.target.as_deref().map(|target| told(target, is_id(target))),
        ),
        (
            "municipality",
            filter
                .municipality
                .as_ref()
                .map(|code| Value::from(code.as_str())),
        ),
        ("from", instant(filter.from)?),
        ("to", instant(filter.to)?),
    ];
    let asked = asked.into_iter();
    Ok(asked
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect())
}

/// Whether a text is an id or a code by its form alone, in which nothing else can hide.
fn is_id(text: &str) -> bool {
    text.parse::<PersonId>().is_ok()
        || text.parse::<AreaCode>().is_ok()
        || text.parse::<NetworkCode>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(sight: Sight) -> AuditFilter {
        AuditFilter::seen_with(sight)
    }

    fn municipality(code: &str) -> Within {
        Within::Municipality(code.parse().expect("a code"))
    }

    #[test]
    fn what_was_typed_and_found_nothing_is_not_told() {
        let anna = PersonId::new(0, [0; 10]);
        for (target, rows, told) in [
            ("anna@saldus.lv", 0, Value::Bool(true)),
            ("anna-berzina", 0, Value::Bool(true)),
            ("010190-12345", 0, Value::Bool(true)),
            ("srda-1", 1, Value::from("srda-1")),
            ("0840200", 0, Value::from("0840200")),
            ("N2", 0, Value::from("N2")),
            (anna.as_str(), 0, Value::from(anna.as_str())),
        ] {
            let filter = AuditFilter {
                target: Some(target.to_owned()),
                ..filter(Sight::Everything)
            };
            let asked = asked(&filter, rows).expect("what was asked");
            assert_eq!(asked["target"], told, "{target}");
        }
        let filter = AuditFilter {
            actor: Some(Actor::Client("anna-berzina".to_owned())),
            action: Some("anna_berzina".to_owned()),
            target_kind: Some("anna_berzina".to_owned()),
            ..filter(Sight::Everything)
        };
        let told = Value::Object(asked(&filter, 0).expect("what was asked"));
        assert!(!told.to_string().contains("berzina"), "{told}");
    }

    #[test]
    fn every_place_that_was_read_is_told() {
        let (saldus, jelgava) = (municipality("0840200"), municipality("0090000"));
        let both = || filter(Sight::Only(vec![saldus.clone(), jelgava.clone()]));
        assert_eq!(places(&both()), [saldus.clone(), jelgava.clone()]);
        let mut one = both();
        one.municipality = Some("0090000".parse().expect("a code"));
        assert_eq!(places(&one), std::slice::from_ref(&jelgava));
        one.sight = Sight::Everything;
        assert_eq!(places(&one), [jelgava]);
        one.sight = Sight::Only(vec![saldus.clone()]);
        assert_eq!(places(&one), [saldus], "nothing of the other was read");
        assert!(places(&filter(Sight::Everything)).is_empty());
    }
}
