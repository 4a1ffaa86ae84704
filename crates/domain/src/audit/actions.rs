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
    /// What a machine client is was changed: name, scopes, addresses.
    CHANGE_CLIENT = "change_client": "mainīja programmas iestatījumus", "changed a machine client";
    /// A machine client is kept out.
    SUSPEND_CLIENT = "suspend_client": "apturēja programmas piekļuvi", "suspended a machine client";
    /// A machine client is let in again.
    RESUME_CLIENT = "resume_client": "atjaunoja programmas piekļuvi", "let a machine client in again";
    /// A machine client was removed for good.
    REMOVE_CLIENT = "remove_client": "izņēma programmu", "removed a machine client";
    /// A machine client was given another secret.
    ADD_CLIENT_SECRET = "add_client_secret": "piešķīra programmai noslēpumu", "gave a machine client a secret";
    /// A secret of a machine client was taken back.
    REVOKE_CLIENT_SECRET = "revoke_client_secret": "atsauca programmas noslēpumu", "revoked a secret of a machine client";
    /// A new key was made that will sign access tokens.
    ROTATE_KEY = "rotate_key": "izveidoja jaunu parakstīšanas atslēgu", "made a new signing key";
    /// The members of a network were set.
    SET_NETWORK_MEMBERS = "set_network_members": "noteica tīkla dalībnieces", "set the members of a network";
    /// A person was added.
    ADD_PERSON = "add_person": "pievienoja lietotāju", "added a person";
    /// A person was given a role.
    GIVE_ROLE = "give_role": "piešķīra lomu", "gave a role";
    /// A password was set.
    SET_PASSWORD = "set_password": "nomainīja paroli", "set a password";
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
