//! Every word of the pages of machine clients, in both languages; a missing one does not compile.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $lv:expr, $en:expr;)*) => {
        /// The words of these pages in a language.
        pub(in crate::pages) struct ClientWords {
            $($(#[$doc])* pub(in crate::pages) $name: $type,)*
        }

        pub(in crate::pages) const LV: ClientWords = ClientWords { $($name: $lv,)* };
        pub(in crate::pages) const EN: ClientWords = ClientWords { $($name: $en,)* };
    };
}

impl ClientWords {
    /// What is said after something was done; nothing for a word that no page of ours writes.
    pub(super) fn done(&self, what: &str) -> Option<&'static str> {
        let mut known = self.done.iter();
        known.find(|(code, _)| *code == what).map(|(_, words)| *words)
    }
}

words! {
    done: [(&'static str, &'static str); 6] =
        [
            ("added", "Sistēma pievienota. Lai tā varētu pieslēgties, izveidojiet tai piekļuves atslēgu."),
            ("saved", "Iestatījumi saglabāti."),
            ("suspended", "Sistēma apturēta."),
            ("resumed", "Sistēma atjaunota."),
            ("revoked", "Piekļuves atslēga atsaukta."),
            ("removed", "Sistēma izņemta."),
        ],
        [
            ("added", "The client was added. It needs a secret to sign in; make one below."),
            ("saved", "The settings were saved."),
            ("suspended", "The client was suspended."),
            ("resumed", "The client was let in again."),
            ("revoked", "The secret was revoked."),
            ("removed", "The client was removed."),
        ];
    title: &'static str = "Pieslēgtās sistēmas", "Machine clients";
    about: &'static str =
        "Citu iestāžu un uzņēmumu sistēmas, kas pašas pieslēdzas, lai sūtītu vai lasītu datus. Laiki ir pēc UTC.",
        "Programs that sign in by themselves to send figures or to read them. Times are in UTC.";
    none: &'static str = "Nav nevienas pieslēgtas sistēmas.", "There is no machine client.";
    /// Name and id, feed, how it stands, last use, addresses.
    columns: [&'static str; 5] =
        ["Sistēma", "Datu plūsma", "Piekļuve", "Pēdējoreiz lietota", "Adreses"],
        ["Machine client", "Feed", "Access", "Last used", "Addresses"];
    add: &'static str = "Pievienot sistēmu", "Add a machine client";
    name: &'static str = "Nosaukums", "Name";
    id: &'static str = "Identifikators", "Id";
    id_rules: &'static str =
        "3–64 mazie latīņu burti bez garumzīmēm, cipari un defises, piemēram, vraa-raim. Vēlāk to nemaina.",
        "3 to 64 small letters without marks, digits and hyphens, such as vraa-raim. It is not changed later.";
    scopes: &'static str = "Ko drīkst", "What it may do";
    /// Send, read, both.
    may: [&'static str; 3] =
        ["sūtīt datus savā plūsmā", "lasīt publicētos datus", "sūtīt un lasīt"],
        ["send figures to its feed", "read published data", "send and read"];
    feed: &'static str = "Datu plūsma", "Feed";
    feed_rules: &'static str =
        "Vajadzīga, lai sūtītu datus; piemēram, srda. Vēlāk to nemaina.",
        "Needed to send figures; srda, for instance. It is not changed later.";
    addresses: &'static str = "Atļautās adreses", "Allowed addresses";
    address_rules: &'static str =
        "Adrese vai tīkls katrā rindā, piemēram, 192.0.2.7 vai 2001:db8::/32. Ja nav nevienas, drīkst no jebkurienes.",
        "An address or a network a line, such as 192.0.2.7 or 2001:db8::/32. Without any it may come from anywhere.";
    anywhere: &'static str = "jebkuras", "any";
    never: &'static str = "nekad", "never";
    suspended: &'static str = "Apturēta", "Suspended";
    holds: &'static str = "darbojas", "works";
    holds_until: &'static str = "darbojas līdz", "works until";
    expires_soon: &'static str = "Drīz beigsies", "Ends soon";
    no_secret: &'static str = "Nav derīgas piekļuves atslēgas", "No secret holds";
    no_secret_yet: &'static str =
        "Piekļuves atslēgu vēl nav.", "It has had no secret yet.";
    secrets: &'static str = "Piekļuves atslēgas", "Secrets";
    /// Made, ends, last used, what can be done.
    secret_columns: [&'static str; 4] =
        ["Izveidota", "Beidzas", "Pēdējoreiz lietota", "Darbības"],
        ["Made", "Ends", "Last used", "Actions"];
    endless: &'static str = "nebeidzas", "does not end";
    revoked: &'static str = "atsaukta", "revoked";
    ended: &'static str = "beigusies", "ended";
    revoke: &'static str = "Atsaukt", "Revoke";
    days: &'static str = "Cik dienu derīga", "Days that it holds";
    days_rules: &'static str =
        "Tukšs lauks nozīmē, ka atslēga nebeidzas. Iepriekšējās der līdztekus, kamēr tās neatsauc.",
        "Left empty, the secret does not end. Those before hold on beside it until they are revoked.";
    give: &'static str = "Izveidot piekļuves atslēgu", "Make a secret";
    keep: &'static str =
        "Jaunā piekļuves atslēga. Saglabājiet to tagad: pēc 15 minūtēm BLIS to vairs nevarēs parādīt.",
        "The new secret. Keep it now: in 15 minutes BLIS cannot show it any more.";
    is_kept: &'static str = "Atslēga ir saglabāta", "The secret is stored";
    revoke_secret: &'static str = "Atsaukt piekļuves atslēgu", "Revoke a secret";
    about_revoke: &'static str =
        "Ar atsauktu atslēgu jaunas pilnvaras vairs neizsniedz, un ar to jau izsniegtās pilnvaras tūlīt vairs neder. Atsauktu atslēgu atjaunot nevar.",
        "No more tokens are given for a revoked secret, and those given for this secret open nothing from that moment. It cannot be taken back.";
    about_revoke_last: &'static str =
        "Šī ir pēdējā derīgā atslēga: pēc atsaukšanas sistēma vairs nevarēs pieslēgties, līdz tai būs izveidota jauna, un ar šo atslēgu izsniegtās pilnvaras tūlīt vairs neder. Atsauktu atslēgu atjaunot nevar.",
        "This is the last secret that holds: once it is revoked, the client cannot sign in until it gets a new one, and the tokens given for this secret open nothing from that moment. It cannot be taken back.";
    settings: &'static str = "Iestatījumi", "Settings";
    save: &'static str = "Saglabāt", "Save";
    access: &'static str = "Piekļuve", "Access";
    suspend: &'static str = "Apturēt", "Suspend";
    suspend_client: &'static str = "Apturēt sistēmu", "Suspend the client";
    resume_client: &'static str = "Atjaunot sistēmu", "Let in again: the client";
    about_suspend: &'static str =
        "Apturēta sistēma netiek iekšā, un tās pilnvaras tūlīt vairs neder. To var atjaunot.",
        "A suspended client does not get in, and its tokens open nothing from that moment. It can be let in again.";
    resume: &'static str = "Atjaunot", "Let in again";
    about_resume: &'static str =
        "Sistēma ir apturēta. Pēc atjaunošanas tās piekļuves atslēgas atkal derēs.",
        "The client is suspended. Let in again, its secrets work as before.";
    removing: &'static str = "Izņemt sistēmu…", "Remove the client…";
    remove: &'static str = "Izņemt uz visiem laikiem", "Remove for good";
    about_remove: &'static str =
        "Izņemtu sistēmu atjaunot nevar. Tās sūtītie dati un ieraksti žurnālā paliek, identifikatoru nepiešķir vēlreiz.",
        "A client that was removed does not come back. What it sent and its entries in the log stay; its id is not given again.";
}
