//! Words of the table of a comparison.

use crate::web::table::Column;
use blis_domain::text::Language;

/// The title of the table and its headings, in the order of their cells.
pub(super) fn headings(language: Language) -> (&'static str, &'static [Column; 22]) {
    match language {
        Language::Lv => ("Salīdzinājums", &LV),
        Language::En => ("Comparison", &EN),
    }
}

const LV: [Column; 22] = [
    Column::new("Rādītājs", 18),
    Column::new("Nosaukums", 40),
    Column::new("Mērvienība", 16),
    Column::new("Periods", 10),
    Column::new("Teritorija", 12),
    Column::new("Pašvaldība", 24),
    Column::new("Vērtība", 14),
    Column::new("Statuss", 8),
    Column::new("Statuss vārdos", 24),
    Column::new("Vieta", 8),
    Column::new("Joslā", 22),
    Column::new("Skaidrojums", 50),
    Column::new("Salīdzināmo kopa", 18),
    Column::new("Salīdzināmo skaits", 12),
    Column::new("No tām ar vērtību", 12),
    Column::new("1. kvartile", 12),
    Column::new("Mediāna", 12),
    Column::new("3. kvartile", 12),
    Column::new("Definīcija", 60),
    Column::new("Avots", 40),
    Column::new("Datu versija", 12),
    Column::new("Saite", 60),
];

const EN: [Column; 22] = [
    Column::new("Indicator", 18),
    Column::new("Name", 40),
    Column::new("Unit", 16),
    Column::new("Period", 10),
    Column::new("Area", 12),
    Column::new("Municipality", 24),
    Column::new("Value", 14),
    Column::new("Status", 8),
    Column::new("Status in words", 24),
    Column::new("Rank", 8),
    Column::new("Band", 22),
    Column::new("Explanation", 50),
    Column::new("Peers", 18),
    Column::new("Number of peers", 12),
    Column::new("With a value", 12),
    Column::new("First quartile", 12),
    Column::new("Median", 12),
    Column::new("Third quartile", 12),
    Column::new("Definition", 60),
    Column::new("Source", 40),
    Column::new("Data version", 12),
    Column::new("Link", 60),
];
