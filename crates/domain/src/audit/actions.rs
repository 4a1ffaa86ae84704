//! The actions that stand in the audit log: the names that are stored, and what people read in their place.

use super::Outcome;
use crate::text::Language;

/// How something ended, in a line of the log; `None` for what this release does not know.
pub fn outcome_name(language: Language, code: &str) -> Option<&'static str> {
    let (lv, en) = match Outcome::from_code(code)? {
        Outcome::Done => ("izdarīts", "done"),
        Outcome::Refused => ("atteikts", "refused"),
    };
    Some(match language {
        Language::Lv => lv,
        Language::En => en,
    })
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal: $lv:literal, $en:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*

        /// Every action, in the order of a list to choose from.
        pub const ALL: &[&str] = &[$($name),*];

        /// What an action is called in a line of the log; `None` for one that this release does not know.
        pub fn action_name(language: Language, code: &str) -> Option<&'static str> {
            match (code, language) {
                $(($code, Language::Lv) => Some($lv), ($code, Language::En) => Some($en),)*
                _ => None,
            }
        }
    };
}

// A name that is in somebody's log is never given another meaning.
actions! {
    /// A machine client was added.
    ADD_CLIENT = "add_client": "pievienoja pieslēgtu sistēmu", "added a machine client";
    /// What a machine client is was changed: name, scopes, addresses.
    CHANGE_CLIENT = "change_client": "mainīja pieslēgtās sistēmas iestatījumus", "changed a machine client";
    /// A machine client is kept out.
    SUSPEND_CLIENT = "suspend_client": "apturēja pieslēgto sistēmu", "suspended a machine client";
    /// A machine client is let in again.
    RESUME_CLIENT = "resume_client": "atjaunoja pieslēgto sistēmu", "let a machine client in again";
    /// A machine client was removed for good.
    REMOVE_CLIENT = "remove_client": "izņēma pieslēgto sistēmu", "removed a machine client";
    /// A machine client was given another secret.
    ADD_CLIENT_SECRET = "add_client_secret": "izveidoja pieslēgtās sistēmas piekļuves atslēgu", "gave a machine client a secret";
    /// A secret of a machine client was taken back.
    REVOKE_CLIENT_SECRET = "revoke_client_secret": "atsauca pieslēgtās sistēmas piekļuves atslēgu", "revoked a secret of a machine client";
    /// A webhook was added.
    ADD_WEBHOOK = "add_webhook": "pievienoja tīmekļa āķi", "added a webhook";
    /// What a webhook is was changed: address, events, description.
    CHANGE_WEBHOOK = "change_webhook": "mainīja tīmekļa āķi", "changed a webhook";
    /// A webhook was stopped for now.
    SUSPEND_WEBHOOK = "suspend_webhook": "apturēja tīmekļa āķi", "suspended a webhook";
    /// A webhook is sent to again.
    RESUME_WEBHOOK = "resume_webhook": "atjaunoja tīmekļa āķi", "let a webhook on again";
    /// The server stopped a webhook whose receiver is gone or failed for days.
    DISABLE_WEBHOOK = "disable_webhook":
        "pārtrauca sūtīt tīmekļa āķim, jo tas nesaņem", "stopped a webhook that does not receive";
    /// A webhook was removed for good.
    REMOVE_WEBHOOK = "remove_webhook": "izņēma tīmekļa āķi", "removed a webhook";
    /// A webhook was given another secret.
    ADD_WEBHOOK_SECRET = "add_webhook_secret":
        "nomainīja tīmekļa āķa paraksta atslēgu", "gave a webhook another secret";
    /// A webhook was tried out.
    PING_WEBHOOK = "ping_webhook": "izmēģināja tīmekļa āķi", "tried a webhook out";
    /// A delivery to a webhook is to be tried again.
    RETRY_DELIVERY = "retry_delivery": "lūdza sūtīt tīmekļa āķim vēlreiz", "asked for another attempt at a delivery";
    /// A new key was made that will sign access tokens.
    ROTATE_KEY = "rotate_key": "izveidoja jaunu parakstīšanas atslēgu", "made a new signing key";
    /// The members of a network were set.
    SET_NETWORK_MEMBERS = "set_network_members": "noteica tīkla dalībnieces", "set the members of a network";
    /// A person was added.
    ADD_PERSON = "add_person": "pievienoja lietotāju", "added a person";
    /// A person was given a role.
    GIVE_ROLE = "give_role": "piešķīra lomu", "gave a role";
    /// A person changed their own name or language.
    CHANGE_ACCOUNT = "change_account": "mainīja sava konta datus", "changed their account";
    /// A role was taken from a person.
    TAKE_ROLE = "take_role": "atņēma lomu", "took a role";
    /// A person was suspended.
    SUSPEND_PERSON = "suspend_person": "apturēja kontu", "suspended an account";
    /// A suspended person was let back.
    LET_PERSON_BACK = "let_person_back": "atjaunoja kontu", "let an account back";
    /// All sessions of a person were ended by somebody else.
    END_SESSIONS = "end_sessions": "izbeidza visas sesijas", "ended all sessions";
    /// A municipality joined a network.
    ADD_NETWORK_MEMBER = "add_network_member": "uzņēma tīklā", "took into a network";
    /// A municipality left a network.
    REMOVE_NETWORK_MEMBER = "remove_network_member": "izņēma no tīkla", "took out of a network";
    /// The coordinator or the stage of a network was set.
    CHANGE_NETWORK = "change_network": "mainīja tīklu", "changed a network";
    /// A sheet joined the catalogue.
    ADD_INDICATOR = "add_indicator": "pievienoja rādītāja lapu", "added the sheet of an indicator";
    /// A sheet of the catalogue was changed.
    CHANGE_INDICATOR = "change_indicator": "mainīja rādītāja lapu", "changed the sheet of an indicator";
    /// A person was erased.
    ERASE_PERSON = "erase_person": "izdzēsa personas datus", "erased a person";
    /// All that is held about a person was handed out.
    EXPORT_PERSON = "export_person": "izsniedza personas datus", "handed out a person's data";
    /// Entries of the audit log were taken along as a file.
    EXPORT_AUDIT = "export_audit": "lejupielādēja audita žurnālu", "downloaded the audit log";
    /// A password was set.
    SET_PASSWORD = "set_password": "nomainīja paroli", "set a password";
    /// An invitation was sent.
    SEND_INVITATION = "send_invitation": "nosūtīja uzaicinājumu", "sent an invitation";
    /// An invitation was accepted.
    ACCEPT_INVITATION = "accept_invitation": "pieņēma uzaicinājumu", "accepted an invitation";
    /// A letter with a link to set a new password was asked for.
    ASK_PASSWORD_RESET = "ask_password_reset": "lūdza paroles maiņas saiti", "asked for a link to set a new password";
    /// A password was set by the link of a letter.
    RESET_PASSWORD = "reset_password": "uzstādīja jaunu paroli ar vēstules saiti", "set a new password by the link of a letter";
    /// The server printed a link for its first administrator.
    OFFER_FIRST_ADMIN = "offer_first_admin":
        "izsniedza saiti pirmajam administratoram", "gave out the link for the first administrator";
    /// The links for the first administrator ended, because the server takes nobody in by them.
    WITHDRAW_FIRST_ADMIN = "withdraw_first_admin":
        "atsauca saiti pirmajam administratoram", "took back the link for the first administrator";
    /// A person got a secret for one-time codes, which does not hold yet.
    PREPARE_SECOND_FACTOR = "prepare_second_factor":
        "sāka iestatīt vienreizējos kodus", "began to set up one-time codes";
    /// One-time codes were set up.
    SET_SECOND_FACTOR = "set_second_factor": "iestatīja vienreizējos kodus", "set up one-time codes";
    /// One-time codes were taken away.
    REMOVE_SECOND_FACTOR = "remove_second_factor": "noņēma vienreizējos kodus", "took one-time codes away";
    /// New recovery codes took the place of the old.
    MAKE_RECOVERY_CODES = "make_recovery_codes": "izveidoja jaunus atkopšanas kodus", "made new recovery codes";
    /// A person who was signed in showed anew who they are, or failed to.
    CONFIRM_SESSION = "confirm_session": "apliecināja, kas ir", "confirmed who they are";
    /// A person signed in, or was refused.
    SIGN_IN = "sign_in": "pierakstījās", "signed in";
    /// A person signed out.
    SIGN_OUT = "sign_out": "izrakstījās", "signed out";
    /// A session was ended from elsewhere.
    END_SESSION = "end_session": "izbeidza sesiju", "ended a session";
    /// A session was ended because one of its refresh tokens came a second time.
    END_STOLEN_SESSION = "end_stolen_session":
        "izbeidza sesiju, jo tās pilnvara tika uzrādīta otrreiz", "ended a session whose token was shown a second time";
    /// An identity at another service was linked to an account.
    LINK_IDENTITY = "link_identity": "piesaistīja ārēju identitāti", "linked an identity of another service";
    /// An identity at another service was taken off an account.
    UNLINK_IDENTITY = "unlink_identity": "atsaistīja ārēju identitāti", "unlinked an identity of another service";
    /// A batch was pushed.
    PUSH_BATCH = "push_batch": "nosūtīja datu paketi", "sent a batch";
    /// A held figure was released or refused.
    DECIDE_HELD = "decide_held": "izlēma par aizturētu vērtību", "decided about a held figure";
    /// All held figures of a batch were released or refused.
    DECIDE_BATCH = "decide_batch": "izlēma par aizturētu datu paketi", "decided about a held batch";
    /// A release was planned.
    PLAN_RELEASE = "plan_release": "ieplānoja publiskošanu", "planned a release";
    /// The plan of a release was changed.
    CHANGE_RELEASE = "change_release": "mainīja plānoto publiskošanu", "changed a planned release";
    /// A planned release was called off.
    CALL_OFF_RELEASE = "call_off_release": "atcēla plānoto publiskošanu", "called off a planned release";
    /// A release became public.
    PUBLISH_RELEASE = "publish_release": "publiskoja datus", "made a release public";
    /// A municipality confirmed a figure of its own before its release, or asked for its correction.
    ANSWER_FIGURE = "answer_figure": "atbildēja par vērtību pirms publiskošanas", "answered about a figure before its release";
    /// A figure was explained.
    EXPLAIN_FIGURE = "explain_figure": "paskaidroja vērtību", "explained a figure";
    /// The explanation of a figure was withdrawn.
    WITHDRAW_EXPLANATION = "withdraw_explanation": "atsauca vērtības skaidrojumu", "withdrew the explanation of a figure";
    /// The database was restored from a backup.
    RESTORE_BACKUP = "restore_backup": "atjaunoja datubāzi no rezerves kopijas", "restored the database from a backup";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_action_has_a_code_of_its_own_and_words_in_both_languages() {
        let mut seen = HashSet::new();
        for code in ALL {
            assert!(seen.insert(code), "`{code}` stands for two actions");
            let fits = |letter: char| letter.is_ascii_lowercase() || letter == '_';
            assert!(code.chars().all(fits), "`{code}` is written otherwise");
            for language in [Language::Lv, Language::En] {
                assert!(
                    action_name(language, code).is_some_and(|words| !words.is_empty()),
                    "{code}"
                );
            }
        }
        assert_eq!(action_name(Language::En, "unheard_of"), None);
    }
}
