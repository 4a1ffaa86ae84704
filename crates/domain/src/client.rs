//! Machine clients: what their ids, names and scopes may be, and when their secrets end.

use crate::locale::folded;
use crate::problem::FaultDraft;
use crate::rights::Role;
use crate::text::Text;
use crate::wire::NewClient;

/// How many days before its end a secret is warned of.
pub const WARNED_DAYS: i64 = 30;

/// The longest time a secret with an end may hold.
pub const MOST_DAYS: u16 = 3650;

/// The most letters of an id.
pub const LONGEST_ID: usize = 64;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;

/// Whether an id may be given to a client. It stands in addresses, logs and receipts.
pub fn is_client_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=LONGEST_ID).contains(&id.len())
        && id.bytes().all(plain)
        && !id.starts_with('-')
        && !id.ends_with('-')
}

/// Whether people may call a client so.
pub fn is_client_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control)
}

/// An id for a client of this name: a part that can be read in logs and receipts, and some random bits, by which
/// clients of one name differ.
pub fn id_of(name: &str, random: [u8; 4]) -> String {
    let plain: String = folded(name)
        .chars()
        .map(|letter| match letter.is_ascii_alphanumeric() {
            true => letter,
            false => '-',
        })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(24).collect();
    let slug = match slug.trim_end_matches('-') {
        "" => "client",
        slug => slug,
    };
    format!("{slug}-{:08x}", u32::from_be_bytes(random))
}

/// Whether the last of the secrets that hold ends soon. `days_left` has the whole days of each; nothing stands for one
/// that does not end. Where none holds there is nothing to warn of any more.
pub fn expires_soon(days_left: impl IntoIterator<Item = Option<i64>>) -> bool {
    let last = days_left.into_iter().map(|days| days.unwrap_or(i64::MAX)).max();
    last.is_some_and(|days| days < WARNED_DAYS)
}

/// What is wrong with a new client, but for what the store alone can tell: whether there is such a feed, and what its
/// addresses mean.
pub fn new_faults(new: &NewClient) -> Vec<FaultDraft> {
    let mut faults = scope_faults(&new.scopes, new.feed.as_deref());
    faults.extend(id_fault(&new.id));
    faults.extend(name_fault(&new.name));
    faults
}

/// What is wrong with the id of a new client.
fn id_fault(id: &str) -> Option<FaultDraft> {
    (!is_client_id(id)).then(|| {
        fault(
            "/id",
            "invalid_id",
            "Identifikatorā ir 3–64 mazie latīņu burti bez garumzīmēm, cipari un defises (ne malās).",
            "The id has 3 to 64 small letters without marks, digits and hyphens (not at its ends).",
        )
    })
}

/// What is wrong with the name of a client.
pub fn name_fault(name: &str) -> Option<FaultDraft> {
    (!is_client_name(name)).then(|| {
        fault(
            "/name",
            "invalid_name",
            "Nosaukumā ir 1–100 zīmes vienā rindā.",
            "The name has 1 to 100 characters in one line.",
        )
    })
}

/// What is wrong with the scopes of a client, which belongs to a feed or to none.
pub fn scope_faults(scopes: &[String], feed: Option<&str>) -> Vec<FaultDraft> {
    let known: Vec<&str> = Role::OF_CLIENTS.into_iter().filter_map(Role::scope).collect();
    let mut faults: Vec<FaultDraft> = scopes
        .iter()
        .enumerate()
        .filter(|(at, scope)| !known.contains(&scope.as_str()) || scopes[..*at].contains(scope))
        .map(|(at, _)| {
            fault(
                &format!("/scopes/{at}"),
                "invalid_scope",
                &format!("Tvērumi ir {}, katrs vienreiz.", known.join(" un ")),
                &format!("The scopes are {}, each once.", known.join(" and ")),
            )
        })
        .collect();
    if scopes.is_empty() {
        faults.push(fault(
            "/scopes",
            "missing",
            "Vajag vismaz vienu tvērumu.",
            "At least one scope is needed.",
        ));
    }
    let writes = scopes
        .iter()
        .any(|scope| Role::of_scope(scope) == Some(Role::FeedWriter));
    match (writes, feed) {
        (true, None) => faults.push(fault(
            "/feed",
            "missing",
            "Lai sistēma varētu sūtīt datus, norādiet datu plūsmu.",
            "The scope feed:write needs a feed.",
        )),
        (false, Some(_)) if faults.is_empty() => faults.push(fault(
            "/scopes",
            "missing",
            "Datu plūsmu norāda tikai sistēmai, kas sūta datus (tvērums feed:write).",
            "A client of a feed needs the scope feed:write.",
        )),
        _ => {}
    }
    faults
}

/// What is wrong with the days that a new secret shall hold.
pub fn days_fault(days: Option<u16>) -> Option<FaultDraft> {
    days.filter(|days| !(1..=MOST_DAYS).contains(days)).map(|_| {
        fault(
            "/expires_in_days",
            "out_of_range",
            &format!("Piekļuves atslēga der 1–{MOST_DAYS} dienas."),
            &format!("A secret holds 1 to {MOST_DAYS} days."),
        )
    })
}

fn fault(pointer: &str, code: &'static str, lv: &str, en: &str) -> FaultDraft {
    FaultDraft::at(pointer, code, Text::new(lv, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(scopes: &[&str], feed: Option<&str>) -> Vec<String> {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let faults = scope_faults(&scopes, feed);
        faults.into_iter().filter_map(|fault| fault.pointer).collect()
    }

    #[test]
    fn an_id_is_one_that_stands_anywhere() {
        for id in ["srda", "srda-1a2b", "a1c", &"a".repeat(64)] {
            assert!(is_client_id(id), "{id}");
        }
        for id in [
            "",
            "ab",
            "Srda",
            "srda_1",
            "sŗda",
            "a b",
            "a/b",
            "-srda",
            "srda-",
            &"a".repeat(65),
        ] {
            assert!(!is_client_id(id) && id_fault(id).is_some(), "{id}");
        }
        assert!(is_client_name("VRAA datu plūsma") && !is_client_name(" ") && !is_client_name("a\nb"));
        assert!(!is_client_name(&"ā".repeat(101)) && is_client_name(&"ā".repeat(100)));
    }

    #[test]
    fn an_id_is_readable_whatever_the_name() {
        let random = [0, 0x1a, 0xff, 7];
        assert_eq!(
            id_of("VRAA datu plūsma (RAIM)", random),
            "vraa-datu-plusma-raim-001aff07"
        );
        assert_eq!(id_of("… ", random), "client-001aff07");
        assert_eq!(
            id_of("a name that is much longer than it should be", random),
            "a-name-that-is-much-long-001aff07"
        );
        for name in ["", "ŗ", "ß", "ЖЖЖ", "-", "İstanbul", "ﬁ"] {
            let id = id_of(name, random);
            assert!(is_client_id(&id), "{name} became {id}, which no client may have");
        }
    }

    #[test]
    fn scopes_and_feed_go_together() {
        assert!(places(&["feed:write"], Some("srda")).is_empty());
        assert!(places(&["feed:write", "data:read"], Some("srda")).is_empty());
        assert!(places(&["data:read"], None).is_empty());
        assert_eq!(places(&[], None), ["/scopes"]);
        assert_eq!(places(&["admin"], None), ["/scopes/0"]);
        assert_eq!(places(&["data:read", "data:read"], None), ["/scopes/1"]);
        assert_eq!(places(&["feed:write"], None), ["/feed"]);
        assert_eq!(places(&["data:read"], Some("srda")), ["/scopes"]);
    }

    #[test]
    fn only_the_last_end_is_warned_of() {
        assert!(expires_soon([Some(29)]) && expires_soon([Some(0), Some(29)]));
        assert!(!expires_soon([Some(30)]) && !expires_soon([Some(1), Some(30)]));
        assert!(!expires_soon([Some(1), None]) && !expires_soon([]));
    }

    #[test]
    fn a_secret_holds_for_a_day_at_least() {
        assert_eq!(days_fault(None), None);
        assert_eq!(days_fault(Some(1)).or(days_fault(Some(MOST_DAYS))), None);
        assert!(days_fault(Some(0)).is_some() && days_fault(Some(MOST_DAYS + 1)).is_some());
    }
}
