//! A password from standard input: a line of a file or a pipe, or typed twice, unseen, at a terminal. So it stands in
//! no list of processes, in no history and on no screen.

use crate::error::WrongUse;
use anyhow::{Context, bail};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use std::io::{BufRead, IsTerminal, Read, Stdin};

/// Longer than any password that is taken.
const MOST_BYTES: u64 = 4096;

/// Reads it.
pub(crate) fn read() -> anyhow::Result<String> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return line(&input);
    }
    let unseen = Unseen::begin(&input)?;
    eprint!("Password: ");
    let first = line(&input);
    eprint!("\nThe same again: ");
    let second = first.as_ref().ok().map(|_| line(&input));
    eprintln!();
    drop(unseen);
    let first = first?;
    match second {
        Some(Ok(second)) if second == first => Ok(first),
        Some(Err(error)) => Err(error),
        _ => bail!(WrongUse("the two passwords are not the same".to_owned())),
    }
}

fn line(input: &Stdin) -> anyhow::Result<String> {
    let mut text = String::new();
    input
        .lock()
        .take(MOST_BYTES)
        .read_line(&mut text)
        .context("the password cannot be read from standard input")?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(WrongUse("give the password on standard input".to_owned()).into()),
        line => Ok(line.to_owned()),
    }
}

/// A terminal that does not show what is typed, until it is dropped.
struct Unseen<'i> {
    input: &'i Stdin,
    before: Termios,
}

impl Unseen<'_> {
    fn begin(input: &Stdin) -> anyhow::Result<Unseen<'_>> {
        let before = tcgetattr(input).context("the terminal cannot be asked how it shows what is typed")?;
        let mut unseen = before.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        // What was typed before anybody asked was seen: it is thrown away.
        tcsetattr(input, OptionalActions::Flush, &unseen)
            .context("the terminal cannot be told to hide what is typed")?;
        Ok(Unseen { input, before })
    }
}

impl Drop for Unseen<'_> {
    fn drop(&mut self) {
        if let Err(error) = tcsetattr(self.input, OptionalActions::Now, &self.before) {
            tracing::warn!(%error, "the terminal hides what is typed from now on: `stty echo` shows it again");
        }
    }
}
