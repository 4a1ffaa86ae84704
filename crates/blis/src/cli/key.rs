//! `blis key`: keys that sign access tokens.

use super::DataArgs;
use super::settings::given;
use crate::settings::Key;
use clap::{Args, Subcommand};
use std::collections::HashMap;

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a key that will sign in an hour; running servers see it by themselves, and nobody is signed out
    Rotate(KeyArgs),
    /// List the keys and what each does now
    List(KeyArgs),
}

#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Key that signed first; the others are in signing-keys beside it [default: signing-key.pem in the data directory]
    #[arg(long, value_name = "FILE")]
    pub(crate) signing_key_file: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

impl KeyArgs {
    /// The settings that were given as flags.
    pub(crate) fn flags(&self) -> HashMap<Key, String> {
        let mut flags = self.data.flags();
        flags.extend(given([(Key::SigningKeyFile, &self.signing_key_file)]));
        flags
    }
}
