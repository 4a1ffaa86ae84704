//! The words of problems that have no more to say than their type.

use blis_domain::problem::ProblemCode;
use blis_domain::text::{Language, Text};

/// What happened, in both languages.
pub(super) fn of(code: ProblemCode) -> Text {
    match code {
        ProblemCode::Internal => Text::new(
            "Serverī radās kļūda. Tā ir pierakstīta; mēģiniet vēlāk vēlreiz.",
            "Something failed in the server. It has been recorded; try again later.",
        ),
        ProblemCode::Unavailable => Text::new(
            "Dati pašlaik nav sasniedzami; mēģiniet pēc brīža vēlreiz.",
            "The data cannot be reached now; try again in a moment.",
        ),
        ProblemCode::NotFound => Text::new("Šajā adresē nekā nav.", "There is nothing at this address."),
        ProblemCode::MethodNotAllowed => Text::new(
            "Šī adrese uz šādu metodi neatbild.",
            "The address does not answer this method.",
        ),
        ProblemCode::NotAcceptable => Text::new(
            "Nevienā no pieņemtajiem veidiem atbildi dot nevar.",
            "The answer cannot be given in any of the ways that are accepted.",
        ),
        ProblemCode::BodyTooLarge => Text::new(
            "Saturs ir lielāks, nekā atļauts.",
            "The body is larger than allowed.",
        ),
        other => Text::new(
            format!("{}.", other.title(Language::Lv)),
            format!("{}.", other.title(Language::En)),
        ),
    }
}
