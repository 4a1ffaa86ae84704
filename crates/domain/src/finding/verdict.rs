//! What several comparisons say together.

use super::band;
use crate::compare::Band;
use crate::locale::capitalised;
use crate::text::Language;
use crate::verdict::Agreement;

/// What `of` comparisons say together, in a sentence; nothing where they say nothing.
pub fn agreement(language: Language, agreement: Agreement, of: usize) -> Option<String> {
    match agreement {
        Agreement::Unsaid => None,
        Agreement::Same { band: one, said } => Some(same(language, band(language, one), said, of)),
        Agreement::Divided { best, middle, worst } => {
            let said = [(Band::Best, best), (Band::Middle, middle), (Band::Worst, worst)];
            let told: Vec<String> = said
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(one, count)| match language {
                    Language::Lv => format!("{} – {count}", band(language, one)),
                    Language::En => format!("{} in {count}", band(language, one)),
                })
                .collect();
            let told = told.join(", ");
            Some(match language {
                Language::Lv => format!("Atkarīgs no tā, ar ko salīdzina: {told}."),
                Language::En => format!("It depends on whom you ask: {told}."),
            })
        }
    }
}

fn same(language: Language, band: &str, said: usize, of: usize) -> String {
    let (all, band) = (said == of, capitalised(band));
    match language {
        Language::Lv if all => format!("{band} visos {of} salīdzinājumos."),
        Language::Lv => format!("{band} {said} no {of} salīdzinājumiem; pārējos ceturtdaļu nav."),
        Language::En if all => format!("{band} in all {of} comparisons."),
        Language::En => format!("{band} in {said} of {of} comparisons; the others give no quarters."),
    }
}
