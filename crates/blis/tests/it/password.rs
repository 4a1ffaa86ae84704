//! The password of `blis user add`, from a pipe and at a terminal.

use crate::harness::{Done, Place};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Stdio};

const PASSWORD: &str = "zāles kalnā rīts";

/// A terminal, as the one who sits at it sees it.
struct Terminal {
    hands_and_screen: File,
    child: Child,
}

impl Terminal {
    fn with(place: &Place, arguments: &[&str]) -> Terminal {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&controller).unwrap();
        unlockpt(&controller).unwrap();
        let name = ptsname(&controller, Vec::new()).unwrap();
        let side = File::options()
            .read(true)
            .write(true)
            .open(name.to_str().unwrap())
            .unwrap();
        let mut command = place.command(arguments.iter().copied());
        command
            .stdin(Stdio::from(side.try_clone().unwrap()))
            .stderr(Stdio::from(side));
        Terminal {
            hands_and_screen: File::from(controller),
            child: command.spawn().unwrap(),
        }
    }

    /// Reads the screen until it ends with this.
    fn sees(&mut self, wanted: &str) -> String {
        let mut seen = Vec::new();
        while !String::from_utf8_lossy(&seen).ends_with(wanted) {
            let mut byte = [0];
            self.hands_and_screen.read_exact(&mut byte).unwrap();
            seen.push(byte[0]);
        }
        String::from_utf8(seen).unwrap()
    }

    fn types(&mut self, line: &str) {
        writeln!(self.hands_and_screen, "{line}").unwrap();
    }

    fn ends(self) -> Done {
        Done::of(self.child.wait_with_output().unwrap())
    }
}

fn added(place: &Place) -> Terminal {
    assert_eq!(place.run(["migrate"]).code, 0);
    Terminal::with(place, &["user", "add", "anna@saldus.lv"])
}

#[test]
fn at_a_terminal_it_is_typed_twice_and_never_shown() {
    let place = Place::new();
    let mut terminal = added(&place);
    let first = terminal.sees("Password: ");
    terminal.types(PASSWORD);
    let second = terminal.sees("The same again: ");
    terminal.types(PASSWORD);
    let done = terminal.ends();
    assert_eq!(done.code, 0);
    assert!(done.stdout.starts_with("Added "), "{}", done.stdout);
    assert!(!format!("{first}{second}").contains("kaln"), "{first}{second}");
}

#[test]
fn two_passwords_that_differ_add_nobody() {
    let place = Place::new();
    let mut terminal = added(&place);
    terminal.sees("Password: ");
    terminal.types(PASSWORD);
    terminal.sees("The same again: ");
    terminal.types("zāles kalnā vakars");
    terminal.sees("the two passwords are not the same\r\n");
    assert_eq!(terminal.ends().code, 2);
}

#[test]
fn from_a_pipe_it_is_one_line() {
    let place = Place::new();
    assert_eq!(place.run(["migrate"]).code, 0);
    let mut command = place.command(["user", "add", "anna@saldus.lv"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let done = Done::of(child.wait_with_output().unwrap());
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, ""),
        "nobody is asked twice"
    );
}
