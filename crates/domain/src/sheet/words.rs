//! What the fields of a sheet are called: in the editor, in its history, in the audit log.

use crate::text::Language;

/// What a field is called, by its name with the language of a text: `definition.lv`; `None` for what is no field of a
/// sheet.
pub fn field_name(language: Language, field: &str) -> Option<&'static str> {
    let (latvian, english) = match field {
        "name.lv" => ("nosaukums latviski", "name in Latvian"),
        "name.en" => ("nosaukums angliski", "name in English"),
        "definition.lv" => ("definīcija latviski", "definition in Latvian"),
        "definition.en" => ("definīcija angliski", "definition in English"),
        "reading.lv" => ("kā lasīt, latviski", "how to read it, in Latvian"),
        "reading.en" => ("kā lasīt, angliski", "how to read it, in English"),
        "source.lv" => ("avots latviski", "source in Latvian"),
        "source.en" => ("avots angliski", "source in English"),
        "policy_area" => ("politikas joma", "policy area"),
        "dimension" => ("dimensija", "dimension"),
        "unit" => ("mērvienība", "unit"),
        "decimals" => ("zīmes aiz komata", "digits after the decimal sign"),
        "min" => ("mazākā vērtība", "least value"),
        "max" => ("lielākā vērtība", "greatest value"),
        "direction" => ("virziens", "direction"),
        "frequency" => ("biežums", "frequency"),
        "min_count" => ("mazākais gadījumu skaits", "minimum count"),
        "formula" => ("formula", "formula"),
        "gate" => ("publicēšanas kārtība", "publication"),
        "expected_days" => (
            "gaidāms, dienas pēc perioda beigām",
            "expected, days after the end of the period",
        ),
        "count_of" => ("gadījumus skaita", "cases counted by"),
        "breakdowns" => ("dalījumi", "breakdowns"),
        "age_groups" => ("vecuma grupas", "age groups"),
        "parts_add_up" => ("daļas kopā veido kopumu", "parts add up to the whole"),
        "partners" => ("salīdzināmie rādītāji", "partners"),
        _ => return None,
    };
    Some(match language {
        Language::Lv => latvian,
        Language::En => english,
    })
}
