use crate::harness::{Place, answer, asked};
use serde_json::Value;

#[test]
fn a_client_is_added_beside_a_running_server_and_its_secret_is_not_kept() {
    let place = Place::new();
    let server = place.serve();
    let added = place.run([
        "client",
        "add",
        "VRAA",
        "--scope",
        "feed:write",
        "--feed",
        "srda",
        "--json",
    ]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    let printed: Value = serde_json::from_str(&added.stdout).unwrap();
    let id = printed["client_id"].as_str().unwrap();
    let secret = printed["client_secret"].as_str().unwrap();
    assert_eq!(secret.len(), 43, "256 bits in base64");
    let token = asked(server.client().token(id, secret, "feed:write"));
    assert_eq!(token.scope, "feed:write");
    assert!(server.stop().success());

    for file in std::fs::read_dir(place.path("data")).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            let files = std::fs::read_dir(&path).unwrap().count();
            assert_eq!(files, 0, "{}: batches leave nothing there", path.display());
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{} holds the secret", path.display());
    }
}

#[test]
fn wrong_use_and_failure_are_told_apart() {
    let place = Place::new();
    for arguments in [
        &["client", "add", "X", "--scope", "feed:erase"][..],
        &["client", "add", "X", "--scope", "feed:write"],
        &["client", "add", "X", "--scope", "data:read", "--feed", "srda"],
        &["client", "add", "X"],
        &["client", "add", " ", "--scope", "data:read"],
    ] {
        let done = place.run(arguments.iter().copied());
        assert_eq!(done.code, 2, "{arguments:?}: {}", done.stderr);
    }
    // What the API refuses, in its words.
    let name = "A".repeat(101);
    for (arguments, reason) in [
        (
            ["Two\nlines", "data:read", "feed:write"],
            "1 to 100 characters in one line",
        ),
        (
            [name.as_str(), "data:read", "feed:write"],
            "1 to 100 characters in one line",
        ),
        (
            ["X", "data:read", "data:read"],
            "The scopes are data:read and feed:write, each once",
        ),
    ] {
        let [name, one, other] = arguments;
        let done = place.run(["client", "add", name, "--scope", one, "--scope", other]);
        assert_eq!(done.code, 2, "{arguments:?}: {}", done.stderr);
        assert!(done.stderr.contains(reason), "{arguments:?}: {}", done.stderr);
    }
    let reader = ["client", "add", "X", "--scope", "data:read"];
    let absent = place.run(reader);
    assert_eq!(absent.code, 1);
    assert!(
        absent.stderr.contains("there is no database"),
        "{}",
        absent.stderr
    );
    assert!(
        !place.path("data").exists(),
        "a mistyped directory must not become a database"
    );

    assert_eq!(place.run(["migrate"]).code, 0);
    assert_eq!(place.run(reader).code, 0);
    let no_feed = place.run(["client", "add", "X", "--scope", "feed:write", "--feed", "nobody"]);
    assert_eq!(no_feed.code, 1, "{}", no_feed.stderr);
}

#[test]
fn a_secret_is_changed_without_an_interruption() {
    let place = Place::new();
    let server = place.serve();
    let add = [
        "client",
        "add",
        "VRAA datu plūsma",
        "--scope",
        "feed:write",
        "--feed",
        "srda",
        "--json",
    ];
    let added: Value = serde_json::from_str(&place.run(add).stdout).unwrap();
    let (id, old) = (
        added["client_id"].as_str().unwrap(),
        added["client_secret"].as_str().unwrap(),
    );
    let more = place.run(["client", "secret", "add", id, "--expires", "20", "--json"]);
    assert_eq!(more.code, 0, "{}", more.stderr);
    let more: Value = serde_json::from_str(&more.stdout).unwrap();
    let new = more["client_secret"].as_str().unwrap();
    for secret in [old, new] {
        asked(server.client().token(id, secret, "feed:write"));
    }

    let listed = place.run(["client", "list", "--json"]);
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    let secrets = listed[0]["secrets"].as_array().unwrap();
    assert_eq!(secrets[0]["id"], more["secret_id"], "the newest first");
    let first = secrets[1]["id"].as_str().unwrap();
    let revoked = place.run(["client", "secret", "revoke", id, first]);
    assert_eq!(
        (revoked.code, revoked.stdout.trim()),
        (0, format!("Revoked {first}").as_str())
    );
    let twice = place.run(["client", "secret", "revoke", id, first]);
    assert_eq!(twice.code, 1);
    assert!(
        twice.stderr.contains("or it was revoked before"),
        "{}",
        twice.stderr
    );
    assert!(answer(server.client().token(id, old, "feed:write")).is_err());
    asked(server.client().token(id, new, "feed:write"));

    let shown = place.run(["client", "list"]).stdout;
    assert!(
        shown.contains(&format!(
            "{id} (VRAA datu plūsma): feed:write, feed srda, from anywhere; the last secret ends soon"
        )),
        "{shown}"
    );
    assert!(
        shown.contains("revoked 20") && shown.contains("ends 20"),
        "{shown}"
    );
    assert!(!shown.contains(old) && !shown.contains(new));
}

#[test]
fn a_client_is_kept_out_and_let_in_again() {
    let place = Place::new();
    let server = place.serve();
    let add = [
        "client",
        "add",
        "X",
        "--scope",
        "data:read",
        "--allow-address",
        "127.0.0.0/8",
        "--json",
    ];
    let added: Value = serde_json::from_str(&place.run(add).stdout).unwrap();
    let (id, secret) = (
        added["client_id"].as_str().unwrap(),
        added["client_secret"].as_str().unwrap(),
    );
    asked(server.client().token(id, secret, ""));
    assert_eq!(place.run(["client", "suspend", id]).code, 0);
    assert!(answer(server.client().token(id, secret, "")).is_err());
    let shown = place.run(["client", "list"]).stdout;
    assert!(shown.contains("from 127.0.0.0/8; suspended"), "{shown}");
    assert_eq!(place.run(["client", "resume", id]).code, 0);
    asked(server.client().token(id, secret, ""));
    for command in ["suspend", "resume"] {
        let nobody = place.run(["client", command, "nobody"]);
        assert_eq!(nobody.code, 1);
        assert!(
            nobody.stderr.contains("there is no machine client `nobody`"),
            "{}",
            nobody.stderr
        );
    }
    let nobody = place.run(["client", "secret", "add", "nobody"]);
    assert_eq!(nobody.code, 1, "{}", nobody.stderr);
    for wrong in [
        &[
            "client",
            "add",
            "X",
            "--scope",
            "data:read",
            "--allow-address",
            "127.0.0.1/8",
        ][..],
        &["client", "add", "X", "--scope", "data:read", "--expires", "0"],
        &["client", "secret", "add", id, "--expires", "9999"],
    ] {
        let done = place.run(wrong.iter().copied());
        assert_eq!(done.code, 2, "{wrong:?}: {}", done.stderr);
    }
}

#[test]
fn a_key_is_rotated_beside_a_running_server() {
    let place = Place::new();
    let server = place.serve();
    let list = || -> Value { serde_json::from_str(&place.run(["key", "list", "--json"]).stdout).unwrap() };
    assert_eq!(
        list().as_array().unwrap().len(),
        1,
        "the file of before is all that is needed"
    );
    let rotated = place.run(["key", "rotate"]);
    assert_eq!(rotated.code, 0, "{}", rotated.stderr);
    assert!(
        rotated.stdout.contains("published, signs from 20"),
        "{}",
        rotated.stdout
    );
    let listed = list();
    let states: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["signs", "next"]);
    let shown = place.run(["key", "list"]).stdout;
    assert!(
        shown.contains(": signs (") && shown.contains(listed[1]["kid"].as_str().unwrap()),
        "{shown}"
    );
    assert!(!shown.contains("PRIVATE"));
    assert!(server.stop().success());
    let again = place.serve();
    asked(again.client().instance());
    assert_eq!(list(), listed, "a start makes none");
    assert!(again.stop().success());
}
