//! The actions that stand in the audit log: the names that are stored, and what people read in their place.

use crate::text::Language;

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
    ADD_CLIENT = "add_client": "pievienoja programmu", "added a machine client";
    /// The members of a network were set.
    SET_NETWORK_MEMBERS = "set_network_members": "noteica tīkla dalībnieces", "set the members of a network";
    /// A person was added.
    ADD_PERSON = "add_person": "pievienoja lietotāju", "added a person";
    /// A person was given a role.
    GIVE_ROLE = "give_role": "piešķīra lomu", "gave a role";
    /// A password was set.
    SET_PASSWORD = "set_password": "nomainīja paroli", "set a password";
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
    /// A batch was pushed.
    PUSH_BATCH = "push_batch": "nosūtīja datu paketi", "sent a batch";
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
