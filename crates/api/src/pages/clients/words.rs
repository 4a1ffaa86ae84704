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

words! {
    title: &'static str = "Programmas", "Machine clients";
    manage: &'static str = "Programmu piekļuve", "Access of machine clients";
    about: &'static str =
        "Programmas, kas pašas pieslēdzas, lai sūtītu vai lasītu datus. Laiki ir pēc UTC.",
        "Programs that sign in by themselves to send figures or to read them. Times are in UTC.";
    none: &'static str = "Nav nevienas programmas.", "There is no machine client.";
    /// Name and id, feed, how it stands, last use, addresses.
    columns: [&'static str; 5] =
        ["Programma", "Datu plūsma", "Piekļuve", "Pēdējoreiz lietota", "Adreses"],
        ["Machine client", "Feed", "Access", "Last used", "Addresses"];
    add: &'static str = "Pievienot programmu", "Add a machine client";
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
    no_secret: &'static str = "Nav derīga noslēpuma", "No secret holds";
    secrets: &'static str = "Noslēpumi", "Secrets";
    /// Made, ends, last used, what can be done.
    secret_columns: [&'static str; 4] =
        ["Izveidots", "Beidzas", "Pēdējoreiz lietots", ""],
        ["Made", "Ends", "Last used", ""];
    endless: &'static str = "nebeidzas", "does not end";
    revoked: &'static str = "atsaukts", "revoked";
    ended: &'static str = "beidzies", "ended";
    revoke: &'static str = "Atsaukt", "Revoke";
    days: &'static str = "Cik dienu derīgs", "Days that it holds";
    days_rules: &'static str =
        "Tukšs lauks nozīmē, ka noslēpums nebeidzas. Iepriekšējie darbojas līdztekus, kamēr tos neatsauc.",
        "Left empty, the secret does not end. Those before hold on beside it until they are revoked.";
    give: &'static str = "Izveidot noslēpumu", "Make a secret";
    keep: &'static str =
        "Jaunais noslēpums. Saglabājiet to tagad: BLIS to vairs nevarēs parādīt.",
        "The new secret. Keep it now: BLIS cannot show it again.";
    settings: &'static str = "Iestatījumi", "Settings";
    save: &'static str = "Saglabāt", "Save";
    access: &'static str = "Piekļuve", "Access";
    suspend: &'static str = "Apturēt", "Suspend";
    about_suspend: &'static str =
        "Apturēta programma netiek iekšā, un tās pilnvaras tūlīt vairs neder. To var atjaunot.",
        "A suspended client does not get in, and its tokens open nothing from that moment. It can be let in again.";
    resume: &'static str = "Atjaunot", "Let in again";
    about_resume: &'static str =
        "Programma ir apturēta. Pēc atjaunošanas tās noslēpumi atkal darbosies.",
        "The client is suspended. Let in again, its secrets work as before.";
    removing: &'static str = "Izņemt programmu…", "Remove the client…";
    remove: &'static str = "Izņemt uz visiem laikiem", "Remove for good";
    about_remove: &'static str =
        "Izņemtu programmu atjaunot nevar. Tās sūtītie dati un ieraksti žurnālā paliek, identifikatoru nepiešķir vēlreiz.",
        "A client that was removed does not come back. What it sent and its entries in the log stay; its id is not given again.";
}
