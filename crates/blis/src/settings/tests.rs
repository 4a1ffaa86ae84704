use super::*;
use std::collections::HashMap;
use std::path::Path;

/// Layers from flags, variables and a file in a data directory of its own.
fn layers(flags: &[(Key, &str)], variables: &[(&str, &str)], file: Option<&str>) -> anyhow::Result<Layers> {
    let folder = tempfile::tempdir().unwrap();
    let config = file.map(|text| {
        let path = folder.path().join("any.toml");
        std::fs::write(&path, text).unwrap();
        path
    });
    let flags = flags
        .iter()
        .map(|(key, text)| (*key, (*text).to_owned()))
        .collect();
    let variables: HashMap<&str, &str> = variables.iter().copied().collect();
    Layers::collect(flags, config, &|name| {
        variables.get(name).map(|text| (*text).to_owned())
    })
}

fn settings(layers: anyhow::Result<Layers>) -> anyhow::Result<Settings> {
    Settings::of(&layers?)
}

#[test]
fn nothing_said_is_enough() {
    let settings = settings(layers(&[], &[], None)).unwrap();
    assert_eq!(settings.listen, "127.0.0.1:8080".parse().unwrap());
    assert_eq!(
        settings.database_url,
        DatabaseUrl::Sqlite(Path::new("data").join("blis.db"))
    );
    assert_eq!(
        settings.signing_key_file,
        Path::new("data").join("signing-key.pem")
    );
    assert_eq!(settings.public_url, None);
}

#[test]
fn a_flag_goes_before_the_environment_and_that_before_the_file() {
    let file = "listen = \"127.0.0.1:1\"\nlog_level = \"warn\"\ncache_megabytes = 7\n";
    let variables = [("BLIS_LISTEN", "127.0.0.1:2"), ("BLIS_LOG_LEVEL", "debug")];
    let layers = layers(&[(Key::Listen, "127.0.0.1:3")], &variables, Some(file)).unwrap();
    let source = |key| layers.text(key).unwrap().1.to_string();
    assert_eq!(layers.text(Key::Listen).unwrap().0, "127.0.0.1:3");
    assert_eq!(source(Key::Listen), "flag --listen");
    assert_eq!(source(Key::LogLevel), "environment BLIS_LOG_LEVEL");
    assert!(source(Key::CacheMegabytes).starts_with("file "));
    assert_eq!(source(Key::LogFormat), "default");
    assert_eq!(Settings::of(&layers).unwrap().cache_megabytes, 7);
}

#[test]
fn defaults_follow_the_data_directory() {
    let settings = settings(layers(&[(Key::DataDir, "/srv/blis")], &[], None)).unwrap();
    assert_eq!(
        settings.database_url,
        DatabaseUrl::Sqlite("/srv/blis/blis.db".into())
    );
    assert_eq!(settings.signing_key_file, Path::new("/srv/blis/signing-key.pem"));
}

#[test]
fn the_file_in_the_data_directory_is_found_but_cannot_move_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blis.toml");
    let flags = || {
        let directory = folder.path().display().to_string();
        HashMap::from([(Key::DataDir, directory)])
    };
    std::fs::write(&path, "log_format = \"json\"").unwrap();
    let found = Layers::collect(flags(), None, &|_| None).unwrap();
    assert_eq!(Settings::of(&found).unwrap().log_format, LogFormat::Json);
    std::fs::write(&path, "data_dir = \"/elsewhere\"").unwrap();
    assert!(Layers::collect(flags(), None, &|_| None).is_err());
}

#[test]
fn what_is_no_setting_is_refused() {
    for file in [
        "lisen = \"127.0.0.1:1\"",
        "listen = true",
        "[server]\nlisten = \"\"",
        "listen",
    ] {
        assert!(layers(&[], &[], Some(file)).is_err(), "`{file}` must be refused");
    }
    assert!(
        Layers::collect(HashMap::new(), Some("/no/such/file.toml".into()), &|_| None).is_err(),
        "a file that was named must be there"
    );
}

#[test]
fn a_fault_names_the_setting_and_its_source_and_no_secret() {
    let variables = [("BLIS_DATABASE_URL", "mysql://u:secret@h/d")];
    let error = settings(layers(&[], &variables, None)).unwrap_err().to_string();
    assert!(
        error.contains("database_url") && error.contains("BLIS_DATABASE_URL"),
        "{error}"
    );
    assert!(!error.contains("secret"), "{error}");
    for (key, text) in [
        (Key::Listen, "8080"),
        (Key::LogFormat, "xml"),
        (Key::CacheMegabytes, "-1"),
        (Key::RatePerMinute, "many"),
        (Key::PublicUrl, "blis.example"),
        (Key::MetricsListen, "9100"),
        (Key::OtlpEndpoint, "127.0.0.1:4318"),
        (Key::OtlpEndpoint, "http://blis:secret@127.0.0.1:4318"),
        (Key::TrustedProxies, "everybody"),
        (Key::ForwardedHeader, "x-real-ip"),
        (Key::RedirectListen, "80"),
        (Key::Connections, "0"),
        (Key::ConnectionsPerAddress, "-1"),
        (Key::TlsCertificate, "without-its-key.pem"),
    ] {
        assert!(
            settings(layers(&[(key, text)], &[], None)).is_err(),
            "{key} = {text} must be refused"
        );
    }
}

#[test]
fn the_settings_of_letters_belong_together() {
    let with = |chosen: &[(Key, &str)]| settings(layers(chosen, &[], None));
    assert!(with(&[]).unwrap().mail.is_none());
    let all = with(&[
        (Key::SmtpUrl, "smtps://blis@mx.lps.lv"),
        (Key::SmtpPasswordFile, "/etc/blis/smtp-password"),
        (Key::MailFrom, "BLIS <blis@lps.lv>"),
    ])
    .unwrap();
    assert_eq!(
        all.shown(Key::SmtpUrl).as_deref(),
        Some("smtps://blis@mx.lps.lv:465")
    );
    assert!(with(&[(Key::SmtpUrl, "smtp://127.0.0.1"), (Key::MailFrom, "blis@lps.lv")]).is_ok());
    for (chosen, named) in [
        (vec![(Key::MailFrom, "blis@lps.lv")], "`smtp_url` is not"),
        (vec![(Key::SmtpUrl, "smtp://127.0.0.1")], "`mail_from` is not"),
        (
            vec![
                (Key::SmtpUrl, "smtps://blis@mx.lps.lv"),
                (Key::MailFrom, "blis@lps.lv"),
            ],
            "`smtp_password_file`",
        ),
        (
            vec![
                (Key::SmtpUrl, "smtps://mx.lps.lv"),
                (Key::SmtpPasswordFile, "x"),
                (Key::MailFrom, "blis@lps.lv"),
            ],
            "a password a user",
        ),
        (
            vec![
                (Key::SmtpUrl, "smtps://blis:secret@mx.lps.lv"),
                (Key::MailFrom, "blis@lps.lv"),
            ],
            "smtp_password_file",
        ),
        (
            vec![(Key::SmtpUrl, "smtp://127.0.0.1"), (Key::MailFrom, "nobody")],
            "`mail_from`",
        ),
    ] {
        let error = with(&chosen).unwrap_err().to_string();
        assert!(error.contains(named), "{named}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn the_sample_is_the_one_in_the_documents() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/blis.sample.toml");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed,
        sample(),
        "docs/blis.sample.toml does not agree with the settings: write it anew with \
         `cargo run -p blis -- config --sample > docs/blis.sample.toml`"
    );
}

/// With every `#` taken off, the sample says what the program does without it.
#[test]
fn the_sample_states_the_defaults() {
    let uncommented: String = sample()
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .filter(|line| !line.is_empty() && !line.starts_with(' '))
        // These have no default, which the sample shows as nothing.
        .filter(|line| !line.ends_with(" = \"\"") || line.starts_with("trusted_proxies"))
        .map(|line| format!("{line}\n"))
        .collect();
    let chosen = layers(&[], &[], Some(&uncommented)).unwrap();
    let default = layers(&[], &[], None).unwrap();
    for &key in Key::ALL {
        let text = |layers: &Layers| layers.text(key).map(|(text, _)| text);
        assert_eq!(text(&chosen), text(&default), "{key}");
    }
}

const PROVIDER: &str = r#"
log_level = "warn"
[[provider]]
id = "e-identity"
name = { lv = "E-identitāte", en = "E-identity" }
issuer = "https://login.example.lv"
client_id = "blis"
client_secret_file = "secret"
"#;

#[test]
fn services_that_sign_people_in_are_read_from_the_file() {
    let second = "[[provider]]\nid = \"other\"\nname = \"Other\"\nissuer = \"http://127.0.0.1:1\"\n\
        client_id = \"b\"\nclient_secret_file = \"x\"\nscopes = [\"openid\"]\n";
    let read = settings(layers(&[], &[], Some(&format!("{PROVIDER}{second}")))).unwrap();
    assert_eq!(read.log_level, "warn");
    let shown: Vec<String> = read.providers.iter().map(ProviderSettings::shown).collect();
    assert_eq!(
        shown,
        [
            "e-identity at https://login.example.lv",
            "other at http://127.0.0.1:1"
        ]
    );
    assert!(settings(layers(&[], &[], None)).unwrap().providers.is_empty());
}

#[test]
fn a_service_that_cannot_be_used_stops_the_program_and_says_why() {
    let told = |from: &str, to: &str| {
        let text = PROVIDER.replace(from, to);
        assert_ne!(text, PROVIDER, "`{from}` stands there");
        let fault = settings(layers(&[], &[], Some(&text))).unwrap_err();
        format!("{fault:#}")
    };
    for (from, to, word) in [
        ("\"e-identity\"", "\"E identity\"", "`id` must be"),
        ("https://login", "http://login", "https://"),
        (
            "issuer = \"https://login.example.lv\"",
            "issuer = \"login\"",
            "`issuer` must be an address",
        ),
        ("client_id", "client_ids", "client_ids"),
        ("client_secret_file = \"secret\"", "", "client_secret_file"),
        ("client_secret_file", "client_secret", "client_secret"),
        (
            "{ lv = \"E-identitāte\", en = \"E-identity\" }",
            "{ lv = \"E\" }",
            "`name` must be",
        ),
        (
            "{ lv = \"E-identitāte\", en = \"E-identity\" }",
            "7",
            "`name` must be",
        ),
        (
            "client_id = \"blis\"",
            "client_id = \"blis\"\nscopes = [\"email\"]",
            "openid",
        ),
    ] {
        let told = told(from, to);
        assert!(told.contains(word) && told.contains("any.toml"), "{to}: {told}");
    }
    let twice = settings(layers(
        &[],
        &[],
        Some(&format!(
            "{PROVIDER}{}",
            PROVIDER.split_once('\n').unwrap().1.split_once('\n').unwrap().1
        )),
    ));
    assert!(format!("{:#}", twice.unwrap_err()).contains("two providers have the id"));
}

#[test]
fn a_list_is_a_list_in_the_file_and_has_commas_elsewhere() {
    for (flags, file) in [
        (&[][..], Some("trusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]")),
        (&[][..], Some("trusted_proxies = \"127.0.0.1,10.0.0.0/8\"")),
        (&[(Key::TrustedProxies, "127.0.0.1, 10.0.0.0/8")][..], None),
    ] {
        let settings = settings(layers(flags, &[], file)).unwrap();
        let shown = settings.shown(Key::TrustedProxies);
        assert_eq!(shown.as_deref(), Some("127.0.0.1/32, 10.0.0.0/8"));
    }
    for file in ["trusted_proxies = [1]", "listen = [\"127.0.0.1:1\"]"] {
        assert!(layers(&[], &[], Some(file)).is_err(), "`{file}` must be refused");
    }
}
