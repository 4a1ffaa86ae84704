//! `blis migrate --check`.

use crate::harness::Place;
use serde_json::Value;

on_both!(what_is_pending_is_told_and_not_run);

fn what_is_pending_is_told_and_not_run(place: Place) {
    assert_eq!(place.run(["migrate"]).code, 0);
    let done = place.run(["migrate", "--check"]);
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    assert!(done.stdout.contains("0 migrations to be run"), "{}", done.stdout);

    let newest = "select max(version) as line from __diesel_schema_migrations";
    let newest = place.database().lines(newest).remove(0);
    // As it was before the last migration, as far as the list tells.
    let forget = format!("delete from __diesel_schema_migrations where version = '{newest}'");
    place.database().execute(&forget);
    for _ in 0..2 {
        let done = place.run(["migrate", "--check", "--json"]);
        assert_eq!(done.code, 1, "{}", done.stderr);
        let printed: Value = serde_json::from_str(&done.stdout).unwrap();
        let pending = printed["pending"].as_array().unwrap();
        assert_eq!(pending.len(), 1, "asking runs nothing: {printed}");
        assert!(pending[0].as_str().unwrap().starts_with(&newest), "{printed}");
    }
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_asking() {
    let place = Place::new();
    let done = place.run(["migrate", "--check"]);
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("there is no database"), "{}", done.stderr);
    assert!(!place.path("data/blis.db").exists());
}
