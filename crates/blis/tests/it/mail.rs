//! Letters by the binary: the settings, the test letter, the way to the mail server, and the first administrator.

use crate::harness::{Done, Place, asked};
use blis_testing::{Certificate, Manner, TestMailServer};

const FROM: &str = "BLIS <blis@lps.lv>";

/// `blis mail test`, trusting the certificates of a file.
fn test_letter(place: &Place, url: &str, password: Option<&str>, trusted: Option<&Certificate>) -> Done {
    let mut arguments = vec![
        "mail",
        "test",
        "anna@saldus.lv",
        "--smtp-url",
        url,
        "--mail-from",
        FROM,
    ];
    if let Some(password) = password {
        place.write("smtp-password", &format!("{password}\n"));
        arguments.extend(["--smtp-password-file", "smtp-password"]);
    }
    let mut command = place.command(arguments);
    if let Some(trusted) = trusted {
        command.env("SSL_CERT_FILE", &trusted.certificate);
    }
    Done::of(command.output().unwrap())
}

#[test]
fn a_test_letter_arrives_by_plain_smtp_on_the_own_machine() {
    let mail = TestMailServer::start(Manner::Take);
    let done = test_letter(
        &Place::new(),
        &format!("smtp://127.0.0.1:{}", mail.port()),
        None,
        None,
    );
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stdout.contains("took the letter"), "{}", done.stdout);
    let letter = mail.next();
    assert_eq!(letter.header("subject"), "BLIS: pārbaudes vēstule");
    assert!(
        letter.body.contains("ā, č, ē, ģ, ī, ķ, ļ, ņ, š, ū, ž"),
        "{}",
        letter.body
    );
    assert_eq!((letter.tls, letter.user), (false, None));
}

#[test]
fn a_letter_goes_out_encrypted_and_signed_in_where_the_server_is_elsewhere() {
    let place = Place::new();
    let certificate = Certificate::make(&place.path(""));
    let mail = TestMailServer::start_closed(&certificate, "blis", "zāles kalnā");
    let url = format!("smtp://blis@localhost:{}", mail.port());
    let done = test_letter(&place, &url, Some("zāles kalnā"), Some(&certificate));
    assert_eq!(done.code, 0, "{}", done.stderr);
    let letter = mail.next();
    assert_eq!((letter.tls, letter.user.as_deref()), (true, Some("blis")));

    let wrong = test_letter(&place, &url, Some("migla pār ezeru"), Some(&certificate));
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("answered 535"), "{}", wrong.stderr);
    assert!(!wrong.stderr.contains("migla"), "{}", wrong.stderr);

    let stranger = test_letter(&place, &url, Some("zāles kalnā"), None);
    assert_eq!(stranger.code, 1, "nobody vouches for the certificate");
    assert!(mail.at_hand().is_none());
}

#[test]
fn nothing_is_sent_to_a_server_elsewhere_that_does_not_encrypt() {
    let mail = TestMailServer::start(Manner::Take);
    let url = format!("smtp://blis@localhost:{}", mail.port());
    let done = test_letter(&Place::new(), &url, Some("secret word"), None);
    assert_eq!(done.code, 1);
    assert!(mail.at_hand().is_none());
    assert!(!done.stderr.contains("secret word"), "{}", done.stderr);
}

#[test]
fn what_is_set_by_half_is_told_at_the_start() {
    let place = Place::new();
    let half = place.run([
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--smtp-url",
        "smtps://mx.lps.lv",
    ]);
    assert_eq!(half.code, 1, "{}", half.stdout);
    assert!(half.stderr.contains("`mail_from` is not"), "{}", half.stderr);
    let none = place.run(["mail", "test", "anna@saldus.lv"]);
    assert_eq!(none.code, 1);
    assert!(none.stderr.contains("`smtp_url` is not set"), "{}", none.stderr);
    let refused = place.run(["mail", "test", "anna"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
}

#[test]
fn a_refusal_names_the_codes_and_nobody() {
    let mail = TestMailServer::start(Manner::Refuse);
    let done = test_letter(
        &Place::new(),
        &format!("smtp://127.0.0.1:{}", mail.port()),
        None,
        None,
    );
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("answered 550 5.1.1"), "{}", done.stderr);
    assert!(!done.stderr.contains("anna@saldus.lv"), "{}", done.stderr);
}

#[test]
fn the_link_of_the_first_administrator_is_printed_until_there_is_one_and_never_logged() {
    let place = Place::new();
    let first = place.serve_logged("log");
    let line = first.told();
    let (_, link) = line.split_once(&format!("{}/welcome/", first.url)).expect(&line);
    let token = link.split_whitespace().next().unwrap().to_owned();
    assert!(token.len() >= 43, "256 bits: {token}");
    let log = std::fs::read_to_string(place.path("log")).unwrap();
    assert!(!log.contains(&token) && !log.contains("/welcome/"), "{log}");
    // Whoever answers listens for signals too.
    asked(first.client().instance());
    assert!(first.stop().success());

    let added = place.add_admin("dace@lps.lv");
    assert_eq!(added.code, 0, "{}", added.stderr);
    let second = place.serve();
    asked(second.client().instance());
    assert_eq!(second.told_until_stopped(), [""; 0], "there is an administrator");
}
