//! How fast a feed is: the same rows pushed twice, beside what the database's own loader takes for the rows that came of
//! them, in the same run on the same machine.
//!
//! What is compared is not the same work. A push is sent, checked row by row, compared with what is stored, and what is
//! computed from it is computed; a loader copies. It is the floor that no program can go below.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::Value;

use super::http::Connection;
use crate::demo_server::Server;
use crate::process;
use crate::steps::Step;

/// The years that get figures; with all municipalities and collected indicators they are more than a million cells.
const YEARS: std::ops::Range<u16> = 1900..2000;

/// What all figures are, where a sheet allows it.
const ORDINARY: f64 = 100.0;

/// The share of a loader's speed that a push has to reach.
const SHARE: f64 = 1.0 / 3.0;

/// The times of one database.
pub(crate) struct Times {
    database: &'static str,
    loader: &'static str,
    rows: usize,
    first: Duration,
    second: Duration,
    loaded: usize,
    loading: Duration,
}

impl Times {
    fn rate(rows: usize, time: Duration) -> f64 {
        rows as f64 / time.as_secs_f64()
    }

    /// Whether the second push was no slower, and each reached its share of the loader's speed.
    pub(crate) fn good(&self) -> bool {
        let floor = Times::rate(self.loaded, self.loading) * SHARE;
        let fast = [self.first, self.second].map(|time| Times::rate(self.rows, time) >= floor);
        self.second <= self.first && fast == [true, true]
    }
}

impl fmt::Display for Times {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let loading = Times::rate(self.loaded, self.loading);
        let lines = [
            ("first push", self.rows, self.first),
            ("second push", self.rows, self.second),
            (self.loader, self.loaded, self.loading),
        ];
        write!(formatter, "      {}", self.database)?;
        for (name, rows, time) in lines {
            let rate = Times::rate(rows, time);
            write!(
                formatter,
                "\n      {name:<12} {rows:>9} rows  {:>7.1} s  {rate:>8.0} rows/s  ratio {:>5.2}",
                time.as_secs_f64(),
                rate / loading
            )?;
        }
        Ok(())
    }
}

/// Measures on SQLite.
pub(crate) fn on_sqlite(program: &Path, rows: usize, step: &Step) -> anyhow::Result<Times> {
    let server = Server::start_empty(program, None)?;
    let (first, second) = pushed_twice(program, &server, rows, step)?;
    let file = server.data().join("blis.db");
    let (rows_file, copy) = (
        server.data().join("observation.csv"),
        server.data().join("copy.db"),
    );
    // Strict tables take no NULL from the loader, and checks are ours: the copy has the columns and the indexes.
    let schema = sqlite(
        &file,
        "select replace(sql, char(10), ' ') from sqlite_master where tbl_name = 'observation' and type = 'index' and sql is not null",
    )?;
    let columns = sqlite(
        &file,
        "select group_concat(name) from pragma_table_info('observation')",
    )?;
    let script = format!(
        ".mode csv\n.output {}\nselect * from observation;\n.output stdout\nselect count(*) from observation;",
        rows_file.display()
    );
    let loaded = sqlite(&file, &script)?;
    let loaded = loaded.trim().parse().context("a count that is no number")?;
    let indexes = schema
        .lines()
        .map(|line| format!("{line};\n"))
        .collect::<String>();
    // The unique indexes hold where a NULL is a NULL; the loader writes empty text for it.
    let indexes = indexes.replace("create unique index", "create index");
    sqlite(
        &copy,
        &format!("pragma journal_mode = wal;\ncreate table observation ({columns});\n{indexes}"),
    )?;
    let start = Instant::now();
    sqlite(
        &copy,
        &format!(".mode csv\n.import {} observation", rows_file.display()),
    )?;
    Ok(Times {
        database: "SQLite",
        loader: ".import",
        rows,
        first,
        second,
        loaded,
        loading: start.elapsed(),
    })
}

/// Measures on a PostgreSQL, in a database of its own.
pub(crate) fn on_postgres(program: &Path, url: &str, rows: usize, step: &Step) -> anyhow::Result<Times> {
    let (server_url, _) = url.rsplit_once('/').context("the address names no database")?;
    let name = format!("blis_bench_{}", std::process::id());
    psql(url, &format!("create database {name}"))?;
    let own = format!("{server_url}/{name}");
    let times = measured_on(program, &own, rows, step);
    psql(url, &format!("drop database {name} with (force)"))?;
    times
}

fn measured_on(program: &Path, url: &str, rows: usize, step: &Step) -> anyhow::Result<Times> {
    let server = Server::start_empty(program, Some(url))?;
    let (first, second) = pushed_twice(program, &server, rows, step)?;
    let file = server.data().join("observation.copy");
    psql(url, &format!("\\copy observation to '{}'", file.display()))?;
    let loaded = psql(url, "select count(*) from observation")?;
    // The same rows into the same table, with all its indexes and references.
    psql(url, "truncate observation cascade")?;
    let start = Instant::now();
    psql(url, &format!("\\copy observation from '{}'", file.display()))?;
    Ok(Times {
        database: "PostgreSQL",
        loader: "COPY",
        rows,
        first,
        second,
        loaded: loaded.trim().parse().context("a count that is no number")?,
        loading: start.elapsed(),
    })
}

/// Pushes the same rows twice, and looks whether the receipts say so.
fn pushed_twice(
    program: &Path,
    server: &Server,
    rows: usize,
    step: &Step,
) -> anyhow::Result<(Duration, Duration)> {
    let (file, secret) = (server.data().join("rows.csv"), server.data().join("secret"));
    fs::write(&file, body(server, rows)?).context("cannot write the rows")?;
    let mut add = Command::new(program);
    add.args([
        "client",
        "add",
        "bench",
        "--json",
        "--feed",
        "srda",
        "--scope",
        "feed:write",
    ]);
    server.of_its_data(&mut add);
    let client: Value = serde_json::from_str(&process::capture(&mut add)?)?;
    let text = |name: &str| {
        client[name]
            .as_str()
            .with_context(|| format!("no `{name}` of the client"))
    };
    fs::write(&secret, text("client_secret")?).context("cannot write the secret")?;
    let push = |word: &str| {
        let mut push = Command::new(program);
        push.args(["push", "--url", server.url(), "--client-id", text("client_id")?])
            .arg("--client-secret-file")
            .arg(&secret)
            .args(["--batch-rows", &rows.to_string(), "--anew", "--json"])
            .arg(&file);
        let start = Instant::now();
        let told = process::run_checked(push, step)?.stdout;
        let time = start.elapsed();
        // The report is what makes it a push of all rows, and a second one of the same.
        let report: Value = serde_json::from_str(&told).context("the push reports something else")?;
        match report[word].as_u64() == Some(rows as u64) {
            true => Ok(time),
            false => bail!("{} of {rows} rows are {word}: {told}", report[word]),
        }
    };
    Ok((push("new")?, push("unchanged")?))
}

/// A file of so many rows, all of different cells.
fn body(server: &Server, rows: usize) -> anyhow::Result<String> {
    let mut connection = Connection::open(server.address())?;
    let mut list = |path: &str| -> anyhow::Result<Vec<Value>> {
        let page: Value = serde_json::from_slice(&connection.get(path)?)?;
        let items = page["items"].as_array();
        Ok(items.with_context(|| format!("{path} lists nothing"))?.clone())
    };
    let areas = list("/api/v1/areas?scope=country")?;
    let indicators = list("/api/v1/indicators")?;
    let collected = indicators
        .iter()
        .filter(|one| one["formula"].is_null() && one["frequency"] == "year");
    let mut text = "indicator,area,period,value\n".to_owned();
    let mut left = rows;
    for indicator in collected {
        let (least, most) = (indicator["min"].as_f64(), indicator["max"].as_f64());
        // Not of few cases: what is hidden takes its own time, and hardly any of a real feed is.
        let value = least
            .unwrap_or(ORDINARY)
            .max(ORDINARY)
            .min(most.unwrap_or(ORDINARY));
        let code = indicator["code"]
            .as_str()
            .context("an indicator without a code")?;
        for year in YEARS {
            for area in &areas {
                if left == 0 {
                    return Ok(text);
                }
                left -= 1;
                let area = area["code"].as_str().context("an area without a code")?;
                writeln!(text, "{code},{area},{year},{value}")?;
            }
        }
    }
    bail!("there are too few cells for {rows} rows: {left} too few")
}

/// What SQLite's own program says to a script.
fn sqlite(database: &Path, script: &str) -> anyhow::Result<String> {
    let input = tempfile::NamedTempFile::new().context("cannot create a file")?;
    fs::write(input.path(), script).context("cannot write the script")?;
    let mut command = Command::new("sqlite3");
    command.args(["-bail", "-batch"]).arg(database);
    command.arg(format!(".read {}", input.path().display()));
    process::capture(&mut command)
}

/// What PostgreSQL's own program says to a statement.
fn psql(url: &str, statement: &str) -> anyhow::Result<String> {
    let mut command = Command::new("psql");
    command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
    command.args([
        "--set",
        "ON_ERROR_STOP=1",
        "--dbname",
        url,
        "--command",
        statement,
    ]);
    process::capture(&mut command)
}
