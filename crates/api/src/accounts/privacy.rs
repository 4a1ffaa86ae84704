//! What the law on personal data gives people: all that is held about them, and its erasure (GDPR, articles 15, 17, 20).

use super::people::{seen, user};
use super::sign_in::over;
use crate::audit;
use crate::auth::csrf;
use crate::middleware::requests::is_head_alone;
use crate::state::State;
use crate::web::cursor::Question;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::HttpRequest;
use blis_domain::audit::{Actor, actions};
use blis_domain::person::PersonId;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Sight, Standing};
use blis_domain::wire::{
    AuditEntryView, ExportedIdentity, ExportedLetter, ExportedSession, PersonExport, SignInWay,
};
use blis_store::{
    AuditContext, AuditDraft, AuditFilter, ExternalIdentity, HeldOfPerson, LetterHeld, SessionHeld,
    SessionWay, StoreError,
};

/// Entries of the log that are read at once.
const PAGE: u32 = 1000;

/// What handing out is written into the log with; nothing for `HEAD`, by which nothing is handed out. A browser does it
/// at the word of our own pages alone, though it is a read: a link on another site must not write into the log.
pub(crate) fn handing_out(actor: Actor, request: &HttpRequest) -> Result<Option<AuditContext>, ApiError> {
    csrf::same_origin(request)?;
    Ok((!is_head_alone(request)).then(|| trace::context(actor, request)))
}

/// All that is held about a person who asks for it themselves. It is written down where there is a context.
pub(crate) fn export_own(
    state: &State,
    me: &PersonId,
    context: Option<&AuditContext>,
) -> Result<PersonExport, ApiError> {
    let held = state.store.held_of(me)?.ok_or_else(over)?;
    exported(state, held, context)
}

/// All that is held about another person. It is written down where there is a context.
pub(crate) fn export_other(
    state: &State,
    standing: &Standing,
    id: &str,
    context: Option<&AuditContext>,
) -> Result<PersonExport, ApiError> {
    let person = seen(state, standing, Action::ErasePerson, id)?.person;
    match state.store.held_of(&person.id)? {
        Some(held) => exported(state, held, context),
        None => Err(erased()),
    }
}

/// Erases a person, if they are still as whoever decides has seen them: `is_current` says whether that was this
/// version. Their own account nobody erases: the office decides, and another administrator does it.
pub(crate) fn erase(
    state: &State,
    standing: &Standing,
    id: &str,
    is_current: impl FnOnce(u64) -> bool,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let person = seen(state, standing, Action::ErasePerson, id)?.person;
    if standing.person() == Some(&person.id) {
        return Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Savu kontu neviens neizdzēš pats; to dara cits administrators.",
            "Nobody erases their own account; another administrator does.",
        )
        .into());
    }
    if !is_current(person.version) {
        return Err(StoreError::Stale.into());
    }
    match state.store.erase_person(&person.id, person.version, context) {
        Ok(_) => Ok(()),
        Err(StoreError::UnknownPerson(_)) => Err(erased()),
        Err(error) => Err(error.into()),
    }
}

fn exported(
    state: &State,
    held: HeldOfPerson,
    context: Option<&AuditContext>,
) -> Result<PersonExport, ApiError> {
    let id = held.person.id.clone();
    if let Some(context) = context {
        // Before the log is read, so that the export tells of itself.
        let draft = AuditDraft::done(context, actions::EXPORT_PERSON, "person", Some(id.as_str()));
        state.store.record(&draft)?;
    }
    Ok(PersonExport {
        person: user(held.person),
        sessions: held.sessions.into_iter().map(session).collect(),
        identities: held.identities.into_iter().map(identity).collect(),
        letters: held.letters.into_iter().map(letter).collect(),
        log: log(state, &id)?,
    })
}

/// The whole log of a person, page by page: each page reads on where the one before ended.
fn log(state: &State, person: &PersonId) -> Result<Vec<AuditEntryView>, ApiError> {
    let question = Question::of("export", &person)?;
    let mut entries: Vec<AuditEntryView> = Vec::new();
    loop {
        let filter = AuditFilter {
            before: entries.last().map(|entry| entry.seq),
            limit: PAGE,
            ..AuditFilter::seen_with(Sight::Own(person.clone()))
        };
        let page = audit::own(state, person, filter, &question)?;
        entries.extend(page.items);
        if page.next.is_none() {
            return Ok(entries);
        }
    }
}

fn identity(held: ExternalIdentity) -> ExportedIdentity {
    ExportedIdentity {
        issuer: held.issuer,
        subject: held.subject,
        linked_at: held.linked_at,
    }
}

fn letter(held: LetterHeld) -> ExportedLetter {
    ExportedLetter {
        purpose: held.purpose.code().to_owned(),
        recipient: held.recipient,
        subject: held.subject,
        created_at: held.created_at,
        sent_at: held.sent_at,
    }
}

fn session(held: SessionHeld) -> ExportedSession {
    let listed = held.listed;
    ExportedSession {
        id: listed.id,
        way: match listed.way {
            SessionWay::Password => SignInWay::Password,
            SessionWay::External => SignInWay::External,
        },
        second_factor: held.second_factor,
        device: listed.device,
        address: listed.address,
        created_at: listed.created_at,
        last_seen_at: listed.last_seen_at,
        expires_at: listed.expires_at,
        ended_at: held.ended_at,
        ended_because: held.ended_because,
    }
}

fn erased() -> ApiError {
    ProblemDraft::not_found(
        "Šī lietotāja dati ir izdzēsti.",
        "The data of this person were erased.",
    )
    .into()
}
