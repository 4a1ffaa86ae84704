//! Every word of the letters, in both languages. Plain text: it says the same to every program that shows letters.

use blis_domain::text::Language;
use blis_store::NewLetter;
use time::OffsetDateTime;

/// What an invitation says.
pub(super) struct Invited<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) invited_by: Option<&'a str>,
    /// Each with its place.
    pub(super) roles: &'a [String],
    pub(super) link: &'a str,
    pub(super) until: Moment,
    /// The address of the installation.
    pub(super) site: &'a str,
}

/// An instant in words, to the minute.
#[derive(Clone, Copy)]
pub(super) struct Moment(OffsetDateTime);

impl Moment {
    pub(super) fn of(instant: OffsetDateTime) -> Moment {
        Moment(instant)
    }

    fn lv(self) -> String {
        let month = MONTHS_LV[usize::from(u8::from(self.0.month())) - 1];
        format!(
            "{}. gada {}. {month} plkst. {} (UTC)",
            self.0.year(),
            self.0.day(),
            self.time()
        )
    }

    fn en(self) -> String {
        let month = self.0.month();
        format!(
            "{} {month} {}, {} (UTC)",
            self.0.day(),
            self.0.year(),
            self.time()
        )
    }

    fn time(self) -> String {
        format!("{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// The months after "until", in the dative.
const MONTHS_LV: [&str; 12] = [
    "janvārim",
    "februārim",
    "martam",
    "aprīlim",
    "maijam",
    "jūnijam",
    "jūlijam",
    "augustam",
    "septembrim",
    "oktobrim",
    "novembrim",
    "decembrim",
];

pub(super) fn invitation(language: Language, said: &Invited<'_>) -> NewLetter {
    let roles = lines(said.roles);
    let Invited { link, site, .. } = said;
    match language {
        Language::Lv => {
            let who = said
                .invited_by
                .map_or_else(|| "Jūs aicina".to_owned(), |name| format!("{name} Jūs aicina"));
            let roles = match roles.as_str() {
                "" => String::new(),
                _ => format!("Jums piešķirts:\n{roles}\n"),
            };
            NewLetter {
                subject: "Uzaicinājums uz BLIS".to_owned(),
                body: format!(
                    "{}\n\n\
                     {who} izmantot BLIS – Latvijas pašvaldību salīdzināšanas un mācīšanās sistēmu.\n\n\
                     {roles}\
                     Lai izvēlētos paroli un sāktu darbu, atveriet šo saiti:\n\n{link}\n\n\
                     Saite der vienu reizi, līdz {}.\n\n\
                     Ja uzaicinājums nav domāts Jums, neko nedariet un izdzēsiet šo vēstuli: kamēr saite nav \
                     izmantota, kontā neviens nevar pierakstīties. Nepārsūtiet to citiem.\n\n\
                     {}\n",
                    greeting(language, said.name),
                    said.until.lv(),
                    signature(language, site),
                ),
            }
        }
        Language::En => {
            let who = said.invited_by.map_or_else(
                || "You are invited".to_owned(),
                |name| format!("{name} invites you"),
            );
            let roles = match roles.as_str() {
                "" => String::new(),
                _ => format!("You have been given:\n{roles}\n"),
            };
            NewLetter {
                subject: "Invitation to BLIS".to_owned(),
                body: format!(
                    "{}\n\n\
                     {who} to use BLIS, the benchlearning information system of Latvian municipalities.\n\n\
                     {roles}\
                     To choose a password and begin, open this link:\n\n{link}\n\n\
                     The link works once, until {}.\n\n\
                     If the invitation is not meant for you, do nothing and delete this letter: as long as the link \
                     has not been used, nobody can sign in to the account. Do not pass it on.\n\n\
                     {}\n",
                    greeting(language, said.name),
                    said.until.en(),
                    signature(language, site),
                ),
            }
        }
    }
}

/// The letter to somebody who has an account already. `name` is theirs, `given_by` that of who gave the roles.
pub(super) fn roles_given(
    language: Language,
    (name, given_by): (Option<&str>, Option<&str>),
    roles: &[String],
    site: &str,
) -> NewLetter {
    let (greeting, signature) = (greeting(language, name), signature(language, site));
    let roles = lines(roles);
    match language {
        Language::Lv => NewLetter {
            subject: "BLIS: Jums ir piešķirta loma".to_owned(),
            body: format!(
                "{greeting}\n\n\
                 Jums BLIS – Latvijas pašvaldību salīdzināšanas un mācīšanās sistēmā – ir piešķirts:\n{roles}\n\
                 To izdarīja {}. Izmantojiet to pašu kontu, kas Jums jau ir; jauna parole nav vajadzīga.\n\n\
                 Administrators, kurš pārzina vietu, kurā loma piešķirta, tagad redz Jūsu vārdu, e-pasta adresi, konta \
                 stāvokli un lomas šajā vietā. Kādas lomas Jums ir citur, viņš neredz.\n\n\
                 Ja tā ir kļūda, sazinieties ar to, kurš lomu piešķīra, vai ar sistēmas administratoru: lomu var \
                 atņemt.\n\n\
                 {signature}\n",
                given_by.unwrap_or("administrators"),
            ),
        },
        Language::En => NewLetter {
            subject: "BLIS: you have been given a role".to_owned(),
            body: format!(
                "{greeting}\n\n\
                 In BLIS, the benchlearning information system of Latvian municipalities, you have been \
                 given:\n{roles}\n\
                 It was done by {}. Use the account you have; no other password is needed.\n\n\
                 The administrator of the place where the role holds now sees your name, your e-mail address, the \
                 state of your account and your roles in that place. The roles you have elsewhere are not shown.\n\n\
                 If it is a mistake, turn to whoever gave the role, or to the administrator of the system: the role \
                 can be taken again.\n\n\
                 {signature}\n",
                given_by.unwrap_or("an administrator"),
            ),
        },
    }
}

pub(super) fn password_reset(
    language: Language,
    name: Option<&str>,
    link: &str,
    until: Moment,
    site: &str,
) -> NewLetter {
    let (greeting, signature) = (greeting(language, name), signature(language, site));
    match language {
        Language::Lv => NewLetter {
            subject: "BLIS: jaunas paroles izvēle".to_owned(),
            body: format!(
                "{greeting}\n\n\
                 Kāds, iespējams, Jūs, ir lūdzis iespēju izvēlēties Jūsu BLIS kontam jaunu paroli. To var izdarīt, \
                 atverot šo saiti:\n\n{link}\n\n\
                 Saite der vienu reizi, līdz {}. Pēc paroles maiņas visas Jūsu sesijas tiks beigtas.\n\n\
                 Ja Jūs to nelūdzāt, neko nedariet un izdzēsiet šo vēstuli: līdzšinējā parole paliek spēkā. \
                 Nepārsūtiet saiti citiem.\n\n\
                 {signature}\n",
                until.lv()
            ),
        },
        Language::En => NewLetter {
            subject: "BLIS: choosing a new password".to_owned(),
            body: format!(
                "{greeting}\n\n\
                 Somebody, perhaps you, asked to choose a new password for your BLIS account. It is done by opening \
                 this link:\n\n{link}\n\n\
                 The link works once, until {}. Once the password is changed, all your sessions end.\n\n\
                 If you did not ask for it, do nothing and delete this letter: the password you have stays. Do not \
                 pass the link on.\n\n\
                 {signature}\n",
                until.en()
            ),
        },
    }
}

/// The letter of `blis mail test`.
pub(super) fn test(language: Language) -> NewLetter {
    match language {
        Language::Lv => NewLetter {
            subject: "BLIS: pārbaudes vēstule".to_owned(),
            body: "Ja šo lasāt, BLIS vēstules pienāk: ā, č, ē, ģ, ī, ķ, ļ, ņ, š, ū, ž.\n".to_owned(),
        },
        Language::En => NewLetter {
            subject: "BLIS: test letter".to_owned(),
            body: "If you read this, letters from BLIS arrive: ā, č, ē, ģ, ī, ķ, ļ, ņ, š, ū, ž.\n".to_owned(),
        },
    }
}

fn lines(roles: &[String]) -> String {
    roles.iter().map(|role| format!("  – {role}\n")).collect()
}

fn greeting(language: Language, name: Option<&str>) -> String {
    let hello = match language {
        Language::Lv => "Labdien",
        Language::En => "Hello",
    };
    match name {
        Some(name) => format!("{hello}, {name}."),
        None => format!("{hello}."),
    }
}

fn signature(language: Language, site: &str) -> String {
    let why = match language {
        Language::Lv => "Vēstule nosūtīta automātiski; uz to nevar atbildēt.",
        Language::En => "This letter was sent automatically; it cannot be answered.",
    };
    format!("BLIS\n{site}\n{why}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn an_invitation_says_who_what_and_until_when() {
        let roles = ["deputāts, Saldus novads".to_owned()];
        let said = Invited {
            name: Some("Anna Bērziņa"),
            invited_by: Some("Jānis Kļaviņš"),
            roles: &roles,
            link: "https://blis.example/invitation/x",
            until: Moment::of(datetime!(2026-12-04 09:05 UTC)),
            site: "https://blis.example",
        };
        let lv = invitation(Language::Lv, &said).body;
        for part in [
            "Labdien, Anna Bērziņa.",
            "Jānis Kļaviņš Jūs aicina",
            "  – deputāts, Saldus novads\n",
            "\nhttps://blis.example/invitation/x\n",
            "līdz 2026. gada 4. decembrim plkst. 09:05 (UTC)",
            "nav domāts Jums",
        ] {
            assert!(lv.contains(part), "{part}: {lv}");
        }
        let en = invitation(
            Language::En,
            &Invited {
                name: None,
                invited_by: None,
                roles: &[],
                ..said
            },
        )
        .body;
        for part in [
            "Hello.",
            "You are invited",
            "until 4 December 2026, 09:05 (UTC)",
            "not meant for you",
        ] {
            assert!(en.contains(part), "{part}: {en}");
        }
        assert!(!en.contains("given"), "no roles, no list of them");
    }

    #[test]
    fn a_letter_about_roles_says_who_gave_which_and_opens_nothing() {
        let roles = ["deputāts, Saldus novads".to_owned()];
        let said = |language, names| roles_given(language, names, &roles, "https://b").body;
        let lv = said(Language::Lv, (Some("Anna Bērziņa"), Some("Jānis Kļaviņš")));
        for part in [
            "Labdien, Anna Bērziņa.",
            "  – deputāts, Saldus novads\n",
            "To izdarīja Jānis Kļaviņš.",
        ] {
            assert!(lv.contains(part), "{part}: {lv}");
        }
        let en = said(Language::En, (None, None));
        assert!(en.contains("done by an administrator."), "{en}");
        assert!(
            !(lv + &en).contains("https://b/"),
            "a notice has no link to be phished by"
        );
    }

    #[test]
    fn a_letter_for_a_new_password_says_what_to_do_if_nobody_asked() {
        let until = Moment::of(datetime!(2026-11-20 13:00 UTC));
        let body = |language| password_reset(language, None, "https://b/reset/x", until, "https://b").body;
        assert!(body(Language::Lv).contains("Ja Jūs to nelūdzāt"));
        assert!(body(Language::En).contains("If you did not ask for it"));
        for language in Language::ALL {
            assert!(body(language).contains("\nhttps://b/reset/x\n"));
        }
    }
}
