use crate::harness::{Place, asked, mode};
use blis_client::CompareQuery;
use blis_domain::area::AreaScope;

on_both!(
    a_demonstration_is_loaded_once_and_says_what_it_is,
    a_demonstration_is_never_mixed_with_real_figures,
);

#[test]
fn an_empty_folder_is_enough() {
    let place = Place::new();
    let server = place.serve();
    assert_eq!(mode(&place.path("data")), 0o700, "the data is its owner's alone");
    assert_eq!(mode(&place.path("data/signing-key.pem")), 0o600);
    assert_eq!(mode(&place.path("data/sealing-key")), 0o600);
    assert!(place.path("data/blis.db").exists());
    assert_eq!(asked(server.client().areas(AreaScope::Country, None)).len(), 119);
    assert_eq!(server.values_since(None), 0);
    assert!(!asked(server.client().instance()).demonstration);
    assert!(
        server.stop().success(),
        "a server that is asked to stop has not failed"
    );
}

fn a_demonstration_is_loaded_once_and_says_what_it_is(place: Place) {
    let demo = ["--demo", "--listen", "127.0.0.1:0"];
    let server = place.serve_with(&demo);
    let client = server.client();
    assert!(asked(client.instance()).demonstration);
    let networks = asked(client.networks(None));
    assert!(
        networks
            .iter()
            .all(|network| network.demonstration && network.counts.members > 5)
    );
    let query = CompareQuery::new("EDU.PRE.COV".parse().unwrap(), "0840200".parse().unwrap());
    let comparison = asked(client.compare(&query)).summary;
    assert!(comparison.demonstration && comparison.value.is_some() && comparison.band.is_some());
    let values = server.values_since(None);
    assert!(values > 20_000, "{values}");
    assert!(server.stop().success());

    let server = place.serve_with(&demo);
    assert_eq!(
        server.values_since(Some(comparison.version)),
        0,
        "the second start adds nothing"
    );
}

fn a_demonstration_is_never_mixed_with_real_figures(place: Place) {
    let feed = place.serve_feed();
    place.write(
        "one.csv",
        "indicator,area,period,value\nCTX.POP,0804400,2019,11391\n",
    );
    assert_eq!(feed.push(&["one.csv"]).code, 0);
    assert!(feed.server.stop().success());
    let refused = place.run(["serve", "--demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("real data"), "{}", refused.stderr);
    assert_eq!(place.serve().values_since(None), 1);
}

#[test]
fn a_port_that_is_taken_is_an_error_and_not_a_wrong_use() {
    let place = Place::new();
    let server = place.serve();
    let other = Place::new();
    let address = server.address();
    let second = other.run(["serve", "--listen", &address]);
    assert_eq!(second.code, 1, "{}", second.stderr);
    assert!(second.stderr.contains(&address), "{}", second.stderr);
    let wrong = other.run(["serve", "--listen", "nonsense"]);
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
}

#[test]
fn a_server_that_is_stopped_at_once_has_not_failed() {
    let place = Place::new();
    for _ in 0..5 {
        let status = place.serve().stop();
        assert!(
            status.success(),
            "asked to stop right after it was ready, it ended with {status}"
        );
    }
}

#[test]
fn a_certificate_that_cannot_be_used_is_told_by_its_setting() {
    let place = Place::new();
    let alone = place.run(["serve", "--tls-certificate", "c.pem"]);
    assert!(
        alone.code != 0 && alone.stderr.contains("go together"),
        "{}",
        alone.stderr
    );
    place.write("c.pem", "nothing");
    place.write("k.pem", "nothing");
    let both = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--tls-certificate",
        "c.pem",
        "--tls-key",
        "k.pem",
    ];
    let refused = place.run(both);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(
        refused
            .stderr
            .contains("tls_certificate: there is no certificate in PEM in c.pem"),
        "{}",
        refused.stderr
    );
}
