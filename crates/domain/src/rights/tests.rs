use super::Action::*;
use super::Role::*;
use super::*;
use crate::network::NetworkCode;
use crate::person::PersonId;
use crate::text::Language;
use proptest::prelude::*;
use proptest::sample::select;

fn person(n: u8) -> PersonId {
    PersonId::new(1_795_000_000_000, [n; 10])
}

fn municipality(n: u8) -> Within {
    Within::Municipality(format!("{n:07}").parse().unwrap())
}

fn network(n: u8) -> Within {
    Within::Network(format!("N{n}").parse().unwrap())
}

fn standing(id: u8, grants: &[Grant]) -> Standing {
    Standing::new(Subject::Person(person(id)), grants.to_vec(), true)
}

fn any_within() -> impl Strategy<Value = Within> {
    prop_oneof![
        Just(Within::Everywhere),
        (1..4u8).prop_map(municipality),
        (1..4u8).prop_map(network),
        select(vec!["srda", "csb"]).prop_map(|feed| Within::Feed(feed.to_owned())),
    ]
}

/// Any role at any place, also where it does not belong.
fn any_grant() -> impl Strategy<Value = Grant> {
    let networks = prop::collection::vec((1..4u8).prop_map(|n| format!("N{n}").parse().unwrap()), 0..3);
    (select(&Role::ALL[..]), any_within(), networks).prop_map(|(role, within, networks)| Grant {
        networks,
        ..Grant::new(role, within)
    })
}

/// A role of people, at a place where it may belong.
fn any_gift() -> impl Strategy<Value = Grant> {
    let places = [1, 2, 3]
        .map(municipality)
        .into_iter()
        .chain([1, 2].map(network))
        .chain([Within::Everywhere]);
    let sensible: Vec<Grant> = places
        .flat_map(|place| Role::OF_PEOPLE.map(|role| Grant::new(role, place.clone())))
        .filter(|grant| grant.role.fits(&grant.within))
        .collect();
    let sensible = select(sensible);
    prop_oneof![3 => sensible, 1 => any_grant()]
}

fn any_standing() -> impl Strategy<Value = Standing> {
    let subject = prop_oneof![
        Just(Subject::Nobody),
        (0..3u8).prop_map(|n| Subject::Person(person(n))),
        Just(Subject::Client("srda-1".to_owned())),
    ];
    (subject, prop::collection::vec(any_grant(), 0..4), any::<bool>())
        .prop_map(|(subject, grants, second_factor)| Standing::new(subject, grants, second_factor))
}

/// What somebody may try to reach.
#[derive(Debug, Clone)]
enum Aim {
    Nothing,
    Place(Within),
    Person(PersonId, Vec<Within>),
}

impl Aim {
    fn target(&self) -> Target<'_> {
        match self {
            Aim::Nothing | Aim::Place(Within::Everywhere) => Target::Nothing,
            Aim::Place(Within::Municipality(code)) => Target::Municipality(code),
            Aim::Place(Within::Network(code)) => Target::Network(code),
            Aim::Place(Within::Feed(feed)) => Target::Feed(feed),
            Aim::Person(id, places) => Target::Person { id, places },
        }
    }
}

fn any_aim() -> impl Strategy<Value = Aim> {
    prop_oneof![
        Just(Aim::Nothing),
        any_within().prop_map(Aim::Place),
        (0..3u8, prop::collection::vec(any_within(), 0..3))
            .prop_map(|(n, places)| Aim::Person(person(n), places)),
    ]
}

#[test]
fn what_the_public_may_do_everybody_may() {
    for action in Action::ALL.into_iter().filter(|action| allows(Public, *action)) {
        for role in Role::ALL {
            assert!(
                allows(role, action),
                "signing in must not take {action:?} from {role:?}"
            );
        }
    }
}

#[test]
fn what_the_signed_in_may_do_every_person_may_and_no_client() {
    for action in Action::ALL.into_iter().filter(|action| allows(SignedIn, *action)) {
        for role in Role::OF_PEOPLE {
            assert!(
                allows(role, action),
                "a role must not take {action:?} from {role:?}"
            );
        }
    }
    assert!(!allows(FeedWriter, UseOwnAccount) && !allows(Public, UseOwnAccount));
}

#[test]
fn every_action_has_one_row_and_every_row_names_a_role_once() {
    let rows: Vec<Action> = TABLE.iter().map(|(action, _)| *action).collect();
    assert_eq!(
        rows,
        Action::ALL,
        "a row for each action, in the order of the list"
    );
    for (action, entries) in TABLE {
        for (at, (role, _)) in entries.iter().enumerate() {
            assert!(
                entries[..at].iter().all(|(other, _)| other != role),
                "{action:?} names {role:?} twice"
            );
        }
        let own = entries
            .iter()
            .filter(|(_, reach)| *reach == Reach::Oneself)
            .count();
        assert!(
            own == 0 || entries.len() == 1,
            "{action:?}: what is one's own is not mixed with places"
        );
    }
}

#[test]
fn a_reach_fits_the_places_of_its_role() {
    let places = [
        Within::Everywhere,
        municipality(1),
        network(1),
        Within::Feed("srda".to_owned()),
    ];
    for (action, entries) in TABLE {
        for (role, reach) in *entries {
            let place: fn(&Within) -> bool = match reach {
                Reach::Everything | Reach::Oneself => |place| *place == Within::Everywhere,
                Reach::OwnMunicipality => |place| matches!(place, Within::Municipality(_)),
                Reach::OwnNetworks => |place| matches!(place, Within::Municipality(_) | Within::Network(_)),
                Reach::OwnFeed => |place| matches!(place, Within::Feed(_)),
            };
            let fits = places.iter().any(|one| place(one) && role.fits(one));
            assert!(fits, "{role:?} never has what {action:?} reaches");
        }
    }
}

#[test]
fn a_closed_action_names_the_scope_it_needs() {
    assert_eq!(ReadPublished.scope(), None);
    assert_eq!(PushBatch.scope(), Some("feed:write"));
    assert_eq!(ReadReceipts.scope(), Some("feed:write"));
    assert_eq!(ReadPeople.scope(), None, "no client may read people");
    assert_eq!(
        DecideHeld.scope(),
        None,
        "who sends figures does not release them"
    );
    assert_eq!(
        ReadHidden.scope(),
        None,
        "hidden figures are read by people alone"
    );
}

#[test]
fn codes_are_what_json_says_and_read_back() {
    for role in Role::ALL {
        assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
    for action in Action::ALL {
        assert_eq!(serde_json::to_value(action).unwrap(), action.code());
    }
    for role in Role::OF_CLIENTS {
        assert_eq!(role.scope().and_then(Role::of_scope), Some(role));
    }
    assert_eq!(Role::of_scope("admin"), None);
}

#[test]
fn roles_and_actions_have_a_name_of_their_own_in_both_languages() {
    for language in Language::ALL {
        let mut names: Vec<&str> = Role::ALL.map(|role| role_name(language, role)).to_vec();
        names.extend(Action::ALL.map(|action| action_name(language, action)));
        names.extend(Action::ALL.map(|action| action_sentence(language, action)));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "two have the same name in {language}");
    }
}

#[test]
fn steward_and_admin_sleep_without_a_second_factor() {
    for role in [Steward, Admin] {
        let grants = vec![Grant::new(role, Within::Everywhere)];
        let sleeping = Standing::new(Subject::Person(person(1)), grants.clone(), false);
        assert!(sleeping.lacks_second_factor() && !sleeping.may(ReadReceipts));
        assert!(
            sleeping.may(UseOwnAccount),
            "or the second factor could never be set up"
        );
        let awake = Standing::new(Subject::Person(person(1)), grants, true);
        assert!(!awake.lacks_second_factor() && awake.may(ReadReceipts));
    }
}

#[test]
fn a_municipal_admin_manages_the_own_people_only() {
    let admin = standing(1, &[Grant::new(MunicipalAdmin, municipality(1))]);
    let id = person(2);
    let reaches =
        |action: Action, places: &[Within]| admin.may_on(action, &Target::Person { id: &id, places });
    assert!(reaches(SuspendPerson, &[municipality(1)]));
    assert!(!reaches(SuspendPerson, &[municipality(2)]));
    assert!(
        !reaches(SuspendPerson, &[municipality(1), municipality(2)]),
        "half of that person is not theirs"
    );
    assert!(
        !reaches(SuspendPerson, &[municipality(1), Within::Everywhere]),
        "an administrator is not theirs"
    );
    assert!(!reaches(SuspendPerson, &[]), "who belongs nowhere is not theirs");
    assert!(
        reaches(ReadPeople, &[municipality(1), municipality(2)]),
        "who works for both is seen by both"
    );
    assert!(!reaches(ReadPeople, &[municipality(2)]));
    assert!(!reaches(ErasePerson, &[municipality(1)]));
    assert!(!admin.may_on(InvitePerson, &Target::Nothing));
}

#[test]
fn a_coordinator_manages_the_own_network_only() {
    let coordinator = standing(1, &[Grant::new(Coordinator, network(2))]);
    let code = |n: u8| format!("N{n}").parse::<NetworkCode>().unwrap();
    assert!(coordinator.may_on(ManageNetwork, &Target::Network(&code(2))));
    assert!(!coordinator.may_on(ManageNetwork, &Target::Network(&code(1))));
    assert!(!coordinator.may(ReadPeople));
}

#[test]
fn a_feed_reads_its_own_receipts_and_a_steward_all() {
    let feed = Grant::new(FeedWriter, Within::Feed("srda".to_owned()));
    let client = Standing::new(Subject::Client("srda-1".to_owned()), vec![feed.clone()], false);
    assert!(client.may_on(PushBatch, &Target::Feed("srda")));
    assert!(!client.may_on(ReadReceipts, &Target::Feed("csb")));
    let steward = standing(1, &[Grant::new(Steward, Within::Everywhere)]);
    assert!(steward.may_on(ReadReceipts, &Target::Feed("csb")) && !steward.may(PushBatch));
    assert!(
        !standing(1, &[feed]).may(PushBatch),
        "a client's role at a person gives nothing"
    );
}

#[test]
fn oneself_is_reached_and_nobody_else() {
    let (me, other) = (person(1), person(2));
    let standing = standing(1, &[]);
    assert_eq!(standing.sight(UseOwnAccount), Sight::Own(me.clone()));
    assert!(standing.may_on(UseOwnAccount, &Target::Person { id: &me, places: &[] }));
    assert!(!standing.may_on(
        UseOwnAccount,
        &Target::Person {
            id: &other,
            places: &[]
        }
    ));
    assert!(!Standing::nobody().may(UseOwnAccount));
}

#[test]
fn why_a_role_is_not_given_is_told() {
    let admin = standing(1, &[Grant::new(Admin, Within::Everywhere)]);
    let local = standing(1, &[Grant::new(MunicipalAdmin, municipality(1))]);
    for (giver, to, role, within, wanted) in [
        (&admin, 2, Admin, Within::Everywhere, Ok(())),
        (&admin, 2, Coordinator, network(1), Ok(())),
        (&admin, 1, Member, municipality(1), Err(MayNotGive::Oneself)),
        (
            &admin,
            2,
            SignedIn,
            Within::Everywhere,
            Err(MayNotGive::NotOfPeople),
        ),
        (
            &admin,
            2,
            FeedWriter,
            Within::Feed("srda".to_owned()),
            Err(MayNotGive::NotOfPeople),
        ),
        (&admin, 2, Member, Within::Everywhere, Err(MayNotGive::Misplaced)),
        (&local, 2, MunicipalAdmin, municipality(1), Ok(())),
        (&local, 2, Member, municipality(2), Err(MayNotGive::BeyondReach)),
        (&local, 2, Observer, network(1), Err(MayNotGive::BeyondReach)),
        (&local, 2, Admin, Within::Everywhere, Err(MayNotGive::BeyondReach)),
    ] {
        let grant = Grant::new(role, within);
        assert_eq!(may_give(giver, &person(to), &grant), wanted, "{grant:?}");
    }
}

proptest! {
    #[test]
    fn what_may_be_done_to_a_target_may_be_done_at_all(
        standing in any_standing(), action in select(&Action::ALL[..]), aim in any_aim(),
    ) {
        prop_assert!(!standing.may_on(action, &aim.target()) || standing.may(action));
    }

    #[test]
    fn another_role_takes_nothing_away(
        standing in any_standing(), more in any_grant(), action in select(&Action::ALL[..]), aim in any_aim(),
    ) {
        let grants = standing.grants().cloned().chain([more]).collect();
        let richer = Standing::new(standing.subject().clone(), grants, true);
        prop_assert!(!standing.may_on(action, &aim.target()) || richer.may_on(action, &aim.target()));
    }

    #[test]
    fn a_role_of_a_municipality_never_reaches_beyond_it(
        role in select(vec![Member, Councillor, MunicipalAdmin]), action in select(&Action::ALL[..]), aim in any_aim(),
    ) {
        let own = municipality(1);
        let standing = standing(9, &[Grant::new(role, own.clone())]);
        let reached = standing.may_on(action, &aim.target());
        if reached && !allows(Public, action) {
            match aim {
                Aim::Place(place) => prop_assert_eq!(place, own),
                Aim::Person(_, places) if action.takes_one_place() => prop_assert!(places.contains(&own)),
                Aim::Person(_, places) => prop_assert!(places.iter().all(|place| *place == own)),
                Aim::Nothing => prop_assert!(false, "{action:?} reaches the whole system"),
            }
        }
    }

    #[test]
    fn nobody_raises_his_own_rights(
        grants in prop::collection::vec(any_grant(), 0..5), grant in any_grant(),
    ) {
        let giver = standing(1, &grants);
        prop_assert_eq!(may_give(&giver, &person(1), &grant), Err(MayNotGive::Oneself));
    }

    #[test]
    fn neither_clients_nor_nobody_give_roles(grants in prop::collection::vec(any_grant(), 0..5), grant in any_grant()) {
        for subject in [Subject::Nobody, Subject::Client("srda-1".to_owned())] {
            let giver = Standing::new(subject, grants.clone(), true);
            prop_assert!(may_give(&giver, &person(1), &grant).is_err());
        }
    }

    /// Three people without the role of admin give each other whatever the rules let them, in any order: nobody gets
    /// above municipal admin, or a role in a municipality where no municipal admin was to begin with.
    #[test]
    fn no_chain_of_gifts_climbs_or_spreads(
        starts in prop::collection::vec((0..3usize, any_grant()), 0..6),
        gifts in prop::collection::vec((0..3usize, 0..3usize, any_gift()), 20..60),
    ) {
        let mut held: [Vec<Grant>; 3] = Default::default();
        held[0].push(Grant::new(MunicipalAdmin, municipality(1)));
        for (who, grant) in starts.into_iter().filter(|(_, grant)| grant.role != Admin) {
            held[who].push(grant);
        }
        let begun: Vec<Grant> = held.concat();
        for (giver, to, gift) in gifts {
            if may_give(&standing(giver as u8, &held[giver]), &person(to as u8), &gift).is_ok() {
                prop_assert!(matches!(gift.role, Member | Councillor | MunicipalAdmin));
                let anchored = begun.iter().any(|old| old.role == MunicipalAdmin && old.within == gift.within);
                prop_assert!(anchored, "{:?} came from nowhere", gift);
                held[to].push(gift);
            }
        }
    }
}
