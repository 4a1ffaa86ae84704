//! Every word of the pages of accounts, in both languages; a missing one does not compile.

use super::clients::{self, ClientWords};
use super::log::{self, LogWords};
use blis_domain::text::Language;

/// The words of a language.
pub(super) struct Words {
    pub(super) skip: &'static str,
    pub(super) menu: &'static str,
    pub(super) indicators: &'static str,
    pub(super) account: &'static str,
    pub(super) language: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) sign_out: &'static str,
    pub(super) email: &'static str,
    pub(super) password: &'static str,
    pub(super) no_account: &'static str,
    pub(super) roles: &'static str,
    pub(super) no_roles: &'static str,
    pub(super) second_factor_needed: &'static str,
    pub(super) may: &'static str,
    pub(super) sessions: &'static str,
    /// Browser, address, opened, last used, end.
    pub(super) session_columns: [&'static str; 5],
    pub(super) this_session: &'static str,
    pub(super) end_session: &'static str,
    pub(super) change_password: &'static str,
    pub(super) current_password: &'static str,
    pub(super) new_password: &'static str,
    pub(super) password_rules: &'static str,
    pub(super) password_changed: &'static str,
    pub(super) log: LogWords,
    pub(super) clients: ClientWords,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Words {
        match language {
            Language::Lv => &LV,
            Language::En => &EN,
        }
    }
}

const LV: Words = Words {
    skip: "Uz lapas saturu",
    menu: "Galvenā izvēlne",
    indicators: "Rādītāji",
    account: "Mans konts",
    language: "Valoda",
    sign_in: "Pierakstīties",
    sign_out: "Izrakstīties",
    email: "E-pasta adrese",
    password: "Parole",
    no_account: "Kontu piešķir pašvaldības vai sistēmas administrators. Publicētos datus var lasīt arī bez konta.",
    roles: "Lomas",
    no_roles: "Jums nav piešķirta neviena loma.",
    second_factor_needed: "Kāda no lomām darbosies tikai pēc vienreizējo kodu iestatīšanas.",
    may: "Jūs drīkstat",
    sessions: "Kur esat pierakstījies",
    session_columns: [
        "Pārlūkprogramma",
        "Adrese",
        "Pierakstīšanās (UTC)",
        "Pēdējoreiz lietots (UTC)",
        "",
    ],
    this_session: "šī sesija",
    end_session: "Beigt",
    change_password: "Mainīt paroli",
    current_password: "Pašreizējā parole",
    new_password: "Jaunā parole",
    password_rules: "Vismaz 12 zīmes; der arī vairāki vārdi ar atstarpēm. Pārējās sesijas tiks beigtas.",
    password_changed: "Parole nomainīta, pārējās sesijas beigtas.",
    log: log::LV,
    clients: clients::LV,
};

const EN: Words = Words {
    skip: "Skip to the content",
    menu: "Main menu",
    indicators: "Indicators",
    account: "My account",
    language: "Language",
    sign_in: "Sign in",
    sign_out: "Sign out",
    email: "E-mail address",
    password: "Password",
    no_account: "Accounts are given by the administrator of a municipality or of the system. Published data can be read without one.",
    roles: "Roles",
    no_roles: "You have not been given any role.",
    second_factor_needed: "One of the roles will hold only after one-time codes have been set up.",
    may: "You may",
    sessions: "Where you are signed in",
    session_columns: ["Browser", "Address", "Signed in (UTC)", "Last used (UTC)", ""],
    this_session: "this session",
    end_session: "End",
    change_password: "Change the password",
    current_password: "Present password",
    new_password: "New password",
    password_rules: "At least 12 characters; several words with spaces will do. Your other sessions will end.",
    password_changed: "The password was changed, your other sessions have ended.",
    log: log::EN,
    clients: clients::EN,
};
