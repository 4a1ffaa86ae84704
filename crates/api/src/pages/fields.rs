//! Forms and their fields as they stand on a page: each fault beside the field that it is about, and all of them told
//! above the form, with the way to the field.

use super::form::CSRF;
use super::words::Words;
use actix_web::http::StatusCode;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Language;
use maud::{Markup, html};

/// A form of somebody who is signed in, with the token of their session.
pub(super) fn form(action: &str, csrf: &str, body: &Markup) -> Markup {
    html! {
        form.form method="post" action=(action) {
            input type="hidden" name=(CSRF) value=(csrf);
            (body)
        }
    }
}

/// The same where it is one button: what it does needs nothing typed.
pub(super) fn button(action: &str, csrf: &str, hidden: &[(&str, &str)], label: &str) -> Markup {
    button_for(action, csrf, hidden, label, label)
}

/// The same where several stand on the page: `spoken` says of which it is, for those who hear the page, and begins with
/// what is seen.
pub(super) fn button_for(
    action: &str,
    csrf: &str,
    hidden: &[(&str, &str)],
    label: &str,
    spoken: &str,
) -> Markup {
    html! {
        form method="post" action=(action) {
            input type="hidden" name=(CSRF) value=(csrf);
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            button.button type="submit" aria-label=[(spoken != label).then_some(spoken)] { (label) }
        }
    }
}

/// A field of one line.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
    /// What the API's document calls it, where that is another name.
    pub(super) member: Option<&'static str>,
    pub(super) label: &'static str,
    pub(super) kind: &'static str,
    /// What a browser may fill in (HTML, autofill tokens).
    pub(super) autocomplete: &'static str,
    /// What was typed before; never a password.
    pub(super) value: &'a str,
    pub(super) hint: Option<&'static str>,
    pub(super) required: bool,
    /// The most characters that it takes.
    pub(super) longest: Option<usize>,
    /// What somebody else saved there meanwhile.
    pub(super) meanwhile: Option<&'a str>,
}

impl Default for Field<'_> {
    fn default() -> Self {
        Field {
            name: "",
            member: None,
            label: "",
            kind: "text",
            autocomplete: "off",
            value: "",
            hint: None,
            required: true,
            longest: None,
            meanwhile: None,
        }
    }
}

/// A choice of one among several.
#[derive(Default)]
pub(super) struct Select<'a> {
    pub(super) name: &'static str,
    /// What the API's document calls it, where that is another name.
    pub(super) member: Option<&'static str>,
    pub(super) label: &'static str,
    /// What there is to choose: each value and its words.
    pub(super) options: Vec<(&'a str, &'a str)>,
    /// The value that was chosen before.
    pub(super) chosen: &'a str,
    pub(super) required: bool,
    /// The id of a hint that stands elsewhere on the page.
    pub(super) hint_id: Option<&'static str>,
    /// Whether each option is a language, named in itself.
    pub(super) languages: bool,
    /// The words of what somebody else chose meanwhile.
    pub(super) meanwhile: Option<&'a str>,
}

impl<'a> Select<'a> {
    /// The choice of a language.
    pub(super) fn of_languages(label: &'static str, chosen: &'a str) -> Select<'a> {
        Select {
            name: "language",
            label,
            options: Language::ALL
                .into_iter()
                .map(|one| (one.tag(), Words::of(one).own_language))
                .collect(),
            chosen,
            languages: true,
            ..Select::default()
        }
    }
}

/// What was wrong with a form that was sent, in the language of its page.
#[derive(Clone, Copy)]
pub(super) struct Refused<'a> {
    language: Language,
    problem: Option<&'a ProblemDraft>,
}

impl<'a> Refused<'a> {
    /// What was wrong, where something was.
    pub(super) fn of(language: Language, problem: Option<&'a ProblemDraft>) -> Refused<'a> {
        Refused { language, problem }
    }

    /// The status of the page that says so.
    pub(super) fn status(self) -> StatusCode {
        self.problem.map_or(StatusCode::OK, |problem| {
            StatusCode::from_u16(problem.code.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
        })
    }

    fn is_stale(self) -> bool {
        self.problem
            .is_some_and(|problem| problem.code == ProblemCode::Stale)
    }

    /// What stands in a field since somebody else was quicker, if it is another than was typed.
    pub(super) fn meanwhile<'s>(self, typed: &str, saved: &'s str) -> Option<&'s str> {
        (self.is_stale() && typed != saved).then_some(saved)
    }

    /// The version that the form holds when it is shown again: the newest one only where the page tells what that one
    /// is, for then whoever sends it once more knows what they replace.
    pub(super) fn version(self, typed: u64, now: u64) -> u64 {
        match self.problem {
            Some(_) if !self.is_stale() => typed,
            _ => now,
        }
    }

    /// Whether something is wrong with this member of the document.
    pub(super) fn has_fault_in(self, member: &str) -> bool {
        self.faults().iter().any(|fault| is_of(fault, member))
    }

    fn faults(self) -> &'a [FaultDraft] {
        self.problem.map_or(&[], |problem| &problem.faults)
    }

    /// What is said above the form. `fields` are those of its fields whose name is another than the document's member.
    pub(super) fn summary(self, fields: &[(&str, &str)]) -> Markup {
        let Some(problem) = self.problem else {
            return html! {};
        };
        html! {
            div.form-refused role="alert" id="refused" {
                @if problem.faults.is_empty() {
                    p { (problem.detail.get(self.language)) }
                } @else {
                    p { (Words::of(self.language).look_below) }
                    ul {
                        @for fault in &problem.faults {
                            li { a href=(format!("#{}", name_of(fault, fields))) { (fault.message.get(self.language)) } }
                        }
                    }
                }
            }
        }
    }

    /// A field, with its hint and with what was wrong with it, so that whoever hears the page hears them together.
    pub(super) fn field(self, field: &Field<'_>) -> Markup {
        let beside = self.beside(
            field.name,
            field.member.unwrap_or(field.name),
            Below {
                hint: field.hint,
                meanwhile: field.meanwhile,
            },
        );
        html! {
            div.field-frame {
                label {
                    span.label { (field.label) }
                    input.field type=(field.kind) id=(field.name) name=(field.name) value=(field.value)
                        autocomplete=(field.autocomplete) required[field.required] maxlength=[field.longest]
                        spellcheck=[(field.autocomplete == "off").then_some("false")]
                        aria-describedby=[&beside.described] aria-invalid=[beside.invalid];
                }
                (beside.markup)
            }
        }
    }

    /// A choice, with what was wrong with it.
    pub(super) fn select(self, select: &Select<'_>) -> Markup {
        let below = Below {
            meanwhile: select.meanwhile,
            ..Below::default()
        };
        let beside = self.beside(select.name, select.member.unwrap_or(select.name), below);
        let described = [select.hint_id, beside.described.as_deref()];
        let described: Vec<&str> = described.into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.field-frame {
                label {
                    span.label { (select.label) }
                    select.field id=(select.name) name=(select.name) required[select.required]
                        aria-describedby=[described] aria-invalid=[beside.invalid] {
                        @for (value, words) in &select.options {
                            option value=(value) lang=[select.languages.then_some(value)]
                                selected[*value == select.chosen] { (words) }
                        }
                    }
                }
                (beside.markup)
            }
        }
    }

    /// What stands below a field of this name, which the document calls `member`.
    pub(super) fn beside(self, name: &str, member: &str, below: Below<'_>) -> Beside {
        let Below { hint, meanwhile } = below;
        let words = Words::of(self.language);
        let faults: Vec<&FaultDraft> = self
            .faults()
            .iter()
            .filter(|fault| is_of(fault, member))
            .collect();
        let [hint_id, saved, wrong] = ["hint", "saved", "wrong"].map(|what| format!("{name}-{what}"));
        let mut described = Vec::new();
        described.extend(hint.map(|_| hint_id.as_str()));
        described.extend(meanwhile.map(|_| saved.as_str()));
        described.extend((!faults.is_empty()).then_some(wrong.as_str()));
        Beside {
            described: (!described.is_empty()).then(|| described.join(" ")),
            invalid: (!faults.is_empty()).then_some("true"),
            markup: html! {
                @if let Some(text) = hint { p.quiet id=(hint_id) { (text) } }
                @if let Some(text) = meanwhile {
                    p.notice id=(saved) {
                        (words.saved_meanwhile) " " (if text.is_empty() { words.saved_nothing } else { text })
                    }
                }
                @if !faults.is_empty() {
                    div.form-refused id=(wrong) {
                        @for fault in faults { p { (fault.message.get(self.language)) } }
                    }
                }
            },
        }
    }
}

/// What is to stand below a field, beside its faults.
#[derive(Default)]
pub(super) struct Below<'a> {
    pub(super) hint: Option<&'a str>,
    /// What somebody else saved in it meanwhile.
    pub(super) meanwhile: Option<&'a str>,
}

/// What stands below a field, and how the field says so.
pub(super) struct Beside {
    /// For `aria-describedby`.
    pub(super) described: Option<String>,
    /// For `aria-invalid`.
    pub(super) invalid: Option<&'static str>,
    pub(super) markup: Markup,
}

/// Whether a fault is about a member of the document, or about one of the list in it.
fn is_of(fault: &FaultDraft, member: &str) -> bool {
    named(fault) == Some(member)
}

/// The last member by name that a fault is about: `addresses` of `/addresses/1`, and `role` of `/grants/0/role`.
fn named(fault: &FaultDraft) -> Option<&str> {
    let mut parts = fault.pointer.as_deref()?.strip_prefix('/')?.rsplit('/');
    parts.find(|part| part.parse::<usize>().is_err())
}

fn name_of<'a>(fault: &'a FaultDraft, fields: &[(&'a str, &'a str)]) -> &'a str {
    let member = named(fault).unwrap_or("refused");
    let mut fields = fields.iter();
    fields
        .find(|(_, of)| *of == member)
        .map_or(member, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::text::Text;

    #[test]
    fn each_fault_is_told_above_the_form_and_beside_its_field() {
        let fault = |pointer: &str, text: &str| FaultDraft {
            pointer: Some(pointer.to_owned()),
            row: None,
            code: "wrong",
            message: Text::new(text, text),
        };
        let problem = ProblemDraft {
            faults: vec![
                fault("/name", "No name."),
                fault("/allowed_addresses/1", "No network."),
                fault("/grants/0/role", "No role."),
            ],
            ..ProblemDraft::new(ProblemCode::Unacceptable, "nē", "no")
        };
        let refused = Refused::of(Language::En, Some(&problem));
        let above = refused
            .summary(&[("addresses", "allowed_addresses")])
            .into_string();
        assert!(above.contains(r##"<a href="#name">No name.</a>"##), "{above}");
        assert!(
            above.contains(r##"<a href="#addresses">No network.</a>"##),
            "{above}"
        );
        assert!(above.contains(r##"<a href="#role">No role.</a>"##), "{above}");
        let name = Field {
            name: "name",
            hint: Some("As others see it."),
            ..Field::default()
        };
        let beside = refused.field(&name).into_string();
        assert!(
            beside.contains(r#"aria-describedby="name-hint name-wrong" aria-invalid="true""#),
            "{beside}"
        );
        assert!(
            beside.contains("No name.") && !beside.contains("No network."),
            "{beside}"
        );
        let addresses = refused.beside("addresses", "allowed_addresses", Below::default());
        assert_eq!(addresses.described.as_deref(), Some("addresses-wrong"));
        let whole = Refused::of(Language::En, None);
        assert_eq!(whole.summary(&[]).into_string(), "");
    }

    #[test]
    fn what_somebody_else_saved_stands_beside_what_was_typed() {
        let stale = ProblemDraft::new(ProblemCode::Stale, "cits", "another");
        let refused = Refused::of(Language::Lv, Some(&stale));
        assert_eq!(refused.meanwhile("same", "same"), None);
        let choice = Select {
            name: "role",
            options: vec![("a", "one"), ("b", "other")],
            chosen: "b",
            hint_id: Some("rules"),
            meanwhile: refused.meanwhile("b", "one"),
            ..Select::default()
        };
        let shown = refused.select(&choice).into_string();
        assert!(
            shown.contains(r#"aria-describedby="rules role-saved""#),
            "{shown}"
        );
        assert!(
            shown.contains(r#"<p class="notice" id="role-saved">Saglabāts pa to laiku: one</p>"#),
            "{shown}"
        );
        assert!(
            shown.contains(r#"<option value="b" selected>other</option>"#),
            "{shown}"
        );
        let wrong = ProblemDraft::new(ProblemCode::Unacceptable, "nē", "no");
        let versions = [Some(&stale), Some(&wrong), None]
            .map(|problem| Refused::of(Language::Lv, problem).version(1, 2));
        assert_eq!(versions, [2, 1, 2], "only what is told may be replaced");
    }
}
