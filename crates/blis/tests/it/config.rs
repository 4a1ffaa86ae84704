use crate::harness::{Done, Place};
use serde_json::Value;

#[test]
fn the_settings_in_force_are_told_with_their_source_and_without_secrets() {
    let place = Place::new();
    place.write("any.toml", "log_format = \"json\"\nlisten = \"127.0.0.1:1\"\n");
    let mut command = place.command([
        "config",
        "--json",
        "--listen",
        "127.0.0.1:3",
        "--config",
        "any.toml",
    ]);
    command.env("BLIS_DATABASE_URL", "postgres://blis:s3cret@db/blis");
    command.env("BLIS_LISTEN", "127.0.0.1:2");
    let done = Done::of(command.output().unwrap());
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(!done.stdout.contains("s3cret"), "{}", done.stdout);
    let told: Value = serde_json::from_str(&done.stdout).unwrap();
    let one = |key: &str| {
        (
            told[key]["value"].as_str().unwrap(),
            told[key]["source"].as_str().unwrap(),
        )
    };
    assert_eq!(one("listen"), ("127.0.0.1:3", "flag --listen"));
    assert_eq!(
        one("database_url"),
        ("postgres://blis:…@db/blis", "environment BLIS_DATABASE_URL")
    );
    assert_eq!(one("log_format"), ("json", "file any.toml"));
    assert_eq!(one("signing_key_file"), ("data/signing-key.pem", "default"));
    assert_eq!(one("sealing_key_file"), ("data/sealing-key", "default"));
}

#[test]
fn a_misspelt_setting_stops_the_program() {
    let place = Place::new();
    place.write("any.toml", "lisen = \"127.0.0.1:1\"\n");
    for command in ["config", "serve", "migrate"] {
        let done = place.run([command, "--config", "any.toml"]);
        assert_eq!(done.code, 1, "{command}");
        assert!(done.stderr.contains("`lisen`"), "{}", done.stderr);
    }
    assert!(!place.path("data").exists());
}

#[test]
fn a_service_without_its_secret_stops_the_server_before_anything_is_made() {
    let place = Place::new();
    let table = "[[provider]]\nid = \"eid\"\nname = \"E\"\nissuer = \"https://x.lv\"\nclient_id = \"b\"\n\
        client_secret_file = \"eid.secret\"\n";
    place.write("any.toml", table);
    let done = place.run(["serve", "--config", "any.toml"]);
    assert_eq!(done.code, 1);
    assert!(
        done.stderr.contains("`eid`") && done.stderr.contains("eid.secret"),
        "{}",
        done.stderr
    );
    place.write("eid.secret", "\n");
    let done = place.run(["serve", "--config", "any.toml"]);
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("empty"), "{}", done.stderr);
    assert!(!place.path("data").exists());
    let told = place.run(["config", "--config", "any.toml"]);
    assert!(told.stdout.contains("eid at https://x.lv"), "{}", told.stdout);
}
