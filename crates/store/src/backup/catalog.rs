//! Which tables and columns there are, as the database tells it.

use super::error::BackupError;
use crate::database::AnyConnection;
use crate::error::Step;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};

/// Diesel's own table: the migrations that were run.
pub(super) const MIGRATIONS: &str = "__diesel_schema_migrations";

/// When a migration was run on a machine says nothing of the data, and the two databases write it differently.
const MIGRATION_RUN_ON: &str = "run_on";

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    /// Its columns by name: the order in which a migration added them is not content.
    pub(super) columns: Vec<Column>,
    /// The columns of its primary key, in its order.
    pub(super) key: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: ColumnKind,
}

/// What values a column holds, whatever the database calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Whole numbers.
    Integer,
    /// Yes or no; a whole number on SQLite, and in the encoding.
    Boolean,
    /// Numbers.
    Real,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = sql_types::Text)]
    table_name: String,
    #[diesel(sql_type = sql_types::Text)]
    column_name: String,
    #[diesel(sql_type = sql_types::Text)]
    kind: String,
    /// Its place in the primary key, from 1; 0 when it is not in it.
    #[diesel(sql_type = sql_types::Integer)]
    key_place: i32,
}

#[cfg(feature = "sqlite")]
const SQLITE_COLUMNS: &str = "\
    select t.name as table_name, c.name as column_name, lower(c.type) as kind, c.pk as key_place \
    from sqlite_schema t join pragma_table_info(t.name) c \
    where t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\'";

// Not from information_schema, which leaves out what the user has no right to.
#[cfg(feature = "postgres")]
const POSTGRES_COLUMNS: &str = "\
    select c.relname::text as table_name, a.attname::text as column_name, \
           format_type(a.atttypid, null) as kind, \
           coalesce((select k.place from pg_index i, unnest(i.indkey) with ordinality k (number, place) \
                     where i.indrelid = c.oid and i.indisprimary and k.number = a.attnum), 0)::int as key_place \
    from pg_class c join pg_attribute a on a.attrelid = c.oid \
    where c.relnamespace = (select oid from pg_namespace where nspname = current_schema()) \
      and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped";

/// All tables by name.
pub(super) fn tables(connection: &mut AnyConnection) -> Result<Vec<Table>, BackupError> {
    let sql = match connection {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => SQLITE_COLUMNS,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => POSTGRES_COLUMNS,
    };
    let mut rows: Vec<ColumnRow> = sql_query(sql).load(connection).step("list the tables")?;
    // Here, and not in SQL: both databases then sort alike.
    rows.sort_by(|a, b| (&a.table_name, &a.column_name).cmp(&(&b.table_name, &b.column_name)));
    rows.retain(|row| row.table_name != MIGRATIONS || row.column_name != MIGRATION_RUN_ON);
    rows.chunk_by(|a, b| a.table_name == b.table_name)
        .map(table)
        .collect()
}

fn table(rows: &[ColumnRow]) -> Result<Table, BackupError> {
    let mut columns = Vec::with_capacity(rows.len());
    let mut key = Vec::new();
    for row in rows {
        let kind = ColumnKind::of(&row.kind).ok_or_else(|| BackupError::ColumnType {
            table: row.table_name.clone(),
            column: row.column_name.clone(),
            kind: row.kind.clone(),
        })?;
        let column = Column {
            name: row.column_name.clone(),
            kind,
        };
        if row.key_place > 0 {
            key.push((row.key_place, column.clone()));
        }
        columns.push(column);
    }
    key.sort_by_key(|(place, _)| *place);
    Ok(Table {
        name: rows.first().map(|row| row.table_name.clone()).unwrap_or_default(),
        columns,
        key: key.into_iter().map(|(_, column)| column).collect(),
    })
}

impl ColumnKind {
    /// The kind of a type, as either database writes it.
    fn of(kind: &str) -> Option<ColumnKind> {
        Some(match kind {
            "smallint" | "integer" | "bigint" | "int" => ColumnKind::Integer,
            "boolean" => ColumnKind::Boolean,
            "double precision" | "real" | "double" => ColumnKind::Real,
            "text" | "character varying" => ColumnKind::Text,
            "bytea" | "blob" => ColumnKind::Bytes,
            other if other.starts_with("varchar") => ColumnKind::Text,
            _ => return None,
        })
    }
}

/// A migration that was run.
#[derive(QueryableByName)]
struct MigrationRow {
    #[diesel(sql_type = sql_types::Text)]
    version: String,
}

/// The migrations that were run, oldest first.
pub(super) fn migrations(connection: &mut AnyConnection) -> Result<Vec<String>, BackupError> {
    let sql = format!("select version from {MIGRATIONS}");
    let rows: Vec<MigrationRow> = sql_query(sql)
        .load(connection)
        .step("list the migrations that were run")?;
    let mut versions: Vec<String> = rows.into_iter().map(|row| row.version).collect();
    versions.sort();
    Ok(versions)
}
