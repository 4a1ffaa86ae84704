//! Who takes part in the networks. Each change of it is numbered like one of the figures, so that a comparison with a
//! network is read again for ever as it was.

use super::Store;
use super::networks::about;
use crate::audit::{AuditContext, AuditDraft};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::versions::{self, ChangedCells, NewChange};
use crate::rows::{audit, members, networks};
use blis_domain::area::AreaCode;
use blis_domain::audit::actions;
use blis_domain::change::ChangeCause;
use blis_domain::network::NetworkCode;
use serde_json::json;
use std::collections::BTreeSet;

impl Store {
    /// Takes a municipality into a network; `false` when it is a member already.
    ///
    /// # Errors
    /// [`StoreError::UnknownNetwork`], [`StoreError::UnknownArea`], or when the database fails.
    pub fn add_network_member(
        &self,
        network: &NetworkCode,
        member: &AreaCode,
        demonstration: bool,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let draft = AuditDraft {
            after: Some(json!({ "demonstration": demonstration })),
            municipality: Some(member.clone()),
            ..about(network, actions::ADD_NETWORK_MEMBER, context)
        };
        self.change_members(|connection, version| {
            networks::life(connection, network)?;
            let added = members::add(connection, network, member, demonstration, version)?;
            Ok(added.then_some(draft).into_iter().collect())
        })
    }

    /// Takes a municipality out of a network; `false` when it is no member.
    ///
    /// # Errors
    /// [`StoreError::UnknownNetwork`], or when the database fails.
    pub fn remove_network_member(
        &self,
        network: &NetworkCode,
        member: &AreaCode,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let draft = AuditDraft {
            municipality: Some(member.clone()),
            ..about(network, actions::REMOVE_NETWORK_MEMBER, context)
        };
        self.change_members(|connection, version| {
            networks::life(connection, network)?;
            let removed = members::remove(connection, network, member, version)?;
            Ok(removed.then_some(draft).into_iter().collect())
        })
    }

    /// Puts these members in the place of those the networks have.
    ///
    /// # Errors
    /// [`StoreError::UnknownNetwork`], [`StoreError::UnknownArea`], or when the database fails.
    pub fn set_network_members(
        &self,
        members: &[(NetworkCode, AreaCode)],
        demonstration: bool,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let change = |connection: &mut AnyConnection, version| {
            let changed = members::replace(connection, members, demonstration, version)?;
            let drafts = changed.into_iter().map(|network| AuditDraft {
                before: Some(json!(network.before)),
                after: Some(json!(network.after)),
                ..about(&network.code, actions::SET_NETWORK_MEMBERS, context)
            });
            Ok(drafts.collect())
        };
        self.change_members(change).map(drop)
    }

    /// Changes members under the lock of the data version, since the number that the change gets. What comes back are its
    /// entries; none when nothing changed.
    fn change_members(
        &self,
        change: impl FnOnce(&mut AnyConnection, u64) -> Result<Vec<AuditDraft>, StoreError>,
    ) -> Result<bool, StoreError> {
        let (at, clock) = (self.micros(), &self.inner.clock);
        let changed = self.inner.database.write(|connection| {
            let before = versions::locked(connection)?;
            // Before the first figures there is nothing to read again: who is a member then was one from the start.
            let is_numbered = before.data > 0;
            let next = match is_numbered {
                true => before.next(at, true).reference_changed(),
                false => before.reference_changed(),
            };
            let drafts = change(connection, next.data)?;
            if drafts.is_empty() {
                return Ok(None);
            }
            for draft in &drafts {
                audit::append(connection, draft, at)?;
            }
            let numbered = NewChange {
                cause: ChangeCause::Members,
                batch: None,
                cells: ChangedCells::default(),
            };
            versions::finish(connection, next, is_numbered.then_some(&numbered), clock)?;
            Ok(Some(next))
        })?;
        if let Some(now) = changed {
            let known = &self.inner.known;
            known.batch_committed(now.data, &BTreeSet::new());
            known.reference_changed(now);
            self.inner.webhook_bell.ring();
        }
        Ok(changed.is_some())
    }
}
