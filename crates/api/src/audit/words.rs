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

const fn column(heading: &'static str, width: u8) -> Column {
    Column { heading, width }
}

const LV: TableWords = TableWords {
    audit: "Audita žurnāls",
    mine: "Mans žurnāls",
    columns: [
        column("Nr.", 8),
        column("Laiks (UTC)", 21),
        column("Kas: veids", 10),
        column("Kas: identifikators", 38),
        column("Kas: vārds", 24),
        column("Darbība: kods", 20),
        column("Darbība", 32),
        column("Ar ko: veids", 12),
        column("Ar ko: identifikators", 38),
        column("Ar ko: vārds", 24),
        column("Pašvaldība", 11),
        column("Tīkls", 8),
        column("Iznākums", 10),
        column("Adrese", 18),
        column("Pieprasījums", 38),
        column("Pirms", 40),
        column("Pēc", 40),
    ],
};

const EN: TableWords = TableWords {
    audit: "Audit log",
    mine: "My log",
    columns: [
        column("No.", 8),
        column("Time (UTC)", 21),
        column("Who: kind", 10),
        column("Who: id", 38),
        column("Who: name", 24),
        column("What: code", 20),
        column("What", 32),
        column("To what: kind", 12),
        column("To what: id", 38),
        column("To what: name", 24),
        column("Municipality", 11),
        column("Network", 8),
        column("Outcome", 10),
        column("Address", 18),
        column("Request", 38),
        column("Before", 40),
        column("After", 40),
    ],
};
