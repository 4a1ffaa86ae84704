//! What people typed, read field by field: every fault is told at once, each with its place.

use crate::web::problem::ApiError;
use blis_domain::password::{NewPassword, PasswordRefusal};
use blis_domain::person::{EmailAddress, InvalidEmailAddress, InvalidPersonName, PersonName};
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::{Language, Text};

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults(Vec<FaultDraft>);

impl Faults {
    pub(super) fn email(&mut self, typed: &str) -> Option<EmailAddress> {
        let told = |error: InvalidEmailAddress| (error.code(), error.message());
        self.keep("/email", typed.parse().map_err(told))
    }

    pub(super) fn name(&mut self, typed: &str) -> Option<PersonName> {
        let told = |error: InvalidPersonName| (error.code(), error.message());
        self.keep("/name", typed.parse().map_err(told))
    }

    pub(super) fn password(
        &mut self,
        typed: &str,
        email: &EmailAddress,
        name: Option<&PersonName>,
    ) -> Option<NewPassword> {
        let told = |refusal: PasswordRefusal| {
            let text = Text::new(refusal.message(Language::Lv), refusal.message(Language::En));
            (refusal.code(), text)
        };
        self.keep("/password", NewPassword::check(typed, email, name).map_err(told))
    }

    fn keep<T>(&mut self, pointer: &str, read: Result<T, (&'static str, Text)>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err((code, message)) => {
                self.0.push(FaultDraft::at(pointer, code, message));
                None
            }
        }
    }

    /// The problem that says all of them.
    pub(super) fn into_error(self) -> ApiError {
        let join = |pick: fn(&Text) -> &str| {
            let sentences: Vec<&str> = self.0.iter().map(|fault| pick(&fault.message)).collect();
            sentences.join(" ")
        };
        let (lv, en) = (join(|text| &text.lv), join(|text| &text.en));
        ProblemDraft {
            faults: self.0,
            ..ProblemDraft::new(ProblemCode::Unacceptable, lv, en)
        }
        .into()
    }
}

/// A single fault that is found late: that the address is taken.
pub(super) fn taken() -> ApiError {
    let message = Text::new(
        "Ar šo e-pasta adresi konts jau ir.",
        "There is an account with this e-mail address already.",
    );
    let mut faults = Faults::default();
    let _: Option<()> = faults.keep("/email", Err(("email_taken", message)));
    faults.into_error()
}
