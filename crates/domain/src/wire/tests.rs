use super::*;
use crate::rights::{Grant, MayNotGive, Role, TABLE, Within};
use crate::text::Language;
use serde_json::{Value, from_value, json, to_value};

fn new_grant(grant: Value) -> Result<Grant, MayNotGive> {
    Grant::try_from(from_value::<NewGrant>(grant).unwrap())
}

#[test]
fn a_grant_is_read_with_the_place_its_role_needs() {
    let member = new_grant(json!({"role": "member", "municipality": "0840200"})).unwrap();
    assert_eq!(
        member,
        Grant::new(Role::Member, Within::Municipality("0840200".parse().unwrap()))
    );
    assert_eq!(
        to_value(GrantView::from(&member)).unwrap(),
        json!({"role": "member", "municipality": "0840200", "network": null})
    );
    assert!(new_grant(json!({"role": "observer"})).is_ok());
    assert!(new_grant(json!({"role": "observer", "network": "N2"})).is_ok());
    for (grant, why) in [
        (json!({"role": "member"}), MayNotGive::Misplaced),
        (json!({"role": "member", "network": "N2"}), MayNotGive::Misplaced),
        (
            json!({"role": "admin", "municipality": "0840200"}),
            MayNotGive::Misplaced,
        ),
        (
            json!({"role": "coordinator", "municipality": "0840200", "network": "N2"}),
            MayNotGive::Misplaced,
        ),
        (json!({"role": "signed_in"}), MayNotGive::NotOfPeople),
        (json!({"role": "feed_writer"}), MayNotGive::NotOfPeople),
    ] {
        assert_eq!(new_grant(grant.clone()), Err(why), "{grant}");
    }
}

/// A form marks the field that is named, so it has to be the one that is wrong.
#[test]
fn a_place_too_many_or_too_few_is_named() {
    let saldus = || Some("0840200".parse().unwrap());
    let network = || Some("N2".parse().unwrap());
    for role in Role::OF_PEOPLE {
        for (municipality, network) in [
            (None, None),
            (saldus(), None),
            (None, network()),
            (saldus(), network()),
        ] {
            let new = NewGrant {
                role,
                municipality,
                network,
            };
            let named = new.misplaced();
            let taken = Grant::try_from(new.clone());
            assert_eq!(named.is_some(), taken == Err(MayNotGive::Misplaced), "{new:?}");
            let mended = match named {
                Some("municipality") => NewGrant {
                    municipality: new.municipality.is_none().then(saldus).flatten(),
                    ..new.clone()
                },
                Some("network") => NewGrant {
                    network: new.network.is_none().then(|| "N2".parse().unwrap()),
                    ..new.clone()
                },
                _ => new.clone(),
            };
            if named.is_some() {
                assert_ne!(
                    mended.misplaced(),
                    named,
                    "{new:?} is not mended by its {named:?}"
                );
            }
        }
    }
}

#[test]
fn nothing_slips_in_beside_what_is_asked_for() {
    fn refuses<T: serde::de::DeserializeOwned>(mut body: Value) {
        assert!(
            from_value::<T>(body.clone()).is_ok(),
            "{body} is what is asked for"
        );
        body["state"] = json!("active");
        body["grants"] = json!([{"role": "admin"}]);
        assert!(from_value::<T>(body.clone()).is_err(), "{body} brings more");
    }
    let token = json!({"token": "t", "password": "p", "name": "n", "language": "lv"});
    refuses::<SignIn>(json!({"email": "a@b.lv", "password": "p"}));
    refuses::<AskPasswordReset>(json!({"email": "a@b.lv"}));
    refuses::<ResetPassword>(json!({"token": "t", "password": "p"}));
    refuses::<AcceptInvitation>(token);
    refuses::<FirstAdmin>(json!({"token": "t", "email": "a@b.lv", "name": "n", "password": "p"}));
    refuses::<UpdateMe>(json!({"name": "n"}));
    refuses::<ChangePassword>(json!({"current": "p", "new": "q"}));
    refuses::<SecondFactorCode>(json!({"code": "123456"}));
    refuses::<NewGrant>(json!({"role": "steward"}));
    refuses::<InviteUser>(json!({"email": "a@b.lv", "language": "lv", "grants": []}));
    refuses::<UpdateUser>(json!({"state": "suspended"}));
    refuses::<NewClient>(json!({"id": "srda-1", "name": "SRDA", "scopes": ["feed:write"]}));
    refuses::<UpdateClient>(json!({"suspended": true}));
    refuses::<NewClientSecret>(json!({}));
}

#[test]
fn an_administrator_sets_no_other_state() {
    for state in ["invited", "erased", "admin"] {
        assert!(from_value::<UpdateUser>(json!({"state": state})).is_err());
    }
}

#[test]
fn nobody_is_told_what_is_open_to_everybody() {
    assert_eq!(
        to_value(Me::nobody()).unwrap(),
        json!({
            "person": null, "grants": [], "may": ["read_published"], "second_factor": "none",
            "csrf_token": null, "expires_at": null,
        })
    );
}

#[test]
fn the_table_in_words_is_the_table() {
    let table = RightsTable::in_words();
    assert_eq!(
        (table.roles.len(), table.rows.len()),
        (Role::ALL.len(), TABLE.len())
    );
    for (row, (action, entries)) in table.rows.iter().zip(TABLE) {
        assert_eq!(row.action, *action);
        assert!(
            row.roles
                .iter()
                .map(|entry| (entry.role, entry.reach))
                .eq(entries.iter().copied())
        );
        assert!(
            Language::ALL
                .iter()
                .all(|language| !row.sentence.get(*language).is_empty())
        );
    }
}
