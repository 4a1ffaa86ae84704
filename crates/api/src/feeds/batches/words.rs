//! Words of the table of a receipt.

use crate::web::table::Column;
use blis_domain::text::Language;

/// The title of the table and its headings, in the order of their cells.
pub(super) fn headings(language: Language) -> (&'static str, &'static [Column]) {
    match language {
        Language::Lv => ("Saņemšanas apliecinājums", &LV),
        Language::En => ("Receipt", &EN),
    }
}

const LV: [Column; 11] = [
    Column::new("Rinda", 9),
    Column::new("Iznākums", 12),
    Column::new("Rādītājs", 20),
    Column::new("Teritorija", 12),
    Column::new("Periods", 10),
    Column::new("Daļa", 16),
    Column::new("Kods", 22),
    Column::new("Lauks", 12),
    Column::new("Paskaidrojums", 70),
    Column::new("Līdz šim", 14),
    Column::new("Atsūtīts", 14),
];

const EN: [Column; 11] = [
    Column::new("Row", 9),
    Column::new("Outcome", 12),
    Column::new("Indicator", 20),
    Column::new("Area", 12),
    Column::new("Period", 10),
    Column::new("Part", 16),
    Column::new("Code", 22),
    Column::new("Field", 12),
    Column::new("Explanation", 70),
    Column::new("Before", 14),
    Column::new("Sent", 14),
];
