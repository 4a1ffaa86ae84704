//! Who is listed and found, and which of their roles.

use super::{add, everywhere, in_jelgava, in_saldus, named, only, seen};
use crate::support::{Harness, JELGAVA, SALDUS, somebody};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{PeopleFilter, PeoplePage};

fn list(harness: &Harness, filter: &PeopleFilter) -> PeoplePage {
    harness.store.people(filter).unwrap()
}

fn names(page: &PeoplePage) -> Vec<&str> {
    page.items
        .iter()
        .map(|person| match &person.name {
            Some(name) => name.as_str(),
            None => person.email.as_ref().unwrap().as_str(),
        })
        .collect()
}

fn all() -> PeopleFilter {
    PeopleFilter::seen_with(Sight::Everything)
}

on_both! {
    fn a_sight_shows_the_people_of_its_places_and_of_their_roles_those_alone(database) {
        let harness = Harness::new(database);
        let both = add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member), in_jelgava(Role::Councillor), everywhere(Role::Steward)]);
        let saldus = add(&harness, "baiba@test.lv", "Baiba", vec![in_saldus(Role::MunicipalAdmin)]);
        let jelgava = add(&harness, "cilda@test.lv", "Cilda", vec![in_jelgava(Role::Member)]);
        let nowhere = add(&harness, "daina@test.lv", "Daina", vec![]);
        let page = list(&harness, &PeopleFilter::seen_with(only(SALDUS)));
        assert_eq!((names(&page), page.total), (vec!["Anna", "Baiba"], 2));
        let roles: Vec<Role> = page.items[0].grants.iter().map(|one| one.grant.role).collect();
        assert_eq!(roles, [Role::Member], "what she is elsewhere concerns nobody in Saldus");
        assert_eq!(names(&list(&harness, &all())), ["Anna", "Baiba", "Cilda", "Daina"]);
        let find = |sight: &Sight, id: &PersonId| harness.store.person_seen(sight, id).unwrap();
        for hidden in [&jelgava, &nowhere] {
            assert_eq!(find(&only(SALDUS), hidden), None);
        }
        assert_eq!(find(&Sight::Nothing, &saldus), None);
        assert_eq!(find(&Sight::Everything, &PersonId::new(1, [7; 10])), None);
        let anna = find(&only(SALDUS), &both).unwrap();
        assert_eq!(anna.person.grants.len(), 1);
        assert_eq!(anna.places.len(), 3, "what touches the whole account is decided by all places");
        let none = list(&harness, &PeopleFilter::seen_with(Sight::Nothing));
        assert_eq!((none.items.len(), none.total), (0, 0));
        let network = Sight::Only(vec![Within::Network("N1".parse().unwrap())]);
        assert_eq!(list(&harness, &PeopleFilter::seen_with(network)).total, 0);
        assert!(!format!("{anna:?}").contains("anna@"), "no log line shows an address");
    }
}

on_both! {
    fn one_role_must_answer_to_the_whole_filter(database) {
        let harness = Harness::new(database);
        add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member), in_jelgava(Role::Councillor)]);
        let n1 = Grant::new(Role::Coordinator, Within::Network("N1".parse().unwrap()));
        add(&harness, "baiba@test.lv", "Baiba", vec![n1]);
        let count = |filter: PeopleFilter| list(&harness, &filter).total;
        let saldus = Some(SALDUS.parse().unwrap());
        assert_eq!(count(PeopleFilter { role: Some(Role::Councillor), ..all() }), 1);
        assert_eq!(count(PeopleFilter { role: Some(Role::Councillor), municipality: saldus.clone(), ..all() }), 0);
        assert_eq!(count(PeopleFilter { municipality: saldus, ..all() }), 1);
        assert_eq!(count(PeopleFilter { network: Some("N1".parse().unwrap()), ..all() }), 1);
        assert_eq!(
            count(PeopleFilter { role: Some(Role::Councillor), ..PeopleFilter::seen_with(only(SALDUS)) }),
            0,
            "asking by role tells nothing of other places"
        );
        assert_eq!(
            count(PeopleFilter { municipality: Some(JELGAVA.parse().unwrap()), ..PeopleFilter::seen_with(only(SALDUS)) }),
            0
        );
    }
}

on_both! {
    fn text_is_found_in_any_case_without_marks_and_literally(database) {
        let harness = Harness::new(database);
        add(&harness, "Ilze.Kalna@Saldus.LV", "Ilze Ķekava-Āre", vec![]);
        add(&harness, "j_anis@test.lv", "100% Jānis", vec![]);
        let found = |q: &str| {
            let filter = PeopleFilter { q: Some(q.to_owned()), ..all() };
            list(&harness, &filter).total
        };
        for (q, count) in [
            ("ķekava", 1), ("KEKAVA", 1), ("Āre", 1), ("are", 1), ("kalna@saldus", 1), (" ilze ", 1),
            ("%", 1), ("_", 1), ("100%", 1), ("%a", 0), ("j_a", 1), ("i_ze", 0), ("\\", 0), ("'", 0), ("\0", 0), ("", 2),
        ] {
            assert_eq!(found(q), count, "{q:?}");
        }
        assert_eq!(found(&"ā".repeat(100_000)), 0);
    }
}

on_both! {
    fn pages_follow_the_latvian_alphabet_forth_and_back(database) {
        let harness = Harness::new(database);
        let names_given = ["Zane", "Čaks", "Cirulis", "Ādams", "Anna", "Ķirsis", "Kalns", "Ģirts", "Gailis"];
        for (n, name) in names_given.into_iter().enumerate() {
            add(&harness, &format!("p{n}@test.lv"), name, vec![]);
        }
        harness.store.add_person(&named("dace@test.lv", None, vec![]), &somebody()).unwrap();
        let mut filter = PeopleFilter { limit: 4, ..all() };
        let first = list(&harness, &filter);
        assert_eq!((names(&first), first.total), (vec!["Anna", "Ādams", "Cirulis", "Čaks"], 10));
        assert_eq!(first.previous, None);
        filter.after = first.next.clone();
        let second = list(&harness, &filter);
        assert_eq!(names(&second), ["dace@test.lv", "Gailis", "Ģirts", "Kalns"]);
        assert_eq!(second.previous, Some(None), "the page before is the first");
        filter.after = second.next.clone();
        let third = list(&harness, &filter);
        assert_eq!((names(&third), &third.next), (vec!["Ķirsis", "Zane"], &None));
        filter.after = third.previous.unwrap();
        assert_eq!(names(&list(&harness, &filter)), names(&second));
        let mut lost = second.next.unwrap();
        lost.id = PersonId::new(1, [7; 10]);
        filter.after = Some(lost);
        assert_eq!(names(&list(&harness, &filter)), ["Ķirsis", "Zane"], "whoever is gone leaves the place");
    }
}

on_both! {
    fn people_are_called_by_name_where_they_are_seen(database) {
        let harness = Harness::new(database);
        let anna = add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member)]);
        let janis = add(&harness, "janis@test.lv", "Jānis", vec![in_jelgava(Role::Member)]);
        let ids = [anna.clone(), janis.clone(), PersonId::new(1, [7; 10])];
        let called = harness.store.people_called(&only(SALDUS), &ids).unwrap();
        assert_eq!(called.len(), 1);
        assert_eq!(called[&anna].name.as_ref().unwrap().as_str(), "Anna");
        let called = harness.store.people_called(&Sight::Everything, &ids).unwrap();
        assert_eq!(called[&janis].email.as_str(), "janis@test.lv");
        assert_eq!(harness.store.people_called(&Sight::Nothing, &ids).unwrap().len(), 0);
    }
}

on_both! {
    fn states_are_asked_for(database) {
        let harness = Harness::new(database);
        let anna = add(&harness, "anna@test.lv", "Anna", vec![]);
        add(&harness, "baiba@test.lv", "Baiba", vec![]);
        let version = seen(&harness, &anna).person.version;
        harness.store.set_suspended(&anna, true, version, &somebody()).unwrap();
        let in_state = |state| list(&harness, &PeopleFilter { state: Some(state), ..all() }).total;
        assert_eq!([in_state(PersonState::Suspended), in_state(PersonState::Active), in_state(PersonState::Erased)], [1, 1, 0]);
    }
}
