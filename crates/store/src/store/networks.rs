//! The life of a network: who takes part, who coordinates it, where it stands.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::networks::{self, NetworkLife};
use crate::rows::{audit, versions};
use blis_domain::area::AreaCode;
use blis_domain::audit::actions;
use blis_domain::network::{NetworkCode, NetworkStage};
use blis_domain::person::PersonName;
use serde_json::{Value, json};

/// What is to be another in a network; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkChange {
    /// Who organises and serves it, as everybody reads it.
    pub coordinator: Option<Option<PersonName>>,
    /// Where it stands in the learning cycle.
    pub stage: Option<Option<NetworkStage>>,
}

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
        self.change_networks(|connection| {
            networks::life(connection, network)?;
            let added = networks::add_member(connection, network, member, demonstration)?;
            Ok(added.then_some(draft))
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
        self.change_networks(|connection| {
            networks::life(connection, network)?;
            let removed = networks::remove_member(connection, network, member)?;
            Ok(removed.then_some(draft))
        })
    }

    /// Sets who coordinates a network and where it stands, if both are still as whoever decides has seen them:
    /// `is_current` says whether they are. `false` when both were to be as they are.
    ///
    /// # Errors
    /// [`StoreError::UnknownNetwork`], [`StoreError::Stale`], or when the database fails.
    pub fn change_network(
        &self,
        network: &NetworkCode,
        change: &NetworkChange,
        is_current: impl FnOnce(&NetworkLife) -> bool,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        self.change_networks(|connection| {
            let before = networks::life(connection, network)?;
            if !is_current(&before) {
                return Err(StoreError::Stale);
            }
            let mut after = before.clone();
            if let Some(coordinator) = &change.coordinator {
                after.coordinator = coordinator.as_ref().map(PersonName::to_string);
            }
            if let Some(stage) = change.stage {
                after.stage = stage;
            }
            if after == before {
                return Ok(None);
            }
            networks::set_life(connection, network, &after)?;
            Ok(Some(AuditDraft {
                before: Some(told(&before)),
                after: Some(told(&after)),
                ..about(network, actions::CHANGE_NETWORK, context)
            }))
        })
    }

    /// Changes the networks under the lock of the data version, and lets everybody who keeps a copy know; what comes
    /// back is the entry of the change, nothing when nothing changed.
    fn change_networks(
        &self,
        change: impl FnOnce(&mut AnyConnection) -> Result<Option<AuditDraft>, StoreError>,
    ) -> Result<bool, StoreError> {
        let at = self.micros();
        let changed = self.inner.database.write(|connection| {
            let before = versions::locked(connection)?;
            let Some(draft) = change(connection)? else {
                return Ok(None);
            };
            let next = before.reference_changed();
            versions::set(connection, next)?;
            audit::append(connection, &draft, at)?;
            Ok(Some(next))
        })?;
        if let Some(now) = changed {
            self.inner.known.reference_changed(now);
        }
        Ok(changed.is_some())
    }
}

fn about(network: &NetworkCode, action: &'static str, context: &AuditContext) -> AuditDraft {
    AuditDraft {
        network: Some(network.clone()),
        ..AuditDraft::done(context, action, "network", Some(network.as_str()))
    }
}

fn told(life: &NetworkLife) -> Value {
    json!({ "coordinator": life.coordinator, "stage": life.stage })
}
