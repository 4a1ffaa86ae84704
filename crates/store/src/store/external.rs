//! Signing in through the services of other organisations: what is under way, and whose each identity is.

use super::sessions::SignedIn;
use super::{Store, entries, sessions as opened};
use crate::audit::AuditContext;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::external_sign_ins::{self, ExternalSignIn};
use crate::rows::identities::{self, ExternalIdentity, Witness};
use crate::rows::people::{self, Account};
use crate::rows::sessions::{self, NewSession};
use crate::rows::{audit, letters};
use blis_domain::person::{PersonId, PersonState};

/// What a witness opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExternalEntry {
    /// A session of the person whose the identity is.
    Opened(Box<SignedIn>),
    /// Nothing: nobody here has the identity, or who has it may not sign in. Who it was, for the log.
    Refused(Option<PersonId>),
}

/// What came of linking an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkOutcome {
    /// It is linked.
    Linked,
    /// It was linked to this account already.
    AlreadyOwn,
    /// It is linked to another account.
    OfAnother,
    /// The account has another identity at the same service.
    HasAnother,
    /// The session in which it was asked for is over.
    SessionOver,
}

/// What came of unlinking an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlinkOutcome {
    /// It is unlinked, and the other sessions opened through other services are over.
    Unlinked,
    /// The person has no such identity.
    Unknown,
    /// It is the only way for the person to sign in.
    OnlyWay,
}

impl Store {
    /// Keeps a sign-in that goes on at another service, and takes away some of those that were given up.
    ///
    /// It opens nothing yet and is nobody's, so it is no entry in the audit log; what becomes of it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn begin_external(&self, new: &ExternalSignIn) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            external_sign_ins::sweep(connection, now)?;
            external_sign_ins::insert(connection, new, now)
        })
    }

    /// Takes a sign-in away and gives it: once, and within its time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn take_external(&self, state_hash: &[u8; 32]) -> Result<Option<ExternalSignIn>, StoreError> {
        let now = self.micros();
        // What was never given out need not wait for the writer.
        let known = |connection: &mut _| external_sign_ins::is_known(connection, state_hash);
        match self.inner.database.read(known)? {
            true => {
                let take = |connection: &mut _| external_sign_ins::take(connection, state_hash, now);
                self.inner.database.write(take)
            }
            false => Ok(None),
        }
    }

    /// Whether an identity is linked to anybody.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn knows_identity(&self, issuer: &str, subject: &str) -> Result<bool, StoreError> {
        let owner = |connection: &mut _| identities::owner(connection, issuer, subject);
        Ok(self.inner.database.read(owner)?.is_some())
    }

    /// Opens a session for whose identity it is. One that is nobody's becomes that of the person who was invited to the
    /// verified e-mail address, and the person becomes active: who was sent a letter there is let in by proof of the
    /// same address. To an account that is active nothing is linked so, for whoever controls a service would control
    /// the accounts of others.
    ///
    /// `new` gives the session for a person; the people of a demonstration are let in where `demonstration` says so.
    ///
    /// # Errors
    /// When the database fails.
    pub fn enter_by_identity(
        &self,
        witness: &Witness,
        new: impl Fn(PersonId) -> NewSession,
        demonstration: bool,
        context: &AuditContext,
    ) -> Result<ExternalEntry, StoreError> {
        let now = self.micros();
        let is_open = |account: &Account| demonstration || !account.demonstration;
        self.inner.database.write(|connection| {
            let owner = identities::owner(connection, &witness.issuer, &witness.subject)?;
            let person = match owner {
                Some(owner) => {
                    let account = people::account(connection, &owner)?;
                    if !account.is_some_and(|account| account.state.may_sign_in() && is_open(&account)) {
                        return Ok(ExternalEntry::Refused(Some(owner)));
                    }
                    owner
                }
                None => {
                    let invited = invited(connection, witness)?;
                    let Some(invited) = invited.filter(is_open) else {
                        return Ok(ExternalEntry::Refused(None));
                    };
                    let person = invited.person;
                    if !people::activate(connection, &person, witness.name.as_ref())? {
                        return Ok(ExternalEntry::Refused(Some(person)));
                    }
                    // The invitation was accepted: its link lets in nobody any more.
                    letters::end_links_of(connection, &person, now)?;
                    identities::insert(connection, witness, &person, now)?;
                    let draft = entries::identity_linked(witness, &person, true, context);
                    audit::append(connection, &draft, now)?;
                    person
                }
            };
            let opened = opened::open(connection, &new(person.clone()), None, context, now)?;
            Ok(match opened {
                Some(signed_in) => ExternalEntry::Opened(Box::new(signed_in)),
                None => ExternalEntry::Refused(Some(person)),
            })
        })
    }

    /// Links an identity to the account of who is signed in by this session, which must still be open.
    ///
    /// # Errors
    /// When the database fails.
    pub fn link_identity(
        &self,
        session: &str,
        witness: &Witness,
        context: &AuditContext,
    ) -> Result<LinkOutcome, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let Some(open) = sessions::open(connection, session, now)? else {
                return Ok(LinkOutcome::SessionOver);
            };
            let person = open.person;
            people::hold(connection, &person)?;
            let account = people::account(connection, &person)?;
            if !account.is_some_and(|account| account.state.may_sign_in()) {
                return Ok(LinkOutcome::SessionOver);
            }
            match identities::owner(connection, &witness.issuer, &witness.subject)? {
                Some(owner) if owner == person => return Ok(LinkOutcome::AlreadyOwn),
                Some(_) => return Ok(LinkOutcome::OfAnother),
                None => {}
            }
            let own = identities::of_person(connection, &person)?;
            if own.iter().any(|identity| identity.issuer == witness.issuer) {
                return Ok(LinkOutcome::HasAnother);
            }
            identities::insert(connection, witness, &person, now)?;
            let draft = entries::identity_linked(witness, &person, false, context);
            audit::append(connection, &draft, now)?;
            Ok(LinkOutcome::Linked)
        })
    }

    /// The identities linked to a person, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn identities_of(&self, person: &PersonId) -> Result<Vec<ExternalIdentity>, StoreError> {
        let list = |connection: &mut _| identities::of_person(connection, person);
        self.inner.database.read(list)
    }

    /// Unlinks an identity of who is signed in, and ends their other sessions that were opened through another service:
    /// who unlinks one may do so because somebody else uses it. `issuers` are the services by which anybody can sign in
    /// now; one that is not among them is no other way in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unlink_identity(
        &self,
        me: &SignedIn,
        id: &str,
        issuers: &[&str],
        context: &AuditContext,
    ) -> Result<UnlinkOutcome, StoreError> {
        let now = self.micros();
        let person = &me.person.id;
        self.inner.database.write(|connection| {
            // Of two identities unlinked at once, the second must see that it is the only one.
            people::hold(connection, person)?;
            let own = identities::of_person(connection, person)?;
            let Some(identity) = own.iter().find(|identity| identity.id == id) else {
                return Ok(UnlinkOutcome::Unknown);
            };
            let has_password =
                people::account(connection, person)?.is_some_and(|account| account.password_hash.is_some());
            let other = |one: &ExternalIdentity| one.id != id && issuers.contains(&one.issuer.as_str());
            if !has_password && !own.iter().any(other) {
                return Ok(UnlinkOutcome::OnlyWay);
            }
            if !identities::delete(connection, id)? {
                return Ok(UnlinkOutcome::Unknown);
            }
            let ended = sessions::end_external_of(connection, person, &me.session, now)?;
            let draft = entries::identity_unlinked(identity, person, ended, context);
            audit::append(connection, &draft, now)?;
            Ok(UnlinkOutcome::Unlinked)
        })
    }
}

/// Who was invited to the address that the service has verified.
fn invited(connection: &mut AnyConnection, witness: &Witness) -> Result<Option<Account>, StoreError> {
    let Some(email) = &witness.verified_email else {
        return Ok(None);
    };
    let account = people::account_of(connection, &email.folded())?;
    Ok(account.filter(|account| account.state == PersonState::Invited))
}
