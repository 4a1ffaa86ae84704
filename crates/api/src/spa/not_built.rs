//! What is shown when the program was built without the page.

use blis_domain::text::Language;

/// A plain document that says so, and what to do.
pub(super) fn document(language: Language) -> String {
    let (title, text, api) = match language {
        Language::Lv => (
            "Lapa nav uzbūvēta",
            "Šī programma uzbūvēta bez tīmekļa lapas. Lapu uzbūvē un palaiž <code>cargo xtask start</code>.",
            "Dati ir pieejami arī bez tās: <a href=\"/api-docs/\">API apraksts</a>.",
        ),
        Language::En => (
            "The page was not built",
            "This program was built without its web page. <code>cargo xtask start</code> builds and starts it.",
            "The data are there without it: <a href=\"/api-docs/\">the API and its documentation</a>.",
        ),
    };
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>BLIS: {title}</title></head>\n\
         <body><main><h1>{title}</h1><p>{text}</p><p>{api}</p></main></body>\n</html>\n",
        language.tag()
    )
}
