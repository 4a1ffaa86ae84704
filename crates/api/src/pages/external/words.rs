//! The words of signing in through other services.

/// The words of a language.
pub(in crate::pages) struct ExternalWords {
    pub(in crate::pages) or_with: &'static str,
    pub(super) go_on: &'static str,
    pub(super) going: &'static str,
    pub(super) at_service: &'static str,
    pub(super) signed_in: &'static str,
    pub(super) you_are_signed_in: &'static str,
    pub(super) linked: &'static str,
    pub(super) is_linked: &'static str,
    pub(super) again: &'static str,
    pub(super) identities: &'static str,
    pub(super) about: &'static str,
    /// Service, linked, unlink.
    pub(super) columns: [&'static str; 3],
    pub(super) link: &'static str,
    pub(super) unlink: &'static str,
    pub(super) unlinked: &'static str,
}

/// In Latvian.
pub(in crate::pages) const LV: ExternalWords = ExternalWords {
    or_with: "Vai pierakstieties ar",
    go_on: "Turpināt",
    going: "Apliecināšana citā pakalpojumā",
    at_service: "Jūs tiekat pāradresēts uz pakalpojumu, kas apliecinās, kas jūs esat.",
    signed_in: "Pierakstīšanās",
    you_are_signed_in: "Jūs esat pierakstījies.",
    linked: "Identitāte piesaistīta",
    is_linked: "Turpmāk varat pierakstīties arī ar šo pakalpojumu.",
    again: "Atpakaļ uz pierakstīšanos",
    identities: "Pierakstīšanās ar citiem pakalpojumiem",
    about: "Kas piesaistīts, ar to varat pierakstīties bez BLIS paroles. Atsaistot tiek beigtas pārējās ar citiem \
        pakalpojumiem sāktās sesijas.",
    columns: ["Pakalpojums", "Piesaistīts (UTC)", "Darbības"],
    link: "Piesaistīt",
    unlink: "Atsaistīt",
    unlinked: "Identitāte atsaistīta.",
};

/// In English.
pub(in crate::pages) const EN: ExternalWords = ExternalWords {
    or_with: "Or sign in with",
    go_on: "Go on",
    going: "Proof at another service",
    at_service: "You are being taken to the service that will prove who you are.",
    signed_in: "Signing in",
    you_are_signed_in: "You are signed in.",
    linked: "The identity is linked",
    is_linked: "From now on you can sign in with this service too.",
    again: "Back to signing in",
    identities: "Signing in with other services",
    about: "What is linked signs you in without the password of BLIS. Unlinking ends your other sessions that were \
        opened through other services.",
    columns: ["Service", "Linked (UTC)", "Actions"],
    link: "Link",
    unlink: "Unlink",
    unlinked: "The identity was unlinked.",
};
