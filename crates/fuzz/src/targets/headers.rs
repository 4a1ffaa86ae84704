//! What stands in headers and forms.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_api::fuzzing as api;
use blis_domain::text::Language;

/// A key is of the promised length, can be quoted again, and means the same quoted.
pub(crate) fn idempotency_key(bytes: &[u8]) {
    match api::idempotency_key(bytes) {
        None => {}
        Some(Ok(key)) => {
            assert!((1..=255).contains(&key.len()));
            assert!(
                key.bytes()
                    .all(|byte| byte == b'\t' || (0x20..0x7f).contains(&byte)),
                "{key:?}"
            );
            let quoted = format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""));
            assert_eq!(api::idempotency_key(quoted.as_bytes()).unwrap().unwrap(), key);
        }
        Some(Err(problem)) => assert!((400..500).contains(&problem.code.status())),
    }
}

/// A language that is not spoken changes nothing, and what is wanted most comes first.
pub(crate) fn accept_language(bytes: &[u8]) {
    let header = String::from_utf8_lossy(bytes);
    let wanted = Language::negotiate(&header);
    assert_eq!(Language::negotiate(&format!("{header},de")), wanted);
    assert_eq!(Language::negotiate(&format!("de;q=1,{header}")), wanted);
    for language in Language::ALL {
        assert_eq!(
            Language::negotiate(&format!("{language},{header}")),
            language,
            "none weighs more than 1"
        );
    }
    if !header.to_ascii_lowercase().contains("en") {
        assert_eq!(wanted, Language::Lv);
    }
}

/// A client says who it is in one way, and is understood the same in both.
pub(crate) fn token_request(bytes: &[u8]) {
    const FORM: &str = "application/x-www-form-urlencoded";
    const ASKED: &[u8] = b"grant_type=client_credentials";
    let text = String::from_utf8_lossy(bytes);
    // As the header, as what is packed in the header, and as the form.
    api::token_request(FORM, Some(&text), ASKED);
    let packed = format!("Basic {}", STANDARD.encode(bytes));
    if let Some((id, secret)) = api::token_request(FORM, Some(&packed), ASKED) {
        let escaped = |text: &str| {
            text.bytes()
                .map(|byte| format!("%{byte:02X}"))
                .collect::<String>()
        };
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            escaped(&id),
            escaped(&secret)
        );
        assert_eq!(
            api::token_request(FORM, None, form.as_bytes()),
            Some((id, secret))
        );
        assert_eq!(
            api::token_request(FORM, Some(&packed), form.as_bytes()),
            None,
            "the secret is shown in two ways"
        );
    }
    if let Some((id, _)) = api::token_request(FORM, None, bytes) {
        let twice = [bytes, b"&client_id=x"].concat();
        assert_eq!(api::token_request(FORM, None, &twice), None, "{id} and x");
    }
    assert_eq!(api::token_request("text/plain", Some(&packed), bytes), None);
}
