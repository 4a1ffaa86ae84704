//! The last step of restoring: what must not come back with a backup, and the entry that tells of it.
//!
//! A backup knows nothing of what was ended after it. A session signed out of, a link that was used, would open the
//! door again; so all of them end. A data version that was given out after it would be given out again, for other
//! figures; so the versions go on above all of them.

use super::catalog;
use super::error::BackupError;
use crate::audit::{AuditContext, AuditDraft, AuditHead};
use crate::database::{self, AnyConnection};
use crate::error::Step;
use crate::instant::Micros;
use crate::rows::versions::{ChangedCells, NewChange};
use crate::rows::{audit, versions, webhook_deliveries};
use blis_domain::audit::actions;
use blis_domain::change::ChangeCause;
use diesel::{RunQueryDsl, sql_query};
use serde_json::json;

/// What becomes of the rows of a table when they come back.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// They are as they were.
    Stays,
    /// They open a door for a while, and could have been ended since: this ends them. `:now` is the instant.
    Ends(&'static str),
}

/// Every table there is; a migration that adds one has to say here what becomes of it. A backup of another release may
/// lack some.
const FATES: &[(&str, Fate)] = &[
    ("__diesel_schema_migrations", Fate::Stays),
    ("area", Fate::Stays),
    ("area_successor", Fate::Stays),
    ("audit_detail", Fate::Stays),
    ("audit_entry", Fate::Stays),
    ("audit_head", Fate::Stays),
    ("awaiting_release", Fate::Stays),
    ("batch", Fate::Stays),
    ("batch_row", Fate::Stays),
    ("client_secret", Fate::Stays),
    ("data_change", Fate::Stays),
    ("data_change_indicator", Fate::Stays),
    ("data_release", Fate::Stays),
    ("data_release_indicator", Fate::Stays),
    ("data_version", Fate::Stays),
    ("decision", Fate::Stays),
    ("desk_value", Fate::Stays),
    ("explanation", Fate::Stays),
    ("external_identity", Fate::Stays),
    // Under way to another service and back: nobody comes back to another database.
    ("external_sign_in", Fate::Ends("delete from external_sign_in")),
    ("feed", Fate::Stays),
    ("figure_answer", Fate::Stays),
    ("hidden_value", Fate::Stays),
    ("idempotency", Fate::Stays),
    ("indicator", Fate::Stays),
    ("indicator_partner", Fate::Stays),
    ("indicator_text", Fate::Stays),
    ("indicator_version", Fate::Stays),
    // One that is still to be sent may hold a link, which holds no longer.
    (
        "letter",
        Fate::Ends(
            "update letter set given_up_at = :now, body = '' where sent_at is null and given_up_at is null",
        ),
    ),
    ("machine_client", Fate::Stays),
    ("network", Fate::Stays),
    ("network_member", Fate::Stays),
    ("observation", Fate::Stays),
    (
        "one_time_link",
        Fate::Ends("update one_time_link set used_at = :now where used_at is null"),
    ),
    ("person", Fate::Stays),
    // Good for nothing without the password; all gone, they would lock out whoever needs them.
    ("recovery_code", Fate::Stays),
    // No good without its session.
    ("refresh_token", Fate::Stays),
    ("role_grant", Fate::Stays),
    (
        "session",
        Fate::Ends("update session set ended_at = :now, ended_because = 'ended' where ended_at is null"),
    ),
    ("sheet_version", Fate::Stays),
    ("sign_in_throttle", Fate::Stays),
    ("totp_secret", Fate::Stays),
    ("unit", Fate::Stays),
    ("webhook", Fate::Stays),
    // What waits may have been delivered after the backup, or be of a change that is told anew.
    (
        "webhook_delivery",
        Fate::Ends(
            "update webhook_delivery set given_up_at = :now, failure = 'restored'
                 where delivered_at is null and given_up_at is null",
        ),
    ),
    // Opened by the sealing key alone, which is in no backup.
    ("webhook_secret", Fate::Stays),
];

/// What restoring has changed in what it restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Tables of what lets somebody in, with how many rows of each were ended.
    pub ended: Vec<(String, u64)>,
    /// The data version of the backup.
    pub data_version_before: u64,
    /// The data version now: above every one that was given out before.
    pub data_version: u64,
    /// The end of the audit log in the backup; nothing when its release had no log.
    pub audit_head_before: Option<AuditHead>,
    /// The end of the audit log now, which is the entry that tells of the restoring.
    pub audit_head: Option<AuditHead>,
}

/// Does it, in one transaction.
pub(super) fn settle(
    connection: &mut AnyConnection,
    made_at: &str,
    now: Micros,
    context: &AuditContext,
) -> Result<Restored, BackupError> {
    let present = catalog::tables(connection)?;
    let present = |name: &str| present.iter().any(|table| table.name == name);
    database::writing(connection, |connection| {
        let before = versions::locked(connection)?;
        let after = before.restored(now);
        versions::set(connection, after)?;
        // The tables of a release without it tell of the restoring when they are migrated.
        if present("data_change") {
            let change = NewChange {
                cause: ChangeCause::Restore,
                batch: None,
                cells: ChangedCells::default(),
            };
            versions::number(connection, after, &change)?;
        }
        versions::touch_all(connection, after.data)?;
        let mut ended = Vec::new();
        for (table, fate) in FATES {
            if let Fate::Ends(sql) = fate
                && present(table)
            {
                let rows = sql_query(sql.replace(":now", &now.to_string()))
                    .execute(connection)
                    .step("end what a backup must not bring back")?;
                ended.push(((*table).to_owned(), rows as u64));
            }
        }
        // Receivers hear that the numbers were parted; what else waited was ended above.
        if present("webhook_delivery") {
            webhook_deliveries::announce(connection, after.data, after.recorded_at, now)?;
        }
        let mut restored = Restored {
            ended,
            data_version_before: before.data,
            data_version: after.data,
            audit_head_before: None,
            audit_head: None,
        };
        if present("audit_head") {
            let head = audit::head(connection)?;
            restored.audit_head_before = Some(head);
            restored.audit_head = Some(audit::append(
                connection,
                &entry(&restored, head, made_at, context),
                now,
            )?);
        }
        Ok(restored)
    })
}

fn entry(restored: &Restored, head: AuditHead, made_at: &str, context: &AuditContext) -> AuditDraft {
    let ended: serde_json::Map<String, serde_json::Value> = restored
        .ended
        .iter()
        .map(|(table, rows)| (table.clone(), json!(rows)))
        .collect();
    AuditDraft {
        before: Some(json!({
            "made_at": made_at,
            "audit_head": head.to_string(),
            "data_version": restored.data_version_before,
        })),
        after: Some(json!({ "data_version": restored.data_version, "ended": ended })),
        ..AuditDraft::done(context, actions::RESTORE_BACKUP, "database", None)
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;
    use crate::database::Database;
    use crate::{DatabaseUrl, migrations};

    #[test]
    fn every_table_has_its_fate() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&DatabaseUrl::Sqlite(folder.path().join("blis.db")), 1).unwrap();
        let tables = database
            .bare(|connection| {
                migrations::run(connection)?;
                Ok(catalog::tables(connection).unwrap())
            })
            .unwrap();
        let fates: Vec<&str> = FATES.iter().map(|(table, _)| *table).collect();
        assert!(fates.is_sorted(), "{fates:?}");
        let missing: Vec<&str> = tables
            .iter()
            .map(|table| table.name.as_str())
            .filter(|table| !fates.contains(table))
            .collect();
        assert_eq!(
            missing,
            Vec::<&str>::new(),
            "FATES says of every table what becomes of its rows when a backup is restored: does a row let somebody in \
             (a session, a link, a code), and could it have been used or ended after the backup? Then it `Ends`"
        );
    }
}
