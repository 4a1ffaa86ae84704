//! A log as a table to take along.

use super::names::Names;
use super::walk;
use super::words::TableWords;
use crate::accounts;
use crate::state::State;
use crate::web::blocking::dear;
use crate::web::moment;
use crate::web::problem::ApiError;
use crate::web::table::{Cell, TableFile, TableWriter, check_rows};
use actix_web::HttpRequest;
use actix_web::web::Data;
use blis_domain::area::AreaCode;
use blis_domain::audit::Actor;
use blis_domain::audit::actions::{self, action_name};
use blis_domain::rights::{Sight, Within};
use blis_domain::text::Language;
use blis_domain::wire::{AuditEntryView, TableFormat};
use blis_store::{AuditContext, AuditDraft, AuditFilter, SignedIn};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What is taken along.
pub(crate) struct Taken {
    /// Which entries, and how much of the log is seen at all.
    pub(crate) filter: AuditFilter,
    /// The format of the file.
    pub(crate) format: TableFormat,
    /// The language of its headings.
    pub(crate) language: Language,
}

impl Taken {
    /// The found entries of the audit log as a file. That they were handed out is written into the log, and so another
    /// site does not get to ask for it, and who asks for the head alone gets that.
    pub(crate) async fn of_audit(
        self,
        request: &HttpRequest,
        state: &Data<State>,
        me: SignedIn,
    ) -> Result<TableFile, ApiError> {
        let now = state.clock.now();
        let by = Actor::Person(me.person.id.clone());
        let Some(context) = accounts::handing_out(by, request)? else {
            return Ok(TableFile::head("audit", now, self.format));
        };
        let known = state.clone();
        dear(state.clone(), move || {
            let title = TableWords::of(self.language).audit;
            let file = self.written(&known, &me, title, now)?.finish("audit", now)?;
            known.store.record(&self.entry(&context, file.rows()))?;
            Ok(file)
        })
        .await
    }

    /// The found entries of one's own log as a file: what its pages show, and nobody else's.
    pub(crate) async fn of_own_log(self, state: &Data<State>, me: SignedIn) -> Result<TableFile, ApiError> {
        let now = state.clock.now();
        let known = state.clone();
        dear(state.clone(), move || {
            let title = TableWords::of(self.language).mine;
            self.written(&known, &me, title, now)?.finish("my-log", now)
        })
        .await
    }

    fn written(
        &self,
        state: &State,
        me: &SignedIn,
        title: &str,
        now: OffsetDateTime,
    ) -> Result<TableWriter, ApiError> {
        let columns = &TableWords::of(self.language).columns;
        let mut table = TableWriter::new(self.format, title, columns, now)?;
        walk(state, &self.filter, check_rows, |entries| {
            let names = Names::of(state, &me.standing, &entries)?.and_of(&me.person);
            for entry in entries {
                table.row(&row(self.language, entry, &names)?)?;
            }
            Ok(())
        })?;
        Ok(table)
    }

    /// What the log tells of it: how much was handed out, and by which question.
    fn entry(&self, context: &AuditContext, rows: u64) -> AuditDraft {
        let mut draft = AuditDraft::done(context, actions::EXPORT_AUDIT, "audit_log", None);
        draft.municipality = self.municipality().cloned();
        draft.after = Some(json!({
            "format": self.format.extension(),
            "rows": rows,
            "asked": self.asked(),
        }));
        draft
    }

    /// The municipality whose entries they are, where it is one: its administrators see that they were handed out.
    fn municipality(&self) -> Option<&AreaCode> {
        match &self.filter.sight {
            Sight::Only(places) => match places.as_slice() {
                [Within::Municipality(code)] => Some(code),
                _ => None,
            },
            _ => self.filter.municipality.as_ref(),
        }
    }

    fn asked(&self) -> Map<String, Value> {
        let filter = &self.filter;
        let instant = |instant: OffsetDateTime| instant.format(&Rfc3339).ok();
        let asked = [
            (
                "actor_kind",
                filter.actor.as_ref().map(|actor| actor.kind().to_owned()),
            ),
            (
                "actor",
                filter.actor.as_ref().and_then(Actor::id).map(str::to_owned),
            ),
            ("action", filter.action.clone()),
            ("target_kind", filter.target_kind.clone()),
            ("target", filter.target.clone()),
            (
                "municipality",
                filter.municipality.as_ref().map(AreaCode::to_string),
            ),
            ("from", filter.from.and_then(instant)),
            ("to", filter.to.and_then(instant)),
        ];
        asked
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?))))
            .collect()
    }
}

/// An entry as a row. Codes are those of the API, whose filters take them; names and headings are for people.
fn row(language: Language, entry: AuditEntryView, names: &Names) -> Result<[Cell; 17], ApiError> {
    let at = moment::instant(&entry.at).ok_or_else(|| ApiError::internal("an entry without an instant"))?;
    let name = |kind: &str, id: Option<&str>| {
        let person = id.filter(|_| kind == "person");
        Cell::text(person.and_then(|id| names.known(id)))
    };
    Ok([
        Cell::count(entry.seq),
        Cell::Instant(at),
        Cell::Text(entry.actor_kind.clone()),
        Cell::text(entry.actor.clone()),
        name(&entry.actor_kind, entry.actor.as_deref()),
        Cell::Text(entry.action.clone()),
        Cell::text(action_name(language, &entry.action)),
        Cell::Text(entry.target_kind.clone()),
        Cell::text(entry.target.clone()),
        name(&entry.target_kind, entry.target.as_deref()),
        Cell::text(entry.municipality.map(|code| code.to_string())),
        Cell::text(entry.network.map(|code| code.to_string())),
        Cell::Text(entry.outcome),
        Cell::text(entry.address),
        Cell::text(entry.request),
        Cell::text(entry.before.map(|value| value.to_string())),
        Cell::text(entry.after.map(|value| value.to_string())),
    ])
}
