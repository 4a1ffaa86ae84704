use crate::harness::{Place, asked};
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
