use super::*;
use proptest::prelude::*;

/// The secret of the test values of both standards.
fn secret() -> OneTimeSecret {
    OneTimeSecret::of(*b"12345678901234567890")
}

fn typed(text: &str) -> OneTimeCode {
    match TypedCode::parse(text) {
        Some(TypedCode::OneTime(code)) => code,
        other => panic!("{text} is {other:?}"),
    }
}

#[test]
fn codes_are_those_of_rfc_4226_appendix_d() {
    let codes = [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
    ];
    for (counter, code) in (0..).zip(codes) {
        assert_eq!(secret().code(counter), code, "counter {counter}");
    }
}

#[test]
fn codes_are_those_of_rfc_6238_appendix_b() {
    // The standard shows eight digits; six are the last of them.
    for (seconds, step, digits) in [
        (59, 0x1, "94287082"),
        (1_111_111_109, 0x0235_23EC, "07081804"),
        (1_111_111_111, 0x0235_23ED, "14050471"),
        (1_234_567_890, 0x0273_EF07, "89005924"),
        (2_000_000_000, 0x03F9_40AA, "69279037"),
        (20_000_000_000, 0x27BC_86AA, "65353130"),
    ] {
        assert_eq!(step_at(seconds), step, "{seconds}");
        assert_eq!(secret().code(step), digits[2..], "{seconds}");
    }
}

#[test]
fn a_code_is_taken_one_step_around_its_own_and_no_further() {
    let code = typed(&secret().code(1000));
    for (now, found) in [
        (998, None),
        (999, Some(1000)),
        (1000, Some(1000)),
        (1001, Some(1000)),
        (1002, None),
    ] {
        assert_eq!(secret().step_of(code, now, None), found, "at {now}");
    }
}

#[test]
fn a_code_is_good_once_and_none_before_it_any_more() {
    let now = 1000;
    for (used, step, good) in [
        (999, 1000, true),
        (1000, 1000, false),
        (1000, 999, false),
        (1000, 1001, true),
        (1001, 1000, false),
    ] {
        let code = typed(&secret().code(step));
        let found = secret().step_of(code, now, Some(used));
        assert_eq!(found.is_some(), good, "the code of {step} after {used}");
    }
}

#[test]
fn a_clock_before_1970_is_at_the_first_step() {
    assert_eq!(step_at(-1), 0);
    assert_eq!(step_at(29), 0);
    assert_eq!(step_at(30), 1);
    let code = typed(&secret().code(0));
    assert_eq!(secret().step_of(code, 0, None), Some(0));
}

#[test]
fn base32_is_that_of_rfc_4648() {
    for (bytes, text) in [
        ("", ""),
        ("f", "MY"),
        ("fo", "MZXQ"),
        ("foo", "MZXW6"),
        ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ] {
        assert_eq!(base32::encode(bytes.as_bytes()), text);
        assert_eq!(base32::decode(text).as_deref(), Some(bytes.as_bytes()));
    }
    for wrong in ["M", "MZ1Q", "MZ=Q", "MZ", "MZXW6YTBO", "Ā"] {
        assert_eq!(base32::decode(wrong), None, "{wrong}");
    }
}

#[test]
fn a_code_is_read_however_it_is_written() {
    assert_eq!(typed("123456"), typed(" 123 456 "));
    assert_eq!(typed("000000"), typed("000-000"));
    let code = RecoveryCode::of(*b"0123456789");
    assert_eq!(code.shown(), "GAYT-EMZU-GU3D-OOBZ");
    for text in [
        "GAYT-EMZU-GU3D-OOBZ",
        "gayt emzu gu3d oobz",
        "gaytemzugu3doobz",
        " GAYTEMZU-gu3doobz",
    ] {
        assert_eq!(
            TypedCode::parse(text),
            Some(TypedCode::Recovery(code.clone())),
            "{text}"
        );
    }
    for wrong in [
        "",
        "12345",
        "1234567",
        "12345a",
        "١٢٣٤٥٦",
        "GAYT-EMZU-GU3D",
        "GAYT-EMZU-GU3D-OOB1",
        "GAYT-EMZU-GU3D-OOBZ-AAAA",
    ] {
        assert_eq!(TypedCode::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn an_authenticator_is_told_what_it_needs() {
    assert_eq!(
        secret().uri("BLIS", "anna+1@saldus.lv"),
        "otpauth://totp/BLIS:anna%2B1%40saldus.lv?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=BLIS&algorithm=SHA1\
         &digits=6&period=30"
    );
    let typed = "gezd gnbv gy3t qojq gezd gnbv gy3t qojq";
    assert_eq!(OneTimeSecret::parse(typed), Some(secret()));
    assert_eq!(OneTimeSecret::parse("GEZDGNBVGY3TQOJQ"), None, "a shorter one");
}

#[test]
fn nothing_secret_is_shown() {
    let shown = format!(
        "{:?} {:?} {:?}",
        secret(),
        TypedCode::parse("123456"),
        TypedCode::parse("GAYT-EMZU-GU3D-OOBZ")
    );
    assert_eq!(
        shown,
        "OneTimeSecret(…) Some(OneTime(OneTimeCode(…))) Some(Recovery(RecoveryCode(…)))"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(secret: [u8; SECRET_BYTES], code: [u8; RECOVERY_CODE_BYTES], step: u64) {
        let secret = OneTimeSecret::of(secret);
        prop_assert_eq!(OneTimeSecret::parse(&secret.to_base32()), Some(secret.clone()));
        let code = RecoveryCode::of(code);
        prop_assert_eq!(TypedCode::parse(&code.shown()), Some(TypedCode::Recovery(code)));
        prop_assert_eq!(secret.code(step).len(), DIGITS);
    }

    #[test]
    fn no_text_stops_the_reader(text: String) {
        TypedCode::parse(&text);
        OneTimeSecret::parse(&text);
    }
}
