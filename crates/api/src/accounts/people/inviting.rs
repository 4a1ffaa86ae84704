//! People invited.

use super::giving::refused;
use super::look::{seen, user};
use super::{grant, may_not_give};
use crate::accounts::faults::Faults;
use crate::accounts::throttle::wait_for;
use crate::accounts::unacceptable::unacceptable;
use crate::letters::{self, Invitee};
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::{EmailAddress, PersonId, PersonState};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Grant, MayNotGive, Standing, Target, Within, may_give};
use blis_domain::text::{Language, Text};
use blis_domain::wire::{InviteUser, NewGrant, User};
use blis_store::{AuditContext, LinkPurpose, NewPerson, Person, SignedIn, StoreError};

/// More roles than anybody is invited into at once.
const MOST_ROLES: usize = 20;

/// Invites a person, and gives them with their version.
///
/// An address that has an account already is a conflict where whoever invites sees that person, and can give them roles.
/// Somebody they do not see belongs to other places: one address works in two municipalities. That person gets the
/// roles at once and a letter that says so; from then on who invited sees of them what they see of any other person with
/// a role in their municipality, name and state among it, and no more. Whoever was invited and did not accept yet gets
/// the letter of an invitation, as an address does that nobody knows.
pub(crate) fn invite(
    state: &State,
    me: &SignedIn,
    asked: InviteUser,
    context: &AuditContext,
) -> Result<(User, u64), ApiError> {
    letters::require(state)?;
    let mut faults = Faults::default();
    let email = faults.email(&asked.email);
    let name = match asked.name.as_deref() {
        Some(typed) => faults.name(typed).map(Some),
        None => Some(None),
    };
    let (Some(email), Some(name)) = (email, name) else {
        return Err(faults.into_error());
    };
    let grants = roles(&me.standing, asked.grants)?;
    let known = match state.store.account(&email)? {
        Some(account) => Some(not_seen(state, me, &account.person)?),
        None => None,
    };
    count_letter(state, me, &email)?;
    let invited = match known {
        Some(person) => add_roles(state, me, person, &grants, context)?,
        None => {
            let link = letters::link(state, LinkPurpose::Invitation)?;
            let to = Invitee {
                name: name.as_ref(),
                language: asked.language,
                grants: &grants,
                invited_by: me.person.name.as_ref(),
            };
            let letter = letters::invitation(state, &to, &link)?;
            let new = NewPerson {
                email,
                name,
                language: asked.language,
                password_hash: None,
                demonstration: state.demonstration,
                grants,
                added_by: me.person.id.to_string(),
            };
            state
                .store
                .invite_person(&new, &link.new, &letter, context)
                .map_err(refused)?
        }
    };
    let now = seen(state, &me.standing, Action::InvitePerson, invited.as_str())?.person;
    let version = now.version;
    Ok((user(now), version))
}

/// Somebody who has an account and whom the inviter does not see.
fn not_seen(state: &State, me: &SignedIn, id: &PersonId) -> Result<Person, ApiError> {
    if *id == me.person.id {
        return Err(may_not_give(MayNotGive::Oneself));
    }
    let sight = me.standing.sight(Action::ReadPeople);
    if state.store.person_seen(&sight, id)?.is_some() {
        return Err(StoreError::PersonExists.into());
    }
    let person = state.store.person(id)?;
    Ok(person.ok_or_else(|| StoreError::UnknownPerson(id.clone()))?)
}

/// Gives somebody who has an account roles, with the letter that tells them, in the language they chose.
fn add_roles(
    state: &State,
    me: &SignedIn,
    person: Person,
    grants: &[Grant],
    context: &AuditContext,
) -> Result<PersonId, ApiError> {
    let to = Invitee {
        name: person.name.as_ref(),
        language: person.language,
        grants,
        invited_by: me.person.name.as_ref(),
    };
    let link = letters::link(state, LinkPurpose::Invitation)?;
    let invitation = letters::invitation(state, &to, &link)?;
    let notice = letters::roles_given(state, &to)?;
    // What is not a link does not end; a letter is tried for some days, and not for as long as this.
    let until = link.new.expires_at;
    state
        .store
        .give_roles_by_letter(
            &person.id,
            grants,
            (&link.new, &invitation),
            (&notice, until),
            context,
        )
        .map_err(refused)?;
    Ok(person.id)
}

/// Counts an invitation, by the address it goes to and by who sends it, or refuses it as one too many: no mailbox is
/// flooded, and nobody sends letters to half the country. Letters to those who forgot their password are counted apart:
/// anybody asks for them, and would keep people from being invited.
fn count_letter(state: &State, me: &SignedIn, to: &EmailAddress) -> Result<(), ApiError> {
    let keys = [
        state.throttle.invitations_to(to),
        state.throttle.letters_by(&me.person.id),
    ];
    match state.store.count_asking(&keys)? {
        None => Ok(()),
        Some(seconds) => Err(wait_for(
            seconds,
            "Uz šo adresi vai no jums pēdējā laikā ir sūtīts pārāk daudz vēstuļu.",
            "Too many letters went to this address, or were sent by you, of late.",
        )),
    }
}

/// Sends a person who has not accepted yet another invitation.
///
/// It goes to the person's own address and changes nothing of the account, so whoever may invite into one of the
/// places of that person may send it.
pub(crate) fn invite_again(
    state: &State,
    me: &SignedIn,
    id: &str,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let person = seen(state, &me.standing, Action::InvitePerson, id)?.person;
    letters::require(state)?;
    let email = person.email.as_ref();
    let email = email.filter(|_| person.state == PersonState::Invited);
    count_letter(state, me, email.ok_or_else(accepted)?)?;
    let grants: Vec<Grant> = person.grants.into_iter().map(|one| one.grant).collect();
    let link = letters::link(state, LinkPurpose::Invitation)?;
    let to = Invitee {
        name: person.name.as_ref(),
        language: person.language,
        grants: &grants,
        invited_by: me.person.name.as_ref(),
    };
    let letter = letters::invitation(state, &to, &link)?;
    match state
        .store
        .invite_again(&person.id, &link.new, &letter, context)?
    {
        true => Ok(()),
        false => Err(accepted()),
    }
}

fn accepted() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Uzaicinājumu sūta tikai tam, kurš to vēl nav pieņēmis.",
        "An invitation is sent to those alone who have not accepted one yet.",
    )
    .into()
}

/// The roles of an invitation: at least one, each once, and all of them such as the inviter may give.
fn roles(me: &Standing, asked: Vec<NewGrant>) -> Result<Vec<Grant>, ApiError> {
    if asked.is_empty() {
        let message = Text::new("Jānorāda vismaz viena loma.", "Give at least one role.");
        return Err(unacceptable("/grants", "no_role", message));
    }
    if asked.len() > MOST_ROLES {
        let message = Text::new(
            format!("Uzreiz var piešķirt ne vairāk kā {MOST_ROLES} lomas."),
            format!("At most {MOST_ROLES} roles are given at once."),
        );
        return Err(unacceptable("/grants", "too_many_roles", message));
    }
    // Whom it will be is not known yet.
    let nobody = PersonId::new(0, [0; 10]);
    let mut grants: Vec<Grant> = Vec::with_capacity(asked.len());
    for (at, asked) in asked.into_iter().enumerate() {
        let place = format!("/grants/{at}");
        let grant = grant(asked, &place)?;
        may_give(me, &nobody, &grant).map_err(may_not_give)?;
        if grants.contains(&grant) {
            let message = Text::new("Šī loma jau ir minēta.", "This role is named already.");
            return Err(unacceptable(&place, "repeated_role", message));
        }
        grants.push(grant);
    }
    let places: Vec<Within> = grants.iter().map(|grant| grant.within.clone()).collect();
    let target = Target::Person {
        id: &nobody,
        places: &places,
    };
    match me.may_on(Action::InvitePerson, &target) {
        true => Ok(grants),
        false => Err(may_not_give(MayNotGive::BeyondReach)),
    }
}

/// The language of a tag that a form brought.
pub(crate) fn language_of(tag: &str) -> Result<Language, ApiError> {
    Language::from_tag(tag).ok_or_else(|| {
        let message = Text::new("Jāizvēlas valoda.", "Choose a language.");
        unacceptable("/language", "unknown_language", message)
    })
}
