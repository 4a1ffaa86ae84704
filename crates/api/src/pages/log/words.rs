//! Every word of the logs, in both languages. A missing one does not compile, but for the names of kinds, fields and
//! codes, which tests look after.

use blis_domain::sheet;
use blis_domain::text::Language;

/// The words of the logs in a language.
pub(in crate::pages) struct LogWords {
    pub(in crate::pages) mine: &'static str,
    pub(in crate::pages) audit: &'static str,
    pub(super) about_mine: &'static str,
    pub(super) about_audit: &'static str,
    /// Time, who, what, to what, how it ended, address, before and after.
    pub(super) columns: [&'static str; 7],
    pub(super) yourself: &'static str,
    pub(super) command: &'static str,
    pub(super) nobody: &'static str,
    pub(super) details: &'static str,
    /// What an entry tells of that has no name of its own.
    pub(super) value: &'static str,
    pub(super) none: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    /// Through what somebody signed in.
    pub(super) ways: [(&'static str, &'static str); 2],
    /// What kind of code they showed.
    pub(super) codes: [(&'static str, &'static str); 2],
    /// Why a session ended, or why a sign-in through another service opened none.
    pub(super) reasons: [(&'static str, &'static str); 13],
    /// How a batch was to be taken.
    pub(super) modes: [(&'static str, &'static str); 2],
    pub(super) several: &'static str,
    pub(super) more_fit: &'static str,
    pub(super) all_who_fit: &'static str,
    pub(super) nothing: &'static str,
    pub(super) no_such_person: &'static str,
    pub(super) ends_before_it_begins: &'static str,
    /// Before the name of a format.
    pub(super) take: &'static str,
    pub(super) turning: &'static str,
    pub(super) newer: &'static str,
    pub(super) older: &'static str,
    pub(super) action: &'static str,
    pub(super) any_action: &'static str,
    pub(super) actor: &'static str,
    pub(super) actor_rules: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) search: &'static str,
}

pub(in crate::pages) const LV: LogWords = LogWords {
    mine: "Mans žurnāls",
    audit: "Audita žurnāls",
    about_mine: "Ko darījāt jūs un kas tika darīts ar jūsu kontu, jaunākais augšā. Ja to darīja cits cilvēks, viņa adreses šeit nav.",
    about_audit: "Kas, ko, kad un no kurienes darīja, jaunākais augšā. Žurnālu var tikai papildināt.",
    columns: [
        "Laiks (UTC)",
        "Kas",
        "Darbība",
        "Ar ko",
        "Iznākums",
        "Adrese",
        "Pirms un pēc",
    ],
    yourself: "jūs",
    command: "servera komandrinda",
    nobody: "nezināms",
    details: "Rādīt",
    value: "vērtība",
    none: "nav",
    yes: "jā",
    no: "nē",
    ways: [("password", "ar paroli"), ("external", "ar citu pakalpojumu")],
    codes: [
        ("one_time_code", "vienreizējais kods"),
        ("recovery_code", "atkopšanas kods"),
    ],
    reasons: [
        ("signed_out", "izrakstījās"),
        ("ended", "izbeigta"),
        ("token_reused", "pilnvara uzrādīta divreiz"),
        ("password_set", "nomainīta parole"),
        ("suspended", "konts apturēts"),
        ("erased", "personas dati izdzēsti"),
        ("answer_of_another_service", "atbilde bija no cita pakalpojuma"),
        ("no_code", "atbildē nebija koda"),
        ("code_refused", "pakalpojums kodu nepieņēma"),
        ("token_refused", "pakalpojuma apliecinājums nav derīgs"),
        ("nobody_here", "šai identitātei nav konta"),
        ("of_another", "identitāte piesaistīta citam kontam"),
        ("has_another", "kontam jau ir cita identitāte"),
    ],
    modes: [("atomic", "visa vai nekas"), ("partial", "derīgās rindas")],
    several: "Atbilst vairāki lietotāji. Kuru meklējat?",
    more_fit: "Atbilst vēl citi; šeit ir tikai pirmie.",
    all_who_fit: "Visi, kas atbilst",
    nothing: "Nekas nav atrasts.",
    no_such_person: "Lietotāja vai sistēmas ar šādu vārdu, adresi vai identifikatoru nav.",
    ends_before_it_begins: "Beigu datums ir pirms sākuma datuma, tāpēc ierakstu šeit nevar būt.",
    take: "Lejupielādēt",
    turning: "Žurnāla lapas",
    newer: "← Jaunāki",
    older: "Vecāki →",
    action: "Darbība",
    any_action: "visas",
    actor: "Kas",
    actor_rules: "Lietotāja vārds, e-pasta adrese vai identifikators, pieslēgtas sistēmas nosaukums, „servera komandrinda” vai „nezināms”.",
    from: "No",
    to: "Līdz (ieskaitot)",
    search: "Meklēt",
};

pub(in crate::pages) const EN: LogWords = LogWords {
    mine: "My log",
    audit: "Audit log",
    about_mine: "What you did, and what was done to your account, the newest on top. Where another person did it, that person's address is left out.",
    about_audit: "Who did what, when and from where, the newest on top. The log is only added to.",
    columns: [
        "Time (UTC)",
        "Who",
        "What",
        "To what",
        "Outcome",
        "Address",
        "Before and after",
    ],
    yourself: "you",
    command: "command line of the server",
    nobody: "unknown",
    details: "Show",
    value: "value",
    none: "none",
    yes: "yes",
    no: "no",
    ways: [
        ("password", "by password"),
        ("external", "through another service"),
    ],
    codes: [
        ("one_time_code", "one-time code"),
        ("recovery_code", "recovery code"),
    ],
    reasons: [
        ("signed_out", "signed out"),
        ("ended", "ended"),
        ("token_reused", "a token was shown twice"),
        ("password_set", "the password was changed"),
        ("suspended", "the account was suspended"),
        ("erased", "the personal data were erased"),
        ("answer_of_another_service", "the answer was of another service"),
        ("no_code", "the answer had no code"),
        ("code_refused", "the service did not take the code"),
        ("token_refused", "what the service attested does not hold"),
        ("nobody_here", "this identity has no account"),
        ("of_another", "the identity is linked to another account"),
        ("has_another", "the account has another identity"),
    ],
    modes: [("atomic", "all or nothing"), ("partial", "the rows that hold")],
    several: "Several people fit. Whom do you mean?",
    more_fit: "More people fit; these are only the first.",
    all_who_fit: "All who fit",
    nothing: "Nothing was found.",
    no_such_person: "There is no person or machine client of such a name, address or id.",
    ends_before_it_begins: "The last day is before the first, so there can be no entries.",
    take: "Download",
    turning: "Pages of the log",
    newer: "← Newer",
    older: "Older →",
    action: "What",
    any_action: "anything",
    actor: "Who",
    actor_rules: "Name, e-mail address or id of a person, the name of a machine client, “command line of the server” or “unknown”.",
    from: "From",
    to: "To (that day too)",
    search: "Search",
};

/// What a kind of thing is called; the kind itself for one that this release does not know.
pub(super) fn kind_name(language: Language, kind: &str) -> &str {
    match (kind, language) {
        ("person", Language::Lv) => "lietotājs",
        ("person", Language::En) => "person",
        ("client", Language::Lv) => "pieslēgtā sistēma",
        ("client", Language::En) => "machine client",
        ("signing_key", Language::Lv) => "parakstīšanas atslēga",
        ("signing_key", Language::En) => "signing key",
        ("link", Language::Lv) => "saite",
        ("link", Language::En) => "link",
        ("network", Language::Lv) => "tīkls",
        ("network", Language::En) => "network",
        ("indicator", Language::Lv) => "rādītājs",
        ("indicator", Language::En) => "indicator",
        ("batch", Language::Lv) => "datu pakete",
        ("batch", Language::En) => "batch",
        ("webhook", Language::Lv) => "tīmekļa āķis",
        ("webhook", Language::En) => "webhook",
        ("held", Language::Lv) => "aizturēta vērtība",
        ("held", Language::En) => "held figure",
        ("release", Language::Lv) => "publiskošana",
        ("release", Language::En) => "release",
        ("observation", Language::Lv) => "vērtība",
        ("observation", Language::En) => "figure",
        ("audit_log", Language::Lv) => "audita žurnāls",
        ("audit_log", Language::En) => "audit log",
        ("database", Language::Lv) => "datubāze",
        (kind, _) => kind,
    }
}

/// What a field of an entry is called; the field itself for one that this release does not know.
pub(super) fn field_name(language: Language, field: &str) -> &str {
    match (field, language) {
        ("name", Language::Lv) => "vārds vai nosaukums",
        ("lv", Language::Lv) => "latviski",
        ("lv", Language::En) => "in Latvian",
        ("en", Language::Lv) => "angliski",
        ("en", Language::En) => "in English",
        ("indicators", Language::Lv) => "rādītāji",
        ("release_at", Language::Lv) => "publisko",
        ("release_at", Language::En) => "released at",
        ("members_until", Language::Lv) => "tikai tīklu dalībniekiem līdz",
        ("members_until", Language::En) => "for members of networks until",
        ("answer", Language::Lv) => "atbilde",
        ("text", Language::Lv) => "teksts",
        ("with_release", Language::Lv) => "parādās līdz ar publiskošanu",
        ("with_release", Language::En) => "appears with the release",
        ("held_back", Language::Lv) => "aizturētas vērtības",
        ("held_back", Language::En) => "held figures",
        ("cause", Language::Lv) => "iemesls",
        ("email", Language::Lv) => "e-pasta adrese",
        ("email", Language::En) => "e-mail address",
        ("language", Language::Lv) => "valoda",
        ("state", Language::Lv) => "stāvoklis",
        ("role", Language::Lv) => "loma",
        ("grants", Language::Lv) => "lomas",
        ("grants", Language::En) => "roles",
        ("municipality", Language::Lv) => "pašvaldība",
        ("network", Language::Lv) => "tīkls",
        ("feed", Language::Lv) => "datu plūsma",
        ("scopes", Language::Lv) => "tvērumi",
        ("allowed_addresses", Language::Lv) => "atļautās adreses",
        ("allowed_addresses", Language::En) => "allowed addresses",
        ("suspended", Language::Lv) => "apturēta",
        ("secret", Language::Lv) => "piekļuves atslēga",
        ("secrets_revoked", Language::Lv) => "atsauktās piekļuves atslēgas",
        ("secrets_revoked", Language::En) => "secrets revoked",
        ("expires_at", Language::Lv) => "beidzas",
        ("expires_at", Language::En) => "ends",
        ("session", Language::Lv) => "sesija",
        ("sessions", Language::Lv) => "sesijas",
        ("sessions_ended", Language::Lv) => "beigtās sesijas",
        ("sessions_ended", Language::En) => "sessions ended",
        ("device", Language::Lv) => "pārlūkprogramma",
        ("device", Language::En) => "browser",
        ("way", Language::Lv) => "pierakstīšanās veids",
        ("way", Language::En) => "way of signing in",
        ("second_factor", Language::Lv) => "vienreizējie kodi",
        ("second_factor", Language::En) => "one-time codes",
        ("password", Language::Lv) => "parole",
        ("coordinator", Language::Lv) => "koordinators",
        ("stage", Language::Lv) => "posms",
        ("because", Language::Lv) => "iemesls",
        ("because", Language::En) => "reason",
        ("became_active", Language::Lv) => "konts atvērts",
        ("became_active", Language::En) => "account opened",
        ("demonstration", Language::Lv) => "demonstrācija",
        ("conf_status", Language::Lv) => "konfidencialitāte",
        ("conf_status", Language::En) => "confidentiality",
        ("awaiting_release", Language::Lv) => "gaida publiskošanu",
        ("awaiting_release", Language::En) => "waiting for a release",
        ("data_version", Language::Lv) => "datu versija",
        ("data_version", Language::En) => "data version",
        ("issuer", Language::Lv) => "pakalpojums",
        ("issuer", Language::En) => "service",
        ("code", Language::Lv) => "kods",
        ("mode", Language::Lv) => "veids",
        ("counts", Language::Lv) => "skaits",
        ("indicator", Language::Lv) => "rādītājs",
        ("area", Language::Lv) => "pašvaldība",
        ("period", Language::Lv) => "periods",
        ("breakdown", Language::Lv) => "dalījums",
        ("value", Language::Lv) => "vērtība",
        ("suspicion", Language::Lv) => "aizdomas",
        ("decision", Language::Lv) => "lēmums",
        ("reason", Language::Lv) => "pamatojums",
        ("figures", Language::Lv) => "vērtību skaits",
        ("batch", Language::Lv) => "datu pakete",
        ("version", Language::Lv) => "versija",
        ("id", Language::Lv) => "identifikators",
        ("subject", Language::Lv) => "identifikators pakalpojumā",
        ("subject", Language::En) => "id at the service",
        ("provider", Language::Lv) => "pierakstīšanās pakalpojums",
        ("provider", Language::En) => "sign-in service",
        ("members", Language::Lv) => "dalībnieces",
        ("entries_without_details", Language::Lv) => "žurnāla ieraksti, no kuriem ziņas izdzēstas",
        ("entries_without_details", Language::En) => "entries of the log whose details were erased",
        ("asked", Language::Lv) => "ko meklēja",
        ("asked", Language::En) => "asked for",
        ("format", Language::Lv) => "formāts",
        ("rows", Language::Lv) => "rindas",
        ("actor_kind", Language::Lv) => "darītāja veids",
        ("actor_kind", Language::En) => "kind of actor",
        ("actor", Language::Lv) => "darītājs",
        ("action", Language::Lv) => "darbība",
        ("target_kind", Language::Lv) => "ar ko: veids",
        ("target_kind", Language::En) => "kind of target",
        ("target", Language::Lv) => "ar ko",
        ("from", Language::Lv) => "no",
        ("to", Language::Lv) => "līdz",
        ("made_at", Language::Lv) => "izveidota",
        ("made_at", Language::En) => "made",
        ("audit_head", Language::Lv) => "audita žurnāla gals",
        ("audit_head", Language::En) => "end of the audit log",
        ("ended", Language::Lv) => "beigts",
        ("description", Language::Lv) => "apraksts",
        ("host", Language::Lv) => "serveris",
        ("events", Language::Lv) => "notikumi",
        ("delivery", Language::Lv) => "sūtījums",
        ("failing_since", Language::Lv) => "neatbild kopš",
        ("failing_since", Language::En) => "failing since",
        ("old_signs_until", Language::Lv) => "līdzšinējā atslēga paraksta līdz",
        ("old_signs_until", Language::En) => "the secret before signs until",
        ("bytes_left_out", Language::Lv) => "izlaistie baiti",
        ("bytes_left_out", Language::En) => "bytes left out",
        (field, _) => sheet::field_name(language, field).unwrap_or(field),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    /// The files of a folder and of those in it.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder of sources");
        let entries = entries.map(|entry| entry.expect("an entry").path());
        entries
            .flat_map(|path| match path.is_dir() {
                true => files(&path),
                false => vec![path],
            })
            .collect()
    }

    /// What is written as the name of a field in the code.
    fn fields(code: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let parts: Vec<&str> = code.split('"').collect();
        for around in parts.windows(3) {
            let is_field = around[2].starts_with(':') && !around[2].starts_with("::");
            let is_noted = around[0].ends_with("note(") || around[0].ends_with("after[");
            let name = around[1];
            let is_name = !name.is_empty() && name.chars().all(|one| one.is_ascii_lowercase() || one == '_');
            if is_name && (is_field || is_noted) {
                found.insert(name.to_owned());
            }
        }
        found
    }

    #[test]
    fn every_field_of_an_entry_has_words() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let codes = ["src", "../store/src"].map(|folder| files(&here.join(folder)));
        let codes = codes
            .iter()
            .flatten()
            .map(|path| fs::read_to_string(path).expect("a source"));
        let mut found: BTreeSet<String> = codes
            .filter(|code| code.contains("AuditDraft"))
            .flat_map(|code| fields(code.split("#[cfg(test)]").next().unwrap_or_default()))
            .collect();
        // The question by which a log was taken along.
        let asked = [
            "actor_kind",
            "actor",
            "action",
            "target_kind",
            "target",
            "municipality",
            "from",
            "to",
        ];
        found.extend(asked.map(str::to_owned));
        for known in [
            "rows",
            "format",
            "asked",
            "secrets_revoked",
            "coordinator",
            "counts",
        ] {
            assert!(found.contains(known), "{known}: {found:?}");
        }
        for field in &found {
            assert_ne!(field_name(Language::Lv, field), field, "no Latvian words");
            let english = field_name(Language::En, field);
            assert!(!english.contains('_'), "no English words for {field}");
        }
    }
}
