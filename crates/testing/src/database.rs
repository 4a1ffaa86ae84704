//! A database of a test's own, gone when the test ends.

use crate::template::Template;
use diesel::connection::SimpleConnection;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types,
};
use tempfile::TempDir;

const URL: &str = "BLIS_TEST_POSTGRES_URL";
const SKIP: &str = "BLIS_TEST_SKIP_POSTGRES";

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A schema of a server, or a database there.
    Postgres,
}

/// A database of a test's own.
#[derive(Debug)]
pub enum ScratchDatabase {
    /// A file in a folder that is removed.
    Sqlite(TempDir),
    /// A schema that is dropped.
    Postgres {
        /// The database the schema is in.
        server: String,
        /// The schema; that which every database has where the database is the test's own.
        schema: String,
        /// The address of another database, from which that of the schema is dropped too, and its name.
        own: Option<(String, String)>,
    },
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

impl ScratchDatabase {
    /// One of a kind; `None` when the developer chose to leave PostgreSQL out.
    pub fn of(kind: Kind) -> Option<ScratchDatabase> {
        match kind {
            Kind::Sqlite => Some(ScratchDatabase::sqlite()),
            Kind::Postgres => ScratchDatabase::postgres(),
        }
    }

    /// A SQLite file, not yet made.
    pub fn sqlite() -> ScratchDatabase {
        ScratchDatabase::Sqlite(tempfile::tempdir().unwrap())
    }

    /// An empty schema; `None` when the developer chose to leave PostgreSQL out.
    ///
    /// # Panics
    /// When nobody has set one up: half of the product would go untested unnoticed.
    pub fn postgres() -> Option<ScratchDatabase> {
        let server = postgres_server()?;
        let schema = format!("blis_test_{}", uuid::Uuid::new_v4().simple());
        let mut connection = PgConnection::establish(&server).unwrap();
        connection
            .batch_execute(&format!("create schema {schema}"))
            .unwrap();
        Some(ScratchDatabase::Postgres {
            server,
            schema,
            own: None,
        })
    }

    /// A copy of a prepared database, in the one schema that every database has.
    ///
    /// # Panics
    /// When no database may be made.
    pub fn copy_of(template: &Template) -> ScratchDatabase {
        let name = format!("blis_test_{}", uuid::Uuid::new_v4().simple());
        let copy = format!("create database {name} template {}", template.name());
        let server = template.server();
        let mut connection = PgConnection::establish(server).unwrap();
        connection.batch_execute(&copy).unwrap();
        ScratchDatabase::Postgres {
            server: with_database(server, &name),
            schema: "public".to_owned(),
            own: Some((server.to_owned(), name)),
        }
    }

    /// An empty database of the same kind elsewhere, as on another machine. On PostgreSQL the schema has the same
    /// name there, so it is in a database of its own.
    ///
    /// # Panics
    /// When no database may be made.
    pub fn elsewhere(&self) -> ScratchDatabase {
        let ScratchDatabase::Postgres { server, schema, .. } = self else {
            return ScratchDatabase::sqlite();
        };
        let name = format!("blis_test_{}", uuid::Uuid::new_v4().simple());
        let mut connection = PgConnection::establish(server).unwrap();
        connection
            .batch_execute(&format!("create database {name}"))
            .unwrap();
        let elsewhere = ScratchDatabase::Postgres {
            server: with_database(server, &name),
            schema: schema.clone(),
            own: Some((server.clone(), name)),
        };
        elsewhere.execute(&format!("create schema {schema}"));
        elsewhere
    }

    /// Which it is.
    pub fn kind(&self) -> Kind {
        match self {
            ScratchDatabase::Sqlite(_) => Kind::Sqlite,
            ScratchDatabase::Postgres { .. } => Kind::Postgres,
        }
    }

    /// The address as a program is told it: the path of the file, or that of the server with the schema in it.
    pub fn address(&self) -> String {
        match self {
            ScratchDatabase::Sqlite(folder) => folder.path().join("blis.db").to_str().unwrap().to_owned(),
            ScratchDatabase::Postgres { server, schema, .. } => {
                let sign = if server.contains('?') { '&' } else { '?' };
                format!("{server}{sign}options=-csearch_path%3D{schema}")
            }
        }
    }

    /// Runs SQL past the store.
    pub fn execute(&self, sql: &str) {
        match self.kind() {
            Kind::Sqlite => self.sqlite_connection().batch_execute(sql).unwrap(),
            Kind::Postgres => self.pg_connection().batch_execute(sql).unwrap(),
        }
    }

    /// Rows of a query past the store; it names its one column `line`.
    pub fn lines(&self, sql: &str) -> Vec<String> {
        let query = sql_query(sql);
        let lines: Vec<Line> = match self.kind() {
            Kind::Sqlite => query.load(&mut self.sqlite_connection()).unwrap(),
            Kind::Postgres => query.load(&mut self.pg_connection()).unwrap(),
        };
        lines.into_iter().map(|line| line.line).collect()
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> u64 {
        let lines = self.lines(&format!("select cast(count(*) as text) as line from {table}"));
        lines[0].parse().unwrap()
    }

    /// A connection to the file.
    pub fn sqlite_connection(&self) -> SqliteConnection {
        let mut connection = SqliteConnection::establish(&self.address()).unwrap();
        connection
            .batch_execute("pragma busy_timeout = 10000; pragma foreign_keys = on")
            .unwrap();
        connection
    }

    /// A connection to the schema.
    pub fn pg_connection(&self) -> PgConnection {
        PgConnection::establish(&self.address()).unwrap()
    }
}

/// The address of the server to test on; `None` when the developer chose to leave PostgreSQL out.
pub(crate) fn postgres_server() -> Option<String> {
    let Ok(server) = std::env::var(URL) else {
        assert!(
            std::env::var(SKIP).is_ok_and(|value| value == "1"),
            "there is no PostgreSQL to test on: run `cargo xtask test`, which brings one, or set {URL} \
             to the address of a database in which schemas may be made, or leave PostgreSQL out \
             knowingly with {SKIP}=1"
        );
        return None;
    };
    Some(server)
}

/// The address of another database on the same server.
pub(crate) fn with_database(server: &str, name: &str) -> String {
    let (place, parameters) = match server.split_once('?') {
        Some((place, parameters)) => (place, format!("?{parameters}")),
        None => (server, String::new()),
    };
    let host = place.find("://").map_or(0, |end| end + 3);
    let end = place[host..].find('/').map_or(place.len(), |slash| host + slash);
    format!("{}/{name}{parameters}", &place[..end])
}

impl Drop for ScratchDatabase {
    /// A schema or a database that cannot be dropped is told and left: a second panic would hide why the test
    /// failed.
    fn drop(&mut self) {
        let ScratchDatabase::Postgres { server, schema, own } = self else {
            return;
        };
        let (server, what) = match own {
            Some((other, name)) => (other, format!("database {name} with (force)")),
            None => (server, format!("schema {schema} cascade")),
        };
        let dropped = PgConnection::establish(server)
            .map_err(|error| error.to_string())
            .and_then(|mut connection| {
                // Apart: a database is not dropped in a transaction, which several statements at once are.
                ["set client_min_messages = warning", &format!("drop {what}")]
                    .into_iter()
                    .try_for_each(|sql| connection.batch_execute(sql))
                    .map_err(|error| error.to_string())
            });
        if let Err(error) = dropped {
            eprintln!("the {what} stays behind: {error}");
        }
    }
}
