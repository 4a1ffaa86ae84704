//! Forms and their fields as they stand on a page: each fault beside the field that it is about, and all of them told
//! above the form, with the way to the field.

use super::form::CSRF;
use super::words::Words;
use blis_domain::problem::{FaultDraft, ProblemDraft};
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
    html! {
        form method="post" action=(action) {
            input type="hidden" name=(CSRF) value=(csrf);
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            button.button type="submit" { (label) }
        }
    }
}

/// A question before something that hurts: what will happen, the way on and the way back.
pub(super) struct Question<'a> {
    pub(super) about: &'a str,
    pub(super) action: String,
    pub(super) csrf: &'a str,
    /// More hidden fields.
    pub(super) fields: &'a [(&'a str, String)],
    pub(super) yes: &'a str,
    pub(super) back: String,
    pub(super) cancel: &'a str,
}

impl Question<'_> {
    /// The question.
    pub(super) fn markup(&self) -> Markup {
        let body = html! {
            p { (self.about) }
            @for (name, value) in self.fields { input type="hidden" name=(name) value=(value); }
            div.choices {
                button.button.button-strong type="submit" { (self.yes) }
                a.button href=(self.back) { (self.cancel) }
            }
        };
        form(&self.action, self.csrf, &body)
    }
}

/// A field of one line.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
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
}

impl Default for Field<'_> {
    fn default() -> Self {
        Field {
            name: "",
            label: "",
            kind: "text",
            autocomplete: "off",
            value: "",
            hint: None,
            required: true,
            longest: None,
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
        let beside = self.beside(field.name, field.name, field.hint);
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

    /// What stands below a field of this name, which the document calls `member`.
    pub(super) fn beside(self, name: &str, member: &str, hint: Option<&str>) -> Beside {
        let faults: Vec<&FaultDraft> = self
            .faults()
            .iter()
            .filter(|fault| is_of(fault, member))
            .collect();
        let (hint_id, wrong) = (format!("{name}-hint"), format!("{name}-wrong"));
        let mut described = Vec::new();
        described.extend(hint.map(|_| hint_id.as_str()));
        described.extend((!faults.is_empty()).then_some(wrong.as_str()));
        Beside {
            described: (!described.is_empty()).then(|| described.join(" ")),
            invalid: (!faults.is_empty()).then_some("true"),
            markup: html! {
                @if let Some(text) = hint { p.quiet id=(hint_id) { (text) } }
                @if !faults.is_empty() {
                    div.form-refused id=(wrong) {
                        @for fault in faults { p { (fault.message.get(self.language)) } }
                    }
                }
            },
        }
    }
}

/// What stands below a field, and how the field says so.
pub(super) struct Beside {
    /// For `aria-describedby`.
    pub(super) described: Option<String>,
    /// For `aria-invalid`.
    pub(super) invalid: Option<&'static str>,
    pub(super) markup: Markup,
}

/// Whether a fault is about a member of the document, or about something in it.
fn is_of(fault: &FaultDraft, member: &str) -> bool {
    top(fault) == Some(member)
}

/// The member at the top that a fault is about: `grants` of `/grants/0/role`.
fn top(fault: &FaultDraft) -> Option<&str> {
    fault.pointer.as_deref()?.strip_prefix('/')?.split('/').next()
}

fn name_of<'a>(fault: &'a FaultDraft, fields: &[(&'a str, &'a str)]) -> &'a str {
    let member = top(fault).unwrap_or("refused");
    let mut fields = fields.iter();
    fields
        .find(|(_, of)| *of == member)
        .map_or(member, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::problem::ProblemCode;
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
        let addresses = refused.beside("addresses", "allowed_addresses", None);
        assert_eq!(addresses.described.as_deref(), Some("addresses-wrong"));
        let whole = Refused::of(Language::En, None);
        assert_eq!(whole.summary(&[]).into_string(), "");
    }
}
