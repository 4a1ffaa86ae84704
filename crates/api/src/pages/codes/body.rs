//! What stands on the pages of one-time codes.

use super::words::CodesWords;
use super::{CONFIRM, PATH, RECOVERY, REMOVE};
use crate::pages::words::Words;
use crate::pages::{confirm, fields, once};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_domain::text::Language;
use blis_domain::wire::SecondFactorSecret;
use blis_store::SignedIn;
use maud::{Markup, html};

/// Letters of a secret that stand together, so that it can be typed.
const GROUP: usize = 4;

/// How it stands, and what can be done.
pub(super) fn state(language: Language, me: &SignedIn, fresh: bool, left: u32) -> Markup {
    let words = &Words::of(language).codes;
    let set = me.has_second_factor;
    html! {
        p.subtitle { (words.about) }
        p { (if set { words.is_set } else { words.is_not_set }) }
        @if me.standing.needs_second_factor() && !set {
            p.notice { (words.needed) }
        }
        @if set {
            p { (words.recovery_left) (left) }
        }
        @if !fresh {
            p { a.button href=(confirm::address(language, PATH)) { (words.stale) } }
        } @else if set {
            (replacing(language, me, words))
        } @else {
            (button(language, me, PATH, words.begin))
        }
        (back(language))
    }
}

/// What can be done with codes that are set up.
fn replacing(language: Language, me: &SignedIn, words: &CodesWords) -> Markup {
    html! {
        section {
            h2 { (words.recovery) }
            p.quiet { (words.recovery_new_about) }
            (button(language, me, RECOVERY, words.recovery_new))
        }
        section {
            h2 { (words.anew) }
            p.quiet { (words.anew_about) }
            (button(language, me, PATH, words.anew))
        }
        section {
            h2 { (words.remove) }
            @if me.standing.needs_second_factor() {
                p.quiet { (words.remove_not) }
            } @else {
                p.quiet { (words.remove_about) }
                p { a.button href=(format!("{REMOVE}?lang={language}")) { (words.remove) } }
            }
        }
    }
}

/// The secret, and the form for its first code.
pub(super) fn secret(
    language: Language,
    me: &SignedIn,
    secret: &SecondFactorSecret,
    refused: Option<&str>,
) -> Markup {
    let words = &Words::of(language).codes;
    let picture = format!("data:image/svg+xml;base64,{}", STANDARD.encode(&secret.qr_svg));
    html! {
        p { (words.scan) }
        p { img src=(picture) alt=(words.picture) width="220" height="220"; }
        p { (words.typing) }
        p { code { (grouped(&secret.secret)) } }
        (fields::form(&format!("{CONFIRM}?lang={language}"), &me.csrf, &html! {
            @if let Some(reason) = refused {
                p.form-refused role="alert" id="refused" { (reason) }
            }
            (one_time_field(words.first_code, refused.is_some(), Cursor::Here))
            p.quiet { (words.others_end) }
            button.button.button-strong type="submit" { (words.finish) }
        }))
        (once::kept(language, me, PATH, PATH, Words::of(language).cancel))
        (back(language))
    }
}

/// The recovery codes, until their owner says that they are kept.
pub(super) fn recovery_codes(language: Language, me: &SignedIn, codes: &[String]) -> Markup {
    let words = &Words::of(language).codes;
    html! {
        p.notice role="status" { (words.recovery_once) }
        ol.secrets {
            @for code in codes { li { code { (code) } } }
        }
        p { a.button href=(file(codes)) download="blis-recovery-codes.txt" { (words.recovery_file) } }
        (once::kept(language, me, PATH, "/account", words.recovery_stored))
    }
}

/// The codes as a file, which stands in the page itself: no address has them.
fn file(codes: &[String]) -> String {
    // Every program of every system shows these as lines.
    let text: String = codes.iter().flat_map(|code| [code.as_str(), "\r\n"]).collect();
    format!("data:text/plain;base64,{}", STANDARD.encode(text))
}

/// Where the cursor stands when a page with a field for a code opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Cursor {
    /// In that field.
    Here,
    /// In one before it: a password typed into the field of a code could be read by everybody.
    Before,
}

/// The field for a one-time code: phones show digits, and browsers offer the code they were sent.
pub(in crate::pages) fn one_time_field(label: &str, refused: bool, cursor: Cursor) -> Markup {
    html! {
        label {
            span.label { (label) }
            input.field type="text" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20"
                autocapitalize="none" spellcheck="false" required autofocus[cursor == Cursor::Here]
                aria-describedby=[refused.then_some("refused")];
        }
    }
}

/// The field for a recovery code.
pub(in crate::pages) fn recovery_field(label: &str) -> Markup {
    html! {
        label {
            span.label { (label) }
            input.field type="text" name="code" autocomplete="off" maxlength="40" autocapitalize="characters"
                spellcheck="false" required;
        }
    }
}

fn button(language: Language, me: &SignedIn, path: &str, label: &str) -> Markup {
    fields::button(&format!("{path}?lang={language}"), &me.csrf, &[], label)
}

fn back(language: Language) -> Markup {
    html! { p { a href=(format!("/account?lang={language}")) { (Words::of(language).account) } } }
}

fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(GROUP)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}
