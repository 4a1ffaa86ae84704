//! What the codes in an entry are called: in the place of `external` a reader sees through what somebody signed in.

use super::super::device;
use super::words::{LogWords, kind_name};
use crate::pages::words::Words;
use blis_domain::audit::actions::action_name;
use blis_domain::finding;
use blis_domain::locale;
use blis_domain::network::NetworkStage;
use blis_domain::person::PersonState;
use blis_domain::release::ReleaseStage;
use blis_domain::rights::{Role, role_name};
use blis_domain::text::Language;

/// The value of a field in words; the value itself where it is no code, or one that this release does not know.
pub(super) fn value_name(language: Language, words: &LogWords, field: &str, value: &str) -> String {
    known(language, words, field, value).unwrap_or_else(|| value.to_owned())
}

fn known(language: Language, words: &LogWords, field: &str, value: &str) -> Option<String> {
    let all = Words::of(language);
    let word = match field {
        "way" => code(&words.ways, value)?,
        "code" => code(&words.codes, value)?,
        "because" => code(&words.reasons, value)?,
        "mode" => code(&words.modes, value)?,
        "action" => action_name(language, value)?,
        "actor_kind" | "target_kind" => return Some(kind_name(language, value).to_owned()),
        "state" => all.people.state(PersonState::from_code(value)?),
        "role" => role_name(language, Role::from_code(value)?),
        // Networks have stages, and so have releases.
        "stage" => match NetworkStage::from_code(value) {
            Some(stage) => all.networks.stage(stage),
            None => finding::stage(language, ReleaseStage::from_code(value)?),
        },
        "language" => Words::of(Language::from_tag(value)?).own_language,
        "device" => return Some(device::name(value)),
        "expires_at" | "made_at" => return Some(locale::to_minute(value)),
        _ => return None,
    };
    Some(word.to_owned())
}

fn code(words: &[(&str, &'static str)], value: &str) -> Option<&'static str> {
    let mut words = words.iter();
    words.find(|(code, _)| *code == value).map(|(_, name)| *name)
}
