//! `blis mail`: letters.

use super::{Lang, SettingsArgs};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// Send a test letter by the mail server of the settings
    Test(TestMailArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TestMailArgs {
    /// Where to send it
    pub(crate) address: String,
    /// Language of the letter
    #[arg(long, value_name = "LANGUAGE", default_value = "lv")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
