//! Links that let somebody in once, with the letters they travel in: queued in the transaction that makes them.

use super::directory::give;
use super::{Store, entries};
use crate::audit::{AuditContext, AuditDraft};
use crate::error::StoreError;
use crate::rows::letter_purpose::LetterPurpose;
use crate::rows::letters::{self, NewLetter};
use crate::rows::links::{self, LinkHolder, LinkPurpose, NewLink};
use crate::rows::people::{self, NewPerson};
use crate::rows::sessions::{self, SessionEnd};
use crate::rows::{audit, directory};
use blis_domain::audit::actions;
use blis_domain::person::{PersonId, PersonName, PersonState};
use blis_domain::rights::{Grant, Within};
use blis_domain::text::Language;
use time::OffsetDateTime;

impl Store {
    /// Adds a person without a password, and queues the letter with the link by which they set one.
    ///
    /// # Errors
    /// As for [`Store::add_person`].
    pub fn invite_person(
        &self,
        new: &NewPerson,
        link: &NewLink,
        letter: &NewLetter,
        context: &AuditContext,
    ) -> Result<PersonId, StoreError> {
        let invited = NewPerson {
            password_hash: None,
            ..new.clone()
        };
        let now = self.micros();
        let made_by = entries::who(context);
        let id = self.inner.database.write(|connection| {
            let id = people::insert(connection, &invited, now)?;
            links::insert(
                connection,
                link,
                LinkPurpose::Invitation,
                Some(&id),
                &made_by,
                now,
            )?;
            let to = (&id, invited.email.as_str());
            letters::insert(
                connection,
                letter,
                LetterPurpose::Invitation,
                to,
                link.expires_at,
                now,
            )?;
            audit::append(connection, &entries::person_added(&invited, &id, context), now)?;
            for grant in &invited.grants {
                audit::append(connection, &entries::role_given(grant, &id, context), now)?;
            }
            let draft = entries::linked(actions::SEND_INVITATION, &id, link, context)?;
            for draft in draft.in_each(&places_of(&invited.grants)) {
                audit::append(connection, &draft, now)?;
            }
            Ok(id)
        })?;
        self.inner.bell.ring();
        Ok(id)
    }

    /// Gives somebody who has an account roles, and queues the letter that tells them: `invitation`, with its link, to
    /// whoever has not accepted one yet, for the letter before may be lost; `notice`, to be sent until that instant, to
    /// everybody else. Both are written beforehand, because only here it is certain which of them is right.
    ///
    /// # Errors
    /// As for [`Store::give_roles`].
    pub fn give_roles_by_letter(
        &self,
        person: &PersonId,
        given: &[Grant],
        (link, invitation): (&NewLink, &NewLetter),
        (notice, until): (&NewLetter, OffsetDateTime),
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let now = self.micros();
        let made_by = entries::who(context);
        self.inner.database.write(|connection| {
            let (held, _) = give(connection, person, given, &made_by, now)?;
            let known = people::find(connection, person)?;
            let known = known.ok_or_else(|| StoreError::UnknownPerson(person.clone()))?;
            let to = (person, known.email.as_str());
            let is_invited = held.state == PersonState::Invited;
            if is_invited {
                let purpose = LinkPurpose::Invitation;
                links::insert(connection, link, purpose, Some(person), &made_by, now)?;
                let purpose = LetterPurpose::Invitation;
                letters::insert(connection, invitation, purpose, to, link.expires_at, now)?;
            } else {
                letters::insert(connection, notice, LetterPurpose::RolesGiven, to, until, now)?;
            }
            for grant in given {
                audit::append(connection, &entries::role_given(grant, person, context), now)?;
            }
            if is_invited {
                let draft = entries::linked(actions::SEND_INVITATION, person, link, context)?;
                for draft in draft.in_each(&places_of(given)) {
                    audit::append(connection, &draft, now)?;
                }
            }
            Ok(())
        })?;
        self.inner.bell.ring();
        Ok(())
    }

    /// Makes another invitation link for a person who has not accepted yet, and queues its letter; the link before
    /// ends. `false` when the person is not invited any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invite_again(
        &self,
        person: &PersonId,
        link: &NewLink,
        letter: &NewLetter,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let purpose = (
            LinkPurpose::Invitation,
            LetterPurpose::Invitation,
            PersonState::Invited,
        );
        self.write_to(person, purpose, link, letter, (actions::SEND_INVITATION, context))
    }

    /// Makes a link to set a new password, for a person who may sign in, and queues its letter; the link before ends.
    /// `false` when the person may not sign in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ask_password_reset(
        &self,
        person: &PersonId,
        link: &NewLink,
        letter: &NewLetter,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let purpose = (
            LinkPurpose::PasswordReset,
            LetterPurpose::PasswordReset,
            PersonState::Active,
        );
        self.write_to(
            person,
            purpose,
            link,
            letter,
            (actions::ASK_PASSWORD_RESET, context),
        )
    }

    fn write_to(
        &self,
        person: &PersonId,
        (purpose, about, needed): (LinkPurpose, LetterPurpose, PersonState),
        link: &NewLink,
        letter: &NewLetter,
        (action, context): (&'static str, &AuditContext),
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        let made_by = entries::who(context);
        let written = self.inner.database.write(|connection| {
            // Held, so that nobody accepts, leaves or moves to another address while the letter is addressed.
            if !people::hold_state(connection, person, needed)? {
                return Ok(false);
            }
            let Some(known) = people::find(connection, person)? else {
                return Ok(false);
            };
            links::insert(connection, link, purpose, Some(person), &made_by, now)?;
            let to = (person, known.email.as_str());
            letters::insert(connection, letter, about, to, link.expires_at, now)?;
            let draft = entries::linked(action, person, link, context)?;
            let places = match purpose {
                LinkPurpose::Invitation => directory::places(connection, person)?,
                // Whoever asks for a new password does so for themselves.
                LinkPurpose::PasswordReset | LinkPurpose::FirstAdmin => Vec::new(),
            };
            for draft in draft.in_each(&places) {
                audit::append(connection, &draft, now)?;
            }
            Ok(true)
        })?;
        if written {
            self.inner.bell.ring();
        }
        Ok(written)
    }

    /// Whom a link lets in: for showing the form. Looking does not use it up, because programs that check letters
    /// follow links as well.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_link(&self, hash: &[u8; 32], purpose: LinkPurpose) -> Result<Option<LinkHolder>, StoreError> {
        let now = self.micros();
        let find = |connection: &mut _| links::holder(connection, hash, purpose, now);
        self.inner.database.read(find)
    }

    /// Accepts an invitation: the person can sign in from now on. Nothing when the link does not hold. Whatever actor
    /// `context` names, the log says that it was the person.
    ///
    /// # Errors
    /// When the database fails.
    pub fn accept_invitation(
        &self,
        hash: &[u8; 32],
        name: &PersonName,
        language: Language,
        password_hash: &str,
        context: &AuditContext,
    ) -> Result<Option<PersonId>, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let Some(person) = links::let_in(connection, hash, LinkPurpose::Invitation, now)? else {
                return Ok(None);
            };
            if !people::take_in(connection, &person.id, (name, language), password_hash, now)? {
                return Ok(None);
            }
            letters::withdraw(connection, &person.id, LetterPurpose::Invitation, now)?;
            let draft = entries::invitation_accepted(&person, (name, language), context);
            audit::append(connection, &draft, now)?;
            Ok(Some(person.id))
        })
    }

    /// Sets a new password by a link, and ends all sessions of the person. Nothing when the link does not hold.
    /// Whatever actor `context` names, the log says that it was the person.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reset_password(
        &self,
        hash: &[u8; 32],
        password_hash: &str,
        context: &AuditContext,
    ) -> Result<Option<PersonId>, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let Some(person) = links::let_in(connection, hash, LinkPurpose::PasswordReset, now)? else {
                return Ok(None);
            };
            if !people::set_password(connection, &person.id, password_hash, now)? {
                return Ok(None);
            }
            letters::withdraw(connection, &person.id, LetterPurpose::PasswordReset, now)?;
            let ended = sessions::end_all_of(connection, &person.id, None, SessionEnd::PasswordSet, now)?;
            audit::append(
                connection,
                &entries::password_reset(&person.id, ended, context),
                now,
            )?;
            Ok(Some(person.id))
        })
    }

    /// Makes the link by which the first administrator makes their account, unless there is an administrator; the
    /// links made before end either way. Whether it was made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn offer_first_admin(&self, link: &NewLink, context: &AuditContext) -> Result<bool, StoreError> {
        let now = self.micros();
        let made_by = entries::who(context);
        self.inner.database.write(|connection| {
            if people::is_there_an_admin(connection)? {
                links::end_all_of(connection, LinkPurpose::FirstAdmin, None, now)?;
                return Ok(false);
            }
            links::insert(connection, link, LinkPurpose::FirstAdmin, None, &made_by, now)?;
            let draft = AuditDraft {
                after: Some(entries::until(link)?),
                ..AuditDraft::done(context, actions::OFFER_FIRST_ADMIN, "link", None)
            };
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }

    /// Ends the links for the first administrator that were made before, for a server that takes nobody in by them. How
    /// many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn withdraw_first_admin(&self, context: &AuditContext) -> Result<usize, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let ended = links::end_all_of(connection, LinkPurpose::FirstAdmin, None, now)?;
            if ended > 0 {
                let draft = AuditDraft::done(context, actions::WITHDRAW_FIRST_ADMIN, "link", None);
                audit::append(connection, &draft, now)?;
            }
            Ok(ended)
        })
    }

    /// Whether a link for the first administrator holds. It does not once there is one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_admin_may_come(&self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.read(|connection| {
            Ok(links::holds(connection, hash, LinkPurpose::FirstAdmin, now)?
                && !people::is_there_an_admin(connection)?)
        })
    }

    /// Makes the account of the first administrator. Nothing when the link does not hold, or there is an administrator
    /// by now. Whatever actor `context` names, the log says that it was the person.
    ///
    /// # Errors
    /// As for [`Store::add_person`]; the link then holds still.
    pub fn add_first_admin(
        &self,
        hash: &[u8; 32],
        new: &NewPerson,
        context: &AuditContext,
    ) -> Result<Option<PersonId>, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            if !links::use_up(connection, hash, LinkPurpose::FirstAdmin, now)?
                || people::is_there_an_admin(connection)?
            {
                return Ok(None);
            }
            let id = people::insert(connection, new, now)?;
            let context = entries::by(&id, context);
            audit::append(connection, &entries::person_added(new, &id, &context), now)?;
            for grant in &new.grants {
                audit::append(connection, &entries::role_given(grant, &id, &context), now)?;
            }
            Ok(Some(id))
        })
    }
}

/// The places of roles, each once.
fn places_of(grants: &[Grant]) -> Vec<Within> {
    let mut places: Vec<Within> = grants.iter().map(|grant| grant.within.clone()).collect();
    places.sort();
    places.dedup();
    places
}
