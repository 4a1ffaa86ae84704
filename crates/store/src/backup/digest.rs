//! Counting and hashing tables, alike on both databases.
//!
//! The hash of a table is the SHA-256 of what follows, with all numbers big-endian:
//!
//! 1. for each column, by name: the length of its name in 8 bytes, its name in UTF-8, and its letter;
//! 2. for each row, in the order of the primary key (of all columns when there is none; text by its bytes, what
//!    is missing first): the byte `r`, and for each column either the byte 0 for what is missing, or its letter
//!    and its value.
//!
//! The letters: `i` for whole numbers and for yes and no, a value of 8 bytes; `d` for numbers, the 8 bytes of
//! IEEE 754; `t` for text and `b` for bytes, with the length in 8 bytes before.

use super::BackupStep;
use super::Progress;
use super::catalog::{self, Column, ColumnKind, Table};
use super::error::BackupError;
use super::manifest::TableDigest;
use crate::database::AnyConnection;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, QueryableByName};
use diesel::result::QueryResult;
use diesel::row::{Field, NamedRow, Row};
use diesel::sql_types::{BigInt, Binary, Double, Text};
use diesel::{RunQueryDsl, sql_query};
use sha2::{Digest, Sha256};

/// Counts and hashes every table, by name.
pub(super) fn tables(
    connection: &mut AnyConnection,
    progress: Progress<'_>,
) -> Result<Vec<TableDigest>, BackupError> {
    let tables = catalog::tables(connection)?;
    let mut digests = Vec::with_capacity(tables.len());
    for (place, table) in tables.iter().enumerate() {
        progress(BackupStep::Table {
            name: &table.name,
            place,
            of: tables.len(),
        });
        let digest = one(connection, table).map_err(|source| BackupError::Table {
            table: table.name.clone(),
            source,
        })?;
        digests.push(digest);
    }
    Ok(digests)
}

fn one(connection: &mut AnyConnection, table: &Table) -> QueryResult<TableDigest> {
    let sql = select(connection, table);
    let mut sum = Sum::new(table);
    // One row after the other: a table may be larger than the memory.
    match connection {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(connection) => {
            use diesel::connection::DefaultLoadingMode;
            let rows = sql_query(sql).load_iter::<EncodedRow, DefaultLoadingMode>(connection)?;
            sum.add(rows)?;
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            use diesel::pg::PgRowByRowLoadingMode;
            let rows = sql_query(sql).load_iter::<EncodedRow, PgRowByRowLoadingMode>(connection)?;
            sum.add(rows)?;
        }
    }
    Ok(sum.digest(&table.name))
}

/// The count and hash of a table in the making.
struct Sum {
    rows: u64,
    hash: Sha256,
}

impl Sum {
    fn new(table: &Table) -> Sum {
        let mut head = Vec::new();
        for column in &table.columns {
            push_bytes(&mut head, column.name.as_bytes());
            head.push(column.kind.letter());
        }
        Sum {
            rows: 0,
            hash: Sha256::new().chain_update(head),
        }
    }

    fn add(&mut self, rows: impl Iterator<Item = QueryResult<EncodedRow>>) -> QueryResult<()> {
        for row in rows {
            self.hash.update(row?.0);
            self.rows += 1;
        }
        Ok(())
    }

    fn digest(self, table: &str) -> TableDigest {
        TableDigest {
            name: table.to_owned(),
            rows: self.rows,
            sha256: hexadecimal(&self.hash.finalize()),
        }
    }
}

/// Bytes as they are written.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The rows of a table. A column is told to [`EncodedRow`] by a name that begins with its letter.
fn select(connection: &AnyConnection, table: &Table) -> String {
    let columns: Vec<String> = (0..)
        .zip(&table.columns)
        .map(|(place, column)| {
            let letter = char::from(column.kind.letter());
            format!("{} as {letter}{place}", value(connection, column))
        })
        .collect();
    // A key lacks nothing, and an index on it knows the order by this name alone.
    let (order, missing) = match table.key.is_empty() {
        true => (&table.columns, " nulls first"),
        false => (&table.key, ""),
    };
    let order: Vec<String> = order
        .iter()
        .map(|column| format!("{}{missing}", sort_key(connection, column)))
        .collect();
    format!(
        "select {} from {} as x order by {}",
        columns.join(", "),
        quoted(&table.name),
        order.join(", ")
    )
}

fn value(connection: &AnyConnection, column: &Column) -> String {
    let name = quoted(&column.name);
    match (connection, column.kind) {
        #[cfg(feature = "postgres")]
        (AnyConnection::Postgres(_), ColumnKind::Integer) => format!("x.{name}::bigint"),
        #[cfg(feature = "postgres")]
        (AnyConnection::Postgres(_), ColumnKind::Boolean) => format!("x.{name}::int::bigint"),
        #[cfg(feature = "postgres")]
        (AnyConnection::Postgres(_), ColumnKind::Real) => format!("x.{name}::double precision"),
        _ => format!("x.{name}"),
    }
}

fn sort_key(connection: &AnyConnection, column: &Column) -> String {
    let name = quoted(&column.name);
    match (connection, column.kind) {
        // By its bytes, as SQLite does, whatever the language the database was made with.
        #[cfg(feature = "postgres")]
        (AnyConnection::Postgres(_), ColumnKind::Text) => format!("x.{name} collate \"C\""),
        #[cfg(feature = "sqlite")]
        (AnyConnection::Sqlite(_), ColumnKind::Text) => format!("x.{name} collate binary"),
        _ => format!("x.{name}"),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl ColumnKind {
    fn letter(self) -> u8 {
        match self {
            ColumnKind::Integer | ColumnKind::Boolean => b'i',
            ColumnKind::Real => b'd',
            ColumnKind::Text => b't',
            ColumnKind::Bytes => b'b',
        }
    }
}

/// A row as it is hashed.
struct EncodedRow(Vec<u8>);

impl<DB> QueryableByName<DB> for EncodedRow
where
    DB: Backend,
    i64: FromSql<BigInt, DB>,
    f64: FromSql<Double, DB>,
    String: FromSql<Text, DB>,
    Vec<u8>: FromSql<Binary, DB>,
{
    fn build<'a>(row: &impl NamedRow<'a, DB>) -> deserialize::Result<Self> {
        let mut bytes = vec![b'r'];
        for place in 0..row.field_count() {
            let field = Row::get(row, place).ok_or("a row is shorter than it says")?;
            let letter = field.field_name().and_then(|name| name.bytes().next());
            let Some(value) = field.value() else {
                bytes.push(0);
                continue;
            };
            match letter {
                Some(letter @ b'i') => {
                    bytes.push(letter);
                    bytes.extend(<i64 as FromSql<BigInt, DB>>::from_sql(value)?.to_be_bytes());
                }
                Some(letter @ b'd') => {
                    bytes.push(letter);
                    let number = <f64 as FromSql<Double, DB>>::from_sql(value)?;
                    // SQLite keeps no sign of a zero: the sum with a zero has none either.
                    bytes.extend((number + 0.0).to_be_bytes());
                }
                Some(letter @ b't') => {
                    bytes.push(letter);
                    let text = <String as FromSql<Text, DB>>::from_sql(value)?;
                    push_bytes(&mut bytes, text.as_bytes());
                }
                Some(letter @ b'b') => {
                    bytes.push(letter);
                    push_bytes(&mut bytes, &<Vec<u8> as FromSql<Binary, DB>>::from_sql(value)?);
                }
                _ => return Err("a column has no letter".into()),
            }
        }
        Ok(EncodedRow(bytes))
    }
}

/// Bytes with their length before them, so that no two rows of texts run into the same bytes.
fn push_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    to.extend((bytes.len() as u64).to_be_bytes());
    to.extend(bytes);
}
