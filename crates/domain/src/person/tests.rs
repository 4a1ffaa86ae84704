use super::*;
use crate::text::Language;
use proptest::prelude::*;

#[test]
fn an_id_is_a_uuid_of_version_7_in_lower_case() {
    let id = PersonId::new(0x0123_4567_89ab, [0xff; 10]);
    assert_eq!(id.as_str(), "01234567-89ab-7fff-bfff-ffffffffffff");
    let zero = PersonId::new(u64::MAX, [0; 10]);
    assert_eq!(zero.as_str(), "ffffffff-ffff-7000-8000-000000000000");
    assert_eq!("01234567-89AB-7FFF-BFFF-FFFFFFFFFFFF".parse(), Ok(id));
}

#[test]
fn what_is_not_an_id_is_refused() {
    for text in [
        "",
        "01234567-89ab-4fff-bfff-ffffffffffff",
        "01234567-89ab-7fff-cfff-ffffffffffff",
        "0123456789ab7fffbfffffffffffffff",
        "01234567-89ab-7fff-bfff-fffffffffff",
        "01234567-89ab-7fff-bfff-fffffffffff/",
        "{1234567-89ab-7fff-bfff-fffffffffff}",
        "0123456-789ab-7fff-bfff-ffffffffffff",
    ] {
        assert!(text.parse::<PersonId>().is_err(), "`{text}` must be refused");
    }
}

#[test]
fn addresses_are_kept_as_written_and_found_in_any_case() {
    let address: EmailAddress = " Janis.Berzins+blis@Saldus.LV ".parse().unwrap();
    assert_eq!(address.as_str(), "Janis.Berzins+blis@Saldus.LV");
    assert_eq!(address.folded(), "janis.berzins+blis@saldus.lv");
    assert_eq!(
        (address.mailbox(), address.host()),
        ("Janis.Berzins+blis", "Saldus.LV")
    );
    assert!("a@xn--kekava-kxa.lv".parse::<EmailAddress>().is_ok());
}

#[test]
fn what_is_not_an_address_is_refused_with_its_reason() {
    use InvalidEmailAddress::*;
    let long_mailbox = format!("{}@saldus.lv", "a".repeat(65));
    let long_host = format!("a@{}lv", "saldus.".repeat(40));
    for (text, reason) in [
        ("", Empty),
        ("   ", Empty),
        ("janis", NotOneAt),
        ("janis@@saldus.lv", NotOneAt),
        ("a@b.lv@c.lv", NotOneAt),
        ("@saldus.lv", Mailbox),
        ("janis berzins@saldus.lv", Mailbox),
        (".janis@saldus.lv", Mailbox),
        ("janis..b@saldus.lv", Mailbox),
        ("\"janis\"@saldus.lv", Mailbox),
        ("jānis@saldus.lv", Mailbox),
        ("a,b@saldus.lv", Mailbox),
        ("<a@saldus.lv", Mailbox),
        ("a@saldus.lv>", Host),
        ("a@", Host),
        ("a@saldus", Host),
        ("a@saldus..lv", Host),
        ("a@-saldus.lv", Host),
        ("a@saldus.lv.", Host),
        ("a@127.0.0.1", Host),
        ("a@[127.0.0.1]", Host),
        ("a@ķekava.lv", HostBeyondAscii),
        ("a@saldus.lv\r\nBcc: b@c.lv", ControlCharacter),
        ("a@saldus.lv\n", ControlCharacter),
        ("a\0@saldus.lv", ControlCharacter),
        (&long_mailbox, TooLong),
        (&long_host, TooLong),
    ] {
        assert_eq!(text.parse::<EmailAddress>(), Err(reason), "`{text}`");
        assert!(
            Language::ALL
                .iter()
                .all(|language| !reason.message().get(*language).is_empty())
        );
    }
}

#[test]
fn logs_get_neither_addresses_nor_names() {
    let address: EmailAddress = "janis@saldus.lv".parse().unwrap();
    let name: PersonName = "Jānis".parse().unwrap();
    assert_eq!(format!("{address:?} {name:?}"), "EmailAddress(…) PersonName(…)");
}

#[test]
fn names_are_trimmed_and_bounded() {
    assert_eq!(
        "  Ilze Ķekava-Āre ".parse::<PersonName>().unwrap().as_str(),
        "Ilze Ķekava-Āre"
    );
    assert!("ņ".repeat(120).parse::<PersonName>().is_ok());
    assert_eq!(
        "ņ".repeat(121).parse::<PersonName>(),
        Err(InvalidPersonName::TooLong)
    );
    assert_eq!(" \t ".parse::<PersonName>(), Err(InvalidPersonName::Empty));
    for text in [
        "a\nb",
        "a\0b",
        "a\u{202e}b",
        "\u{200b}",
        "a\u{2028}b",
        "a\u{feff}",
    ] {
        assert_eq!(
            text.parse::<PersonName>(),
            Err(InvalidPersonName::ControlCharacter),
            "{text:?}"
        );
    }
}

#[test]
fn states_read_back_and_one_of_them_opens_the_door() {
    for state in PersonState::ALL {
        assert_eq!(serde_json::to_value(state).unwrap(), state.code());
        assert_eq!(PersonState::from_code(state.code()), Some(state));
    }
    let open: Vec<_> = PersonState::ALL
        .into_iter()
        .filter(|state| state.may_sign_in())
        .collect();
    assert_eq!(open, [PersonState::Active]);
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_read_reads_back(text in ".{0,60}") {
        if let Ok(id) = text.parse::<PersonId>() {
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }
        if let Ok(name) = text.parse::<PersonName>() {
            prop_assert_eq!(name.to_string().parse(), Ok(name));
        }
    }

    #[test]
    fn an_address_has_one_at_and_one_line(text in "[a-z.+@ \\n-]{0,12}@[a-zé.@-]{0,12}\\.lv") {
        if let Ok(address) = text.parse::<EmailAddress>() {
            prop_assert_eq!(address.as_str().matches('@').count(), 1);
            prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(address.folded().parse::<EmailAddress>().unwrap().folded(), address.folded());
        }
    }

    #[test]
    fn ids_are_ordered_by_the_moment_they_were_made(
        earlier in 0..1u64 << 47, later in 1u64 << 47..1 << 48, a: [u8; 10], b: [u8; 10],
    ) {
        let (first, second) = (PersonId::new(earlier, a), PersonId::new(later, b));
        prop_assert!(first < second);
        prop_assert_eq!(second.as_str().parse(), Ok(second.clone()));
    }
}
