//! The headings of a log that is taken along as a table, in both languages.

use crate::web::table::Column;
use blis_domain::text::Language;

/// The words of such a table in a language.
pub(super) struct TableWords {
    pub(super) audit: &'static str,
    pub(super) mine: &'static str,
    /// In the order of the cells that `table.rs` writes.
    pub(super) columns: [Column; 17],
}

impl TableWords {
    pub(super) fn of(language: Language) -> &'static TableWords {
        match language {
            Language::Lv => &LV,
            Language::En => &EN,
        }
    }
}

const LV: TableWords = TableWords {
    audit: "Audita žurnāls",
    mine: "Mans žurnāls",
    columns: [
        Column::new("Nr.", 8),
        Column::new("Laiks (UTC)", 21),
        Column::new("Kas: veids", 10),
        Column::new("Kas: identifikators", 38),
        Column::new("Kas: vārds", 24),
        Column::new("Darbība: kods", 20),
        Column::new("Darbība", 32),
        Column::new("Ar ko: veids", 12),
        Column::new("Ar ko: identifikators", 38),
        Column::new("Ar ko: vārds", 24),
        Column::new("Pašvaldība", 11),
        Column::new("Tīkls", 8),
        Column::new("Iznākums", 10),
        Column::new("Adrese", 18),
        Column::new("Pieprasījums", 38),
        Column::new("Pirms", 40),
        Column::new("Pēc", 40),
    ],
};

const EN: TableWords = TableWords {
    audit: "Audit log",
    mine: "My log",
    columns: [
        Column::new("No.", 8),
        Column::new("Time (UTC)", 21),
        Column::new("Who: kind", 10),
        Column::new("Who: id", 38),
        Column::new("Who: name", 24),
        Column::new("What: code", 20),
        Column::new("What", 32),
        Column::new("To what: kind", 12),
        Column::new("To what: id", 38),
        Column::new("To what: name", 24),
        Column::new("Municipality", 11),
        Column::new("Network", 8),
        Column::new("Outcome", 10),
        Column::new("Address", 18),
        Column::new("Request", 38),
        Column::new("Before", 40),
        Column::new("After", 40),
    ],
};
