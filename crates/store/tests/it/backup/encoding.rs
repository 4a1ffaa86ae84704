//! The hashes of tables are the same on both databases, for whatever they hold.

use super::tables;
use crate::support::{Kind, ScratchDatabase, options};
use blis_store::{Clock, Store};
use diesel::sql_types::{BigInt, Binary, Bool, Double, Nullable, Text};
use diesel::{Connection, QueryResult, RunQueryDsl, sql_query};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::fs;
use std::path::Path;
use time::OffsetDateTime;

/// The same content on both databases, written past the store so that no instant and no id differ.
const CONTENT: &str = "
    insert into area (code, name_lv, name_en, sort_key, kind, region, planning_region, iso_3166_2, pilot,
        population, population_year, area_km2, lat, lon, valid_from, valid_to)
    values
        ('b', 'Ķegums', '', 'k', 'city', 'r', 'p', 'LV', true, 0, 2020, 0.1, -0.0, 1e300, '2009', null),
        ('B', 'Āžu ''\"\\', 'x', 'a', 'city', 'r', 'p', 'LV', false, 2147483647, 2020, -1.5, 5e-324, 0.30000000000000004,
         '2009', ''),
        ('ā', 'a', 'b', 'c', 'municipality', 'r', 'p', 'LV', false, 1, -1, 1, 2, 3, '2009', 'z');
    update data_version set version = 9223372036854775807, recorded_at = -1;
    insert into feed (code, name_lv, name_en) values ('', '😀', '');";

#[test]
fn the_hashes_do_not_depend_on_the_database() {
    let Some(postgres) = ScratchDatabase::postgres() else {
        return;
    };
    let sqlite = ScratchDatabase::sqlite();
    let [of_sqlite, of_postgres] = [&sqlite, &postgres].map(|database| {
        let store = Store::open(
            &database.address().parse().unwrap(),
            &options(Clock::new(|| OffsetDateTime::UNIX_EPOCH)),
        );
        store.unwrap().migrate().unwrap();
        for table in ["network_member", "area_successor", "area"] {
            database.execute(&format!("delete from {table}"));
        }
        database.execute(CONTENT);
        let secret = match database.kind() {
            Kind::Sqlite => "x'00ff7f'",
            Kind::Postgres => "'\\x00ff7f'::bytea",
        };
        database.execute(&format!(
            "insert into machine_client (id, name, feed, scopes, created_at) values ('m', 'n', null, '', 7);
             insert into client_secret (id, client, hash, created_at) values ('s', 'm', {secret}, 7)"
        ));
        tables(database)
    });
    assert_eq!(
        of_sqlite.len(),
        tables_made() + 1,
        "every table, and Diesel's own"
    );
    assert_eq!(of_sqlite, of_postgres, "left: SQLite; right: PostgreSQL");
}

/// How many tables the migrations make and leave: SQLite changes a check by making a table anew.
fn tables_made() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/sqlite");
    let texts: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|migration| fs::read_to_string(migration.unwrap().path().join("up.sql")).unwrap())
        .collect();
    let count = |start: &str| {
        let lines = texts.iter().flat_map(|text| text.lines());
        lines.filter(|line| line.starts_with(start)).count()
    };
    count("create table ") - count("drop table ")
}

/// A row of the table that the property is tried on: its key is of text and a number.
#[derive(Debug, Clone)]
struct Row {
    key: String,
    number: i64,
    real: Option<f64>,
    yes: bool,
    bytes: Option<Vec<u8>>,
}

fn a_row() -> impl Strategy<Value = Row> {
    let real = proptest::num::f64::NORMAL
        | proptest::num::f64::SUBNORMAL
        | proptest::num::f64::ZERO
        | proptest::num::f64::NEGATIVE;
    // PostgreSQL keeps no NUL in a text, and no text of SQLite is longer than what comes before one.
    let key = any::<String>().prop_map(|text| text.replace('\0', ""));
    let row = (
        key,
        any::<i64>(),
        proptest::option::of(real),
        any::<bool>(),
        any::<Option<Vec<u8>>>(),
    );
    row.prop_map(|(key, number, real, yes, bytes)| Row {
        key,
        number,
        real,
        yes,
        bytes,
    })
}

/// Puts rows into the table, past the store. The two connections have no type in common that can do it.
macro_rules! fill {
    ($connection:expr, $rows:expr) => {
        $connection
            .transaction(|connection| -> QueryResult<()> {
                for row in $rows {
                    // SQLite takes $1 for the name of its first parameter.
                    sql_query("insert into tried values ($1, $2, $3, $4, $5) on conflict do nothing")
                        .bind::<Text, _>(&row.key)
                        .bind::<BigInt, _>(row.number)
                        .bind::<Nullable<Double>, _>(row.real)
                        .bind::<Bool, _>(row.yes)
                        .bind::<Nullable<Binary>, _>(&row.bytes)
                        .execute(connection)?;
                }
                Ok(())
            })
            .unwrap()
    };
}

#[test]
fn whatever_the_rows_hold_the_hashes_are_the_same() {
    let Some(postgres) = ScratchDatabase::postgres() else {
        return;
    };
    let sqlite = ScratchDatabase::sqlite();
    for database in [&sqlite, &postgres] {
        let store = Store::open(&database.address().parse().unwrap(), &options(Clock::system()));
        store.unwrap().migrate().unwrap();
        let key = "key text not null, number bigint not null";
        let end = "primary key (key, number)";
        database.execute(&match database.kind() {
            Kind::Sqlite => {
                let key = key.replace("bigint", "integer");
                format!("create table tried ({key}, real real, yes integer, bytes blob, {end}) strict")
            }
            Kind::Postgres => {
                format!("create table tried ({key}, real double precision, yes boolean, bytes bytea, {end})")
            }
        });
    }
    let config = Config {
        cases: 6,
        failure_persistence: None,
        ..Config::default()
    };
    let rows = proptest::collection::vec(a_row(), 30..200);
    TestRunner::new(config)
        .run(&rows, |rows| {
            for database in [&sqlite, &postgres] {
                database.execute("delete from tried");
            }
            fill!(sqlite.sqlite_connection(), &rows);
            fill!(postgres.pg_connection(), &rows);
            let [of_sqlite, of_postgres] = [&sqlite, &postgres].map(|database| {
                let tables = tables(database);
                tables.into_iter().find(|table| table.name == "tried").unwrap()
            });
            prop_assert!(of_sqlite.rows > 0);
            prop_assert_eq!(of_sqlite, of_postgres);
            Ok(())
        })
        .unwrap();
}
