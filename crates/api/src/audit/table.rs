//! A log as a table to take along.

use super::handed_out::handed_out;
use super::names::Names;
use super::walk;
use super::words::TableWords;
use crate::accounts;
use crate::auth::csrf;
use crate::state::State;
use crate::web::blocking::dear;
use crate::web::moment;
use crate::web::problem::ApiError;
use crate::web::table::{Cell, TableFile, TableWriter, check_rows};
use actix_web::HttpRequest;
use actix_web::web::Data;
use blis_domain::audit::Actor;
use blis_domain::audit::actions::{action_name, outcome_name};
use blis_domain::text::Language;
use blis_domain::wire::{AuditEntryView, TableFormat};
use blis_store::{AuditFilter, SignedIn};
use time::OffsetDateTime;

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
            known
                .store
                .record_each(&handed_out(&self.filter, self.format, file.rows(), &context)?)?;
            Ok(file)
        })
        .await
    }

    /// The found entries of one's own log as a file: what its pages show, and nobody else's. Another site does not get to
    /// ask for it either: a file is dear to write.
    pub(crate) async fn of_own_log(
        self,
        request: &HttpRequest,
        state: &Data<State>,
        me: SignedIn,
    ) -> Result<TableFile, ApiError> {
        csrf::same_origin(request)?;
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
        Cell::text(outcome_name(language, &entry.outcome).or(Some(&entry.outcome))),
        Cell::text(entry.address),
        Cell::text(entry.request),
        Cell::text(entry.before.map(|value| value.to_string())),
        Cell::text(entry.after.map(|value| value.to_string())),
    ])
}
