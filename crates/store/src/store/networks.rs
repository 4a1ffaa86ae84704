//! The life of a network: who coordinates it, where it stands. Who takes part is in `members`.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::error::StoreError;
use crate::rows::networks::{self, NetworkLife};
use crate::rows::{audit, versions};
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
        let at = self.micros();
        let changed = self.inner.database.write(|connection| {
            let version = versions::locked(connection)?;
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
            let next = version.reference_changed();
            versions::set(connection, next)?;
            let draft = AuditDraft {
                before: Some(told(&before)),
                after: Some(told(&after)),
                ..about(network, actions::CHANGE_NETWORK, context)
            };
            audit::append(connection, &draft, at)?;
            Ok(Some(next))
        })?;
        if let Some(now) = changed {
            self.inner.known.reference_changed(now);
        }
        Ok(changed.is_some())
    }
}

/// An entry about a network.
pub(super) fn about(network: &NetworkCode, action: &'static str, context: &AuditContext) -> AuditDraft {
    AuditDraft {
        network: Some(network.clone()),
        ..AuditDraft::done(context, action, "network", Some(network.as_str()))
    }
}

fn told(life: &NetworkLife) -> Value {
    json!({ "coordinator": life.coordinator, "stage": life.stage })
}
