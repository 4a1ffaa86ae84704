//! The names of roles, actions and reaches, for the page "what may I do".

use super::action::Action;
use super::role::Role;
use super::table::Reach;
use crate::text::Language;

macro_rules! words {
    ($($(#[$doc:meta])* $function:ident($type:ident) { $($name:ident = $lv:literal, $en:literal;)* })*) => {
        $($(#[$doc])*
        pub fn $function(language: Language, of: $type) -> &'static str {
            match (of, language) {
                $(($type::$name, Language::Lv) => $lv, ($type::$name, Language::En) => $en,)*
            }
        })*
    };
}

words! {
    /// The name of a role, as it stands in a list.
    role_name(Role) {
        Public = "apmeklētājs", "visitor";
        SignedIn = "lietotājs", "signed-in person";
        Member = "pašvaldības darbinieks", "municipal employee";
        Councillor = "deputāts", "councillor";
        MunicipalAdmin = "pašvaldības administrators", "municipal administrator";
        Coordinator = "tīkla koordinators", "network coordinator";
        Observer = "novērotājs", "observer";
        Steward = "datu pārvaldnieks", "data steward";
        Admin = "sistēmas administrators", "administrator";
        DataReader = "pieslēgtā sistēma, kas lasa datus", "program that reads data";
        FeedWriter = "pieslēgtā sistēma, kas sūta datus", "program that sends data";
    }

    /// The name of an action, as it stands in a menu or at the head of a row.
    action_name(Action) {
        ReadPublished = "publicētie dati", "published data";
        UseOwnAccount = "mans konts", "my account";
        ManageNetwork = "tīkla vadība", "managing a network";
        ReadPeople = "lietotāji", "people";
        InvitePerson = "uzaicināšana", "inviting";
        ChangeGrants = "lomu piešķiršana", "giving roles";
        SuspendPerson = "konta apturēšana", "suspending";
        ErasePerson = "konta dzēšana", "erasing";
        ReadAudit = "audita žurnāls", "audit log";
        ManageClients = "pieslēgtās sistēmas", "machine clients";
        ManageWebhooks = "tīmekļa āķi", "webhooks";
        ManageCatalogue = "rādītāju katalogs", "catalogue of indicators";
        ReadOutbox = "demonstrācijas vēstules", "letters of the demonstration";
        PushBatch = "datu sūtīšana", "sending data";
        ReadReceipts = "saņemšanas apliecinājumi", "receipts";
        DecideHeld = "aizturētās vērtības", "held figures";
        ManageReleases = "publiskošana", "releases";
        PreviewFigures = "vērtības pirms publiskošanas", "figures before their release";
        ReadEmbargoed = "dati tīklu dalībniekiem", "figures for members of networks";
        ReadOverdue = "kavētie dati", "overdue figures";
        ExplainFigures = "vērtību skaidrojumi", "explanations of figures";
        ReadHidden = "slēptās vērtības", "hidden figures";
    }

    /// What an action lets one do, to follow "may" (`drīkst`).
    action_sentence(Action) {
        ReadPublished = "lasīt visu, kas ir publicēts", "read all that is published";
        UseOwnAccount = "mainīt savu vārdu, paroli un kodus, beigt savas sesijas, redzēt un saņemt savus datus",
            "change their own name, password and codes, end their sessions, see and export their own data";
        ManageNetwork = "noteikt tīkla dalībnieces, koordinatoru un posmu",
            "say who takes part in a network, who coordinates it and where it stands";
        ReadPeople = "redzēt lietotājus un viņu lomas", "see people and their roles";
        InvitePerson = "uzaicināt lietotāju, sūtīt uzaicinājumu vēlreiz un noņemt pazaudētus vienreizējos kodus",
            "invite a person, send the invitation again and take lost one-time codes away";
        ChangeGrants = "piešķirt un atņemt lomas", "give and take roles";
        SuspendPerson = "apturēt un atjaunot kontu, beigt tā sesijas",
            "suspend an account, let it back, end its sessions";
        ErasePerson = "dzēst cita cilvēka datus vai tos izsniegt", "erase another person's data or hand them out";
        ReadAudit = "lasīt audita žurnālu", "read the audit log";
        ManageClients = "pievienot un mainīt pieslēgtās sistēmas", "make and change the access of programs";
        ManageWebhooks = "pievienot un mainīt tīmekļa āķus", "make and change webhooks";
        ManageCatalogue = "mainīt rādītāju lapas un redzēt, kas tās mainījis",
            "change the sheets of indicators and see who changed them";
        ReadOutbox = "lasīt demonstrācijas vēstules", "read the letters of the demonstration";
        PushBatch = "sūtīt datu paketes", "send batches";
        ReadReceipts = "lasīt datu paketes un saņemšanas apliecinājumus", "read batches and their receipts";
        DecideHeld = "redzēt aizturētās vērtības un izlemt, vai tās publicēt", "see held figures and decide whether they become public";
        ManageReleases = "plānot datu publiskošanu un publiskot", "plan releases and make them public";
        PreviewFigures = "redzēt pašvaldības vērtības pirms publiskošanas, apstiprināt tās vai lūgt labot",
            "see the figures of a municipality before their release, confirm them or ask for a correction";
        ReadEmbargoed = "lasīt datus, kamēr tos redz tikai tīklu dalībnieki",
            "read figures while they are for members of networks alone";
        ReadOverdue = "redzēt, kuru vērtību trūkst, lai gan to diena ir pagājusi",
            "see which figures are missing although their day has passed";
        ExplainFigures = "rakstīt un atsaukt skaidrojumus pie pašvaldības vērtībām",
            "write explanations to figures of a municipality and withdraw them";
        ReadHidden = "redzēt vērtības, kuras citiem nerāda", "see figures that are not shown to others";
    }

    /// How far an action goes, to follow its sentence.
    reach_name(Reach) {
        Everything = "visā sistēmā", "in the whole system";
        OwnMunicipality = "savā pašvaldībā", "in their own municipality";
        OwnNetworks = "savos tīklos", "in their own networks";
        OwnFeed = "savā datu plūsmā", "in their own feed";
        Oneself = "tikai savā kontā", "in their own account alone";
    }
}
