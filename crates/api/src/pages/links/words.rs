//! The words of the pages behind links, in both languages; a missing one does not compile.

use blis_domain::text::Language;

pub(super) struct LinkWords {
    pub(super) email: &'static str,
    pub(super) name: &'static str,
    pub(super) name_hint: &'static str,
    pub(super) language: &'static str,
    pub(super) languages: [(&'static str, &'static str); 2],
    pub(super) password: &'static str,
    pub(super) password_hint: &'static str,
    pub(super) reset: &'static str,
    pub(super) reset_about: &'static str,
    pub(super) send_letter: &'static str,
    pub(super) letter_on_its_way: &'static str,
    pub(super) ask_again: &'static str,
    pub(super) new_password: &'static str,
    pub(super) new_password_about: &'static str,
    pub(super) set_password: &'static str,
    pub(super) invitation: &'static str,
    pub(super) invitation_about: &'static str,
    pub(super) begin: &'static str,
    pub(super) welcome: &'static str,
    pub(super) welcome_about: &'static str,
    pub(super) make_account: &'static str,
    pub(super) sign_in: &'static str,
}

impl LinkWords {
    pub(super) fn of(language: Language) -> &'static LinkWords {
        match language {
            Language::Lv => &LV,
            Language::En => &EN,
        }
    }
}

/// What the page for signing in says to whoever comes from one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Note {
    /// A new password was set.
    PasswordSet,
    /// An invitation was accepted.
    Accepted,
    /// The first administrator made their account.
    FirstAdmin,
}

impl Note {
    const ALL: [Note; 3] = [Note::PasswordSet, Note::Accepted, Note::FirstAdmin];

    /// As it stands in the address.
    pub(in crate::pages) fn code(self) -> &'static str {
        match self {
            Note::PasswordSet => "password_set",
            Note::Accepted => "accepted",
            Note::FirstAdmin => "first_admin",
        }
    }

    /// The note of a code; others mean nothing.
    pub(in crate::pages) fn of(code: &str) -> Option<Note> {
        Note::ALL.into_iter().find(|note| note.code() == code)
    }

    /// The sentence.
    pub(in crate::pages) fn sentence(self, language: Language) -> &'static str {
        match (self, language) {
            (Note::PasswordSet, Language::Lv) => {
                "Jaunā parole ir spēkā, visas līdzšinējās sesijas ir beigtas. Pierakstieties."
            }
            (Note::PasswordSet, Language::En) => {
                "The new password holds, and all sessions have ended. Sign in."
            }
            (Note::Accepted, Language::Lv) => "Konts ir atvērts. Pierakstieties ar izvēlēto paroli.",
            (Note::Accepted, Language::En) => "The account is open. Sign in with the password you chose.",
            (Note::FirstAdmin, Language::Lv) => {
                "Administratora konts ir izveidots. Pierakstieties; administratora loma sāks darboties, kad būs \
                 iestatīti vienreizējie kodi."
            }
            (Note::FirstAdmin, Language::En) => {
                "The administrator's account is made. Sign in; the role of administrator holds once one-time codes \
                 have been set up."
            }
        }
    }
}

const LV: LinkWords = LinkWords {
    email: "E-pasta adrese",
    name: "Vārds un uzvārds",
    name_hint: "Tā jūs redzēs citi lietotāji.",
    language: "Vēstuļu un lapu valoda",
    languages: [("lv", "Latviešu"), ("en", "Angļu")],
    password: "Parole",
    password_hint: "Vismaz 12 zīmes; der arī vairāki vārdi ar atstarpēm.",
    reset: "Aizmirsta parole",
    reset_about: "Ierakstiet sava konta e-pasta adresi: nosūtīsim saiti, ar kuru izvēlēties jaunu paroli.",
    send_letter: "Sūtīt saiti",
    letter_on_its_way: "Ja ar šo adresi ir aktīvs konts, vēstule ar saiti jau ir ceļā. Saite der vienu stundu. Ja \
        vēstules nav, pārbaudiet mēstuļu mapi un adreses pareizrakstību.",
    ask_again: "Lūgt jaunu saiti",
    new_password: "Jauna parole",
    new_password_about: "Kad parole būs nomainīta, visas sesijas tiks beigtas un varēsiet pierakstīties no jauna.",
    set_password: "Saglabāt paroli",
    invitation: "Laipni lūdzam BLIS",
    invitation_about: "Izvēlieties paroli, ar kuru turpmāk pierakstīsieties.",
    begin: "Atvērt kontu",
    welcome: "Pirmais administrators",
    welcome_about: "Šī sistēma ir tikko uzstādīta, un tai vēl nav administratora. Izveidojiet savu kontu: ar to \
        varēsiet uzaicināt pārējos.",
    make_account: "Izveidot kontu",
    sign_in: "Pierakstīties",
};

const EN: LinkWords = LinkWords {
    email: "E-mail address",
    name: "Name and surname",
    name_hint: "This is how others see you.",
    language: "Language of letters and pages",
    languages: [("lv", "Latvian"), ("en", "English")],
    password: "Password",
    password_hint: "At least 12 characters; several words with spaces will do.",
    reset: "Forgotten password",
    reset_about: "Type the e-mail address of your account: we send a link to choose a new password by.",
    send_letter: "Send the link",
    letter_on_its_way: "If there is an active account with this address, a letter with a link is on its way. The link \
        holds for an hour. If no letter comes, look into the folder for spam, and check the spelling of the address.",
    ask_again: "Ask for a new link",
    new_password: "New password",
    new_password_about: "Once the password is changed, all sessions end and you sign in anew.",
    set_password: "Keep the password",
    invitation: "Welcome to BLIS",
    invitation_about: "Choose the password to sign in with from now on.",
    begin: "Open the account",
    welcome: "The first administrator",
    welcome_about: "This installation is new and has no administrator yet. Make your account: with it you invite the \
        others.",
    make_account: "Make the account",
    sign_in: "Sign in",
};
