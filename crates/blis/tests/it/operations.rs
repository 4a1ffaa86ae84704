//! docs/OPERATIONS.md, command by command: what it tells people to type is typed here, so that it cannot rot.
//!
//! Every block of shell is run, on each database or on the one it names, unless it says that it is not and why.

use crate::harness::{Place, Server};
use blis_testing::Kind;
use std::path::Path;
use std::process::Command;

on_both!(every_command_works_as_it_is_written);

/// How a block begins that is for the reader alone.
const NOT_TRIED: &str = "# Not tried by the tests: ";

/// Where the document has things that stand in the folder of the test.
const FOLDERS: [&str; 2] = ["/var/lib/blis", "/var/backups/blis"];

/// A block of shell.
#[derive(Debug)]
struct Block {
    line: usize,
    /// The one database it is for.
    only: Option<Kind>,
    script: String,
}

fn blocks() -> Vec<Block> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/OPERATIONS.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut blocks = Vec::new();
    // The block a line is in; one that is no command is nobody's.
    let mut open: Option<Option<Block>> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let only = match info {
                    "sh" => None,
                    "sh sqlite" => Some(Kind::Sqlite),
                    "sh postgres" => Some(Kind::Postgres),
                    // A file or an answer.
                    "ini" | "nginx" | "yaml" | "toml" | "cron" | "text" => {
                        open = Some(None);
                        continue;
                    }
                    other => panic!(
                        "line {number}: a block of commands is `sh`, `sh sqlite` or `sh postgres`, and is run; what \
                         is no command says what it is; not `{other}`"
                    ),
                };
                open = Some(Some(Block {
                    line: number,
                    only,
                    script: String::new(),
                }));
            }
            (Some(block), Some(_)) => {
                blocks.extend(block.take());
                open = None;
            }
            (Some(Some(block)), None) => {
                block.script.push_str(line);
                block.script.push('\n');
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a block has no end");
    blocks
}

fn every_command_works_as_it_is_written(place: Place) {
    let kind = place.database().kind();
    let elsewhere = place.elsewhere();
    let data = place.path("var/lib/blis");
    std::fs::create_dir_all(place.path("var/backups/blis")).unwrap();
    let mut serve = place.serve_command(&["--listen", "127.0.0.1:0", "--data-dir", data.to_str().unwrap()]);
    if kind == Kind::Sqlite {
        // The document has it where it is when nobody says.
        serve.env_remove("BLIS_DATABASE_URL");
    }
    let server = Server::start(serve);

    let mut path = std::ffi::OsString::from(Path::new(env!("CARGO_BIN_EXE_blis")).parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let mut run = 0;
    for block in blocks() {
        if block.script.starts_with(NOT_TRIED) || block.only.is_some_and(|only| only != kind) {
            continue;
        }
        let mut script = block.script.replace("127.0.0.1:8080", &server.address());
        for folder in FOLDERS {
            let here = place.path(folder.trim_start_matches('/'));
            script = script.replace(folder, here.to_str().unwrap());
        }
        script = script.replace(
            "postgres://blis@127.0.0.1/restored",
            &elsewhere.database().address(),
        );
        let mut command = Command::new("bash");
        command
            .args(["-euo", "pipefail", "-c", &script])
            .current_dir(place.path("."))
            .env_clear()
            .env("PATH", &path);
        if kind == Kind::Postgres {
            command.env("BLIS_DATABASE_URL", place.database().address());
        }
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "docs/OPERATIONS.md, line {}: this ends with {}\n{script}\n{}{}",
            block.line,
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        run += 1;
    }
    assert!(
        run >= 8,
        "{run} blocks were run: the rest is not found, or not tried"
    );
}

#[test]
fn what_is_not_tried_says_why() {
    let not_tried: Vec<Block> = blocks()
        .into_iter()
        .filter(|block| block.script.starts_with(NOT_TRIED))
        .collect();
    for block in &not_tried {
        let reason = block.script.lines().next().unwrap().trim_start_matches(NOT_TRIED);
        assert!(
            ["it needs", "it changes", "it goes on"]
                .iter()
                .any(|why| reason.starts_with(why)),
            "line {}: {reason}",
            block.line
        );
    }
    assert!(!not_tried.is_empty());
}

/// `pg_dump` dumps no server newer than itself.
#[test]
fn the_image_can_back_up_the_server_beside_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let release = |file: &str, before: &str| {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let found = text.lines().find_map(|line| line.trim().strip_prefix(before));
        let digits: String = found
            .expect(before)
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse::<u32>().unwrap()
    };
    let client = release("Dockerfile", "ARG POSTGRES_RELEASE=");
    assert_eq!(client, release("docker-compose.yml", "image: postgres:"));
    let compose = std::fs::read_to_string(root.join("docker-compose.yml")).unwrap();
    let passwords: Vec<&str> = compose
        .lines()
        .filter(|line| line.contains("POSTGRES_PASSWORD"))
        .collect();
    assert!(!passwords.is_empty());
    assert!(
        passwords
            .iter()
            .all(|line| line.contains("${POSTGRES_PASSWORD:?")),
        "there is no password that everybody knows: {passwords:?}"
    );
}
