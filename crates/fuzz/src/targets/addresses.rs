//! What stands in an address: queries, cursors, moments, and where somebody wants to return to.

use blis_api::fuzzing as api;
use blis_domain::problem::ProblemDraft;
use url::Url;

/// A query gives parameters within their bounds, or a problem that names one; the next page asks the same question.
pub(crate) fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match api::read(&text) {
        Ok(sought) => {
            let (k, limit, width, on, weights) = sought.sizes();
            assert!((1..=43).contains(&k) && (1..=1000).contains(&limit) && (320..=2000).contains(&width));
            assert!(
                on.len() <= 20 && (1..on.len()).all(|at| !on[..at].contains(&on[at])),
                "{on:?}"
            );
            assert!(
                weights.iter().all(|weight| *weight > 0.0 && *weight <= 1e6),
                "{weights:?}"
            );
        }
        Err(problem) => names_a_parameter(&problem),
    }
    // What arrives as a query has passed the reader of addresses, which lets through neither spaces nor <, > and #.
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"#<>".contains(&byte))
    {
        return;
    }
    let next = api::following("/x", &text, "new");
    assert!(
        next.bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"<>".contains(&byte)),
        "{next}"
    );
    let (_, query) = next.split_once('?').expect("a cursor is a parameter");
    let is_cursor = |pair: &(String, String)| pair.0 == "cursor";
    let (cursors, kept): (Vec<_>, Vec<_>) = api::pairs(query).into_iter().partition(is_cursor);
    assert_eq!(cursors, [("cursor".to_owned(), "new".to_owned())], "{next}");
    let mut asked = api::pairs(&text);
    asked.retain(|pair| !is_cursor(pair));
    assert_eq!(kept, asked, "{next}");
}

/// A search of the audit log is within bounds, or refused by the name of a parameter.
pub(crate) fn audit_query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match api::audit_filter(&text) {
        Ok(filter) => {
            assert!((1..=1000).contains(&filter.limit));
            for word in filter.action.iter().chain(&filter.target_kind) {
                assert!(
                    (1..=60).contains(&word.len())
                        && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                );
            }
            // The store counts microseconds in 64 bits.
            for instant in filter.from.iter().chain(&filter.to) {
                assert!(i64::try_from(instant.unix_timestamp_nanos() / 1000).is_ok());
            }
            for text in filter
                .target
                .iter()
                .map(String::as_str)
                .chain(filter.actor.as_ref().and_then(|a| a.id()))
            {
                assert!(!text.contains('\0'), "PostgreSQL takes no such text: {text:?}");
            }
        }
        Err(problem) if problem.code.status() == 400 && problem.faults.is_empty() => {
            assert!(text.contains("cursor"), "{problem:?}");
        }
        Err(problem) => names_a_parameter(&problem),
    }
}

fn names_a_parameter(problem: &ProblemDraft) {
    assert_eq!(problem.code.status(), 400, "{problem:?}");
    let pointer = problem.faults[0]
        .pointer
        .as_deref()
        .expect("a parameter is named");
    assert!(
        pointer.starts_with('?') && pointer.chars().count() <= 61,
        "{pointer}"
    );
    for fault in &problem.faults {
        assert!(fault.message.en.chars().count() <= 1000, "{}", fault.message.en);
    }
}

/// A moment begins before it ends, and the day it names lies between.
pub(crate) fn moment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some([start, day, end]) = api::moments(&text) {
        assert!(start <= day && day <= end, "{start} {day} {end}");
        let longest = 24 * 3600 * 1_000_000_000;
        assert!(end - start <= longest);
        assert!(i64::try_from(start / 1000).is_ok() && i64::try_from(end / 1000).is_ok());
    }
}

/// A cursor leads back to its place, for its own question alone.
pub(crate) fn cursor(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // No place that is given out holds a NUL, and none that looks like one is taken back.
    if text.contains('\0') || text.contains("\\u0000") {
        assert!(api::place("q", &text).is_err());
        return;
    }
    let number = bytes.iter().fold(0u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add((*byte).into())
    });
    let place = (number, text.clone().into_owned());
    let cursor = api::cursor("q", place.clone()).unwrap();
    assert!(
        cursor
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    );
    assert_eq!(api::place("q", &cursor).unwrap(), (place, cursor.clone()));
    assert!(api::place("another", &cursor).is_err());

    // As it came from a caller: in letters, and in the letters of a cursor.
    if let Ok((place, again)) = api::place("q", &text) {
        assert_eq!(api::place("q", &again).unwrap().0, place);
        assert!(api::place("another", &text).is_err());
    }
}

/// Nobody is led to another site, however a browser reads the path.
pub(crate) fn return_to(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let site = Url::parse("https://blis.example/sign-in?lang=lv").unwrap();
    let (plain, in_english) = api::return_to(&text);
    for path in [plain, in_english] {
        assert!(path.starts_with('/'), "{path}");
        assert!(
            path.bytes().all(|byte| byte.is_ascii_graphic()),
            "it stands in a header: {path:?}"
        );
        let target = site.join(&path).expect("it is an address");
        assert_eq!(target.origin(), site.origin(), "{path} leads to {target}");
        assert!(target.username().is_empty());
    }
}
