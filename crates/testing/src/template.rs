//! A database that is prepared once and copied for every test of a program: preparing is most of what a test would wait
//! for.

use crate::database::{postgres_server, with_database};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};
use std::sync::Mutex;

/// How the names begin.
const PREFIX: &str = "blis_test_template_";

/// A prepared database of PostgreSQL. It is kept as long as the program runs, which holds a lock in its name; the program
/// that comes next drops what nobody holds any more.
pub struct Template {
    server: String,
    name: String,
    /// Holds the lock.
    _held: Mutex<PgConnection>,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = sql_types::Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = sql_types::Bool)]
    locked: bool,
}

impl Template {
    /// A database that `prepare` fills, which gets its address and lets go of it; `None` when the developer chose to
    /// leave PostgreSQL out.
    ///
    /// # Panics
    /// When no database may be made.
    pub fn prepared(prepare: impl FnOnce(&str)) -> Option<Template> {
        let server = postgres_server()?;
        let mut held = PgConnection::establish(&server).unwrap();
        drop_left_behind(&mut held);
        let name = format!("{PREFIX}{}", uuid::Uuid::new_v4().simple());
        assert!(lock(&mut held, &name), "nobody else has this name");
        held.batch_execute(&format!("create database {name}")).unwrap();
        prepare(&with_database(&server, &name));
        Some(Template {
            server,
            name,
            _held: Mutex::new(held),
        })
    }

    /// The server that it is on.
    pub(crate) fn server(&self) -> &str {
        &self.server
    }

    /// Its name there.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Drops the templates of programs that have ended.
fn drop_left_behind(connection: &mut PgConnection) {
    let names: Vec<Found> =
        sql_query("select datname as name from pg_database where starts_with(datname, $1)")
            .bind::<sql_types::Text, _>(PREFIX)
            .load(connection)
            .unwrap();
    for Found { name } in names {
        if lock(connection, &name) {
            let dropped = connection.batch_execute(&format!("drop database if exists {name} with (force)"));
            if let Err(error) = dropped {
                eprintln!("the database {name} stays behind: {error}");
            }
        }
    }
}

/// Takes the lock of a name until the connection ends, unless somebody has it.
fn lock(connection: &mut PgConnection, name: &str) -> bool {
    let taken: Locked = sql_query("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked")
        .bind::<sql_types::Text, _>(name)
        .get_result(connection)
        .unwrap();
    taken.locked
}
