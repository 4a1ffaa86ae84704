//! What keeps `blis serve` from starting, or has it warn: data that must not be mixed, keys that are lost or that others
//! can read, data that others can reach.

use crate::harness::{Done, Place, answer, asked};
use blis_client::ClientError;
use blis_domain::wire::FirstAdmin;
use std::fs;
use std::os::unix::fs::PermissionsExt;

on_both!(
    a_demonstration_is_never_mixed_with_real_people_or_programs,
    a_demonstration_is_never_served_as_real,
    a_link_of_an_earlier_start_opens_no_demonstration,
    a_lost_sealing_key_stops_the_start_until_it_is_back_or_given_up,
);

const DEMO: [&str; 4] = ["serve", "--demo", "--listen", "127.0.0.1:0"];
const REAL: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

fn refused(place: &Place, arguments: &[&str], because: &str) -> Done {
    let refused = place.run(arguments.iter().copied());
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains(because), "{}", refused.stderr);
    refused
}

fn a_demonstration_is_never_mixed_with_real_people_or_programs(place: Place) {
    assert!(place.serve().stop().success());
    place.add_client();
    refused(&place, &DEMO, "real data (0 figures, 1 machine clients)");
    let invented = "select count(*) || '' as line from person where demonstration";
    let invented = match place.database().kind() {
        blis_testing::Kind::Sqlite => format!("{invented} = 1"),
        blis_testing::Kind::Postgres => invented.to_owned(),
    };
    assert_eq!(place.add_admin("dace@lps.lv").code, 0);
    refused(&place, &DEMO, "real data (1 people)");
    assert_eq!(
        place.database().lines(&invented),
        ["0"],
        "nobody whose password is printed came among real people"
    );
    // Whoever and whatever is added to a demonstration belongs to it.
    let other = place.elsewhere();
    assert!(other.serve_with(&DEMO[1..]).stop().success());
    other.add_client();
    assert!(
        other.serve_with(&DEMO[1..]).stop().success(),
        "a program tries the demonstration"
    );
    let added = other.add_admin("dace@lps.lv");
    assert!(added.stdout.contains("to the demonstration"), "{}", added.stdout);
    assert!(
        other.serve_with(&DEMO[1..]).stop().success(),
        "somebody tries the demonstration"
    );
    refused(&other, &REAL, "demonstration data");
}

fn a_demonstration_is_never_served_as_real(place: Place) {
    assert!(place.serve_with(&DEMO[1..]).stop().success());
    let client = place.add_client();
    let told = refused(&place, &REAL, "demonstration data");
    assert!(
        told.stderr.contains("--demo") && told.stderr.contains("--data-dir"),
        "what to do: {}",
        told.stderr
    );
    assert_eq!(
        place
            .database()
            .lines("select purpose as line from one_time_link where purpose = 'first_admin'"),
        [""; 0],
        "nobody real was asked to run it"
    );
    // Whoever looks after it goes on.
    for works in [
        vec!["migrate"],
        vec!["migrate", "--check"],
        vec!["audit", "verify"],
        vec!["backup", "b"],
        vec!["client", "suspend", client.as_str()],
        vec!["key", "rotate"],
    ] {
        let done = place.run(works.iter().copied());
        assert_eq!(done.code, 0, "{works:?}: {}", done.stderr);
    }
    assert!(place.serve_with(&DEMO[1..]).stop().success());
}

fn a_link_of_an_earlier_start_opens_no_demonstration(place: Place) {
    let first = place.serve();
    let line = first.told();
    let (_, link) = line.split_once("/welcome/").expect(&line);
    let asks = FirstAdmin {
        token: link.split_whitespace().next().unwrap().to_owned(),
        email: "dace@lps.lv".to_owned(),
        name: "Dace".to_owned(),
        password: "migla pār ezeru vakarā".to_owned(),
    };
    // Whoever answers listens for signals too.
    asked(first.client().instance());
    assert!(first.stop().success());
    let demo = place.serve_with(&DEMO[1..]);
    match answer(demo.client().make_first_admin(&asks)) {
        Err(ClientError::Problem(problem)) => assert_eq!(problem.status, 410),
        other => panic!("somebody real would run the demonstration: {other:?}"),
    }
    assert!(demo.stop().success());
    let open = "select purpose as line from one_time_link where used_at is null";
    assert_eq!(
        place.database().lines(open),
        [""; 0],
        "nor a later start without --demo"
    );
}

fn a_lost_sealing_key_stops_the_start_until_it_is_back_or_given_up(place: Place) {
    // Two of the invented people have one-time codes.
    assert!(place.serve_with(&DEMO[1..]).stop().success());
    let (key, kept) = (place.path("data/sealing-key"), place.path("kept"));
    fs::rename(&key, &kept).unwrap();
    let missing = refused(&place, &DEMO, "there is no sealing key");
    assert!(
        missing.stderr.contains("`blis user remove-codes --lost 2`"),
        "{}",
        missing.stderr
    );
    assert!(!key.exists(), "no other key is made in its place");

    let other = Place::new();
    assert!(other.serve().stop().success());
    fs::copy(other.path("data/sealing-key"), &key).unwrap();
    refused(&place, &DEMO, "is not the one");
    refused(
        &place,
        &["user", "remove-codes", "--lost", "1"],
        "nothing was taken away",
    );

    fs::copy(&kept, &key).unwrap();
    assert!(
        place.serve_with(&DEMO[1..]).stop().success(),
        "the right key is enough"
    );

    fs::remove_file(&key).unwrap();
    let given_up = place.run(["user", "remove-codes", "--lost", "2"]);
    assert_eq!(given_up.code, 0, "{}", given_up.stderr);
    assert!(place.serve_with(&DEMO[1..]).stop().success());
    assert!(key.exists(), "with nothing sealed another key is as good");
}

#[test]
fn a_key_that_others_can_read_stops_the_start() {
    let place = Place::new();
    assert!(place.serve().stop().success());
    for name in ["data/sealing-key", "data/signing-key.pem"] {
        let path = place.path(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let told = refused(&place, &REAL, "chmod 600");
        assert!(told.stderr.contains(name), "{}", told.stderr);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    assert!(place.serve().stop().success());
}

#[test]
fn data_that_others_can_reach_is_warned_of() {
    let place = Place::new();
    let told = |log: &str| {
        assert!(place.serve_logged(log).stop().success());
        let log = fs::read_to_string(place.path(log)).unwrap();
        (log.contains("chmod go-w"), log.contains("chmod o-rwx"))
    };
    assert_eq!(
        told("made"),
        (false, false),
        "what BLIS makes is its owner's alone"
    );
    let set =
        |name: &str, mode| fs::set_permissions(place.path(name), fs::Permissions::from_mode(mode)).unwrap();
    set("data", 0o770);
    assert_eq!(
        told("directory"),
        (true, false),
        "a group that can put files there"
    );
    set("data", 0o755);
    set("data/blis.db", 0o644);
    assert_eq!(told("file"), (false, true), "a database that everybody can read");
}
