//! Every word of the pages of networks, in both languages; a missing one does not compile.

use blis_domain::network::NetworkStage;

/// The words of the pages of networks in a language.
pub(in crate::pages) struct NetworkWords {
    pub(in crate::pages) heading: &'static str,
    pub(super) about: &'static str,
    /// Network, members, stage, coordinator.
    pub(super) columns: [&'static str; 4],
    pub(super) life: &'static str,
    pub(super) coordinator: &'static str,
    pub(super) coordinator_rules: &'static str,
    pub(super) stage: &'static str,
    pub(super) no_stage: &'static str,
    pub(super) save: &'static str,
    pub(super) saved: &'static str,
    pub(super) members: &'static str,
    pub(super) no_members: &'static str,
    pub(super) municipality: &'static str,
    pub(super) add: &'static str,
    pub(super) added: &'static str,
    pub(super) remove: &'static str,
    pub(super) removed: &'static str,
    pub(super) confirm_remove: &'static str,
    pub(super) public_page: &'static str,
    /// Start, compare, understand, improve, follow up.
    stages: [&'static str; 5],
}

impl NetworkWords {
    /// What a stage is called.
    pub(in crate::pages) fn stage(&self, stage: NetworkStage) -> &'static str {
        let [start, compare, understand, improve, follow_up] = self.stages;
        match stage {
            NetworkStage::Start => start,
            NetworkStage::Compare => compare,
            NetworkStage::Understand => understand,
            NetworkStage::Improve => improve,
            NetworkStage::FollowUp => follow_up,
        }
    }

    /// What is said after something was done; nothing for a word that no page of ours writes.
    pub(super) fn done(&self, what: &str) -> Option<&'static str> {
        match what {
            "saved" => Some(self.saved),
            "added" => Some(self.added),
            "removed" => Some(self.removed),
            _ => None,
        }
    }
}

pub(in crate::pages) const LV: NetworkWords = NetworkWords {
    heading: "Tīklu vadība",
    about: "Tīkli, kuru dalībnieces, koordinatoru un posmu jūs nosakāt.",
    columns: ["Tīkls", "Dalībnieces", "Posms", "Koordinators"],
    life: "Koordinators un posms",
    coordinator: "Koordinators",
    coordinator_rules: "Kā to redz visi tīkla publiskajā lapā; tukšs lauks nozīmē, ka koordinators nav nosaukts. Tiesības vadīt tīklu dod loma, nevis šis lauks.",
    stage: "Posms",
    no_stage: "pirms pirmās tikšanās",
    save: "Saglabāt",
    saved: "Saglabāts.",
    members: "Dalībnieces",
    no_members: "Tīklam vēl nav dalībnieču.",
    municipality: "Pašvaldība",
    add: "Uzņemt tīklā",
    added: "Pašvaldība ir tīkla dalībniece.",
    remove: "Izņemt",
    removed: "Pašvaldība vairs nav tīkla dalībniece.",
    confirm_remove: "Pašvaldība vairs nebūs tīkla dalībniece: salīdzinājumos ar tīklu tās vairs nebūs, un tās cilvēki zaudēs to, ko viņiem deva dalība tīklā.",
    public_page: "Tīkla publiskā lapa",
    stages: ["sākums", "salīdzināšana", "izpratne", "uzlabošana", "pārbaude"],
};

pub(in crate::pages) const EN: NetworkWords = NetworkWords {
    heading: "Managing networks",
    about: "Networks whose members, coordinator and stage you set.",
    columns: ["Network", "Members", "Stage", "Coordinator"],
    life: "Coordinator and stage",
    coordinator: "Coordinator",
    coordinator_rules: "As everybody reads it on the public page of the network; an empty field means that nobody is named. The right to manage the network comes from a role, not from this field.",
    stage: "Stage",
    no_stage: "before the first meeting",
    save: "Save",
    saved: "Saved.",
    members: "Members",
    no_members: "The network has no members yet.",
    municipality: "Municipality",
    add: "Take into the network",
    added: "The municipality is a member of the network.",
    remove: "Take out",
    removed: "The municipality is no member of the network any more.",
    confirm_remove: "The municipality will be no member of the network any more: comparisons with the network will be without it, and its people lose what the membership gave them.",
    public_page: "Public page of the network",
    stages: ["start", "compare", "understand", "improve", "follow up"],
};
