//! The services of other organisations that sign people in: `[[provider]]` in the settings file. They stand nowhere
//! else, for a list fits neither a flag nor a variable.

use anyhow::{Context, anyhow, bail, ensure};
use blis_api::{ProviderLogin, ProviderOptions};
use blis_domain::text::Text;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The name of the tables in the file.
pub(super) const TABLE: &str = "provider";

/// What is asked for where the file does not say.
const SCOPES: [&str; 3] = ["openid", "email", "profile"];

/// A service as the settings name it: what is known of it, and where its secret is.
#[derive(Debug, Clone)]
pub(crate) struct ProviderSettings {
    pub(crate) options: ProviderOptions,
    pub(crate) client_secret_file: PathBuf,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    provider: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    id: String,
    name: toml::Value,
    issuer: String,
    client_id: String,
    client_secret_file: PathBuf,
    scopes: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    lv: String,
    en: String,
}

/// The services of a settings file.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<ProviderSettings>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the settings {name}"))?;
    let file: File =
        toml::from_str(&text).with_context(|| format!("{name}: a [[provider]] cannot be used"))?;
    let mut found: Vec<ProviderSettings> = Vec::new();
    for table in file.provider {
        let id = table.id.clone();
        let one = table
            .checked()
            .with_context(|| format!("{name}: the provider `{id}` cannot be used"))?;
        for other in &found {
            ensure!(
                other.options.id() != one.options.id(),
                "{name}: two providers have the id `{id}`"
            );
            ensure!(
                other.options.issuer() != one.options.issuer(),
                "{name}: the providers `{}` and `{id}` have the same issuer",
                other.options.id()
            );
        }
        found.push(one);
    }
    Ok(found)
}

impl Table {
    fn checked(self) -> anyhow::Result<ProviderSettings> {
        let name = match self.name {
            toml::Value::String(name) => Text::new(name.clone(), name),
            toml::Value::Table(names) => {
                let names: Names = names.try_into().map_err(|_| anyhow!(NAME))?;
                Text::new(names.lv, names.en)
            }
            _ => bail!(NAME),
        };
        let scopes = self.scopes.unwrap_or_else(|| SCOPES.map(str::to_owned).to_vec());
        Ok(ProviderSettings {
            options: ProviderOptions::new(&self.id, name, &self.issuer, &self.client_id, scopes)?,
            client_secret_file: self.client_secret_file,
        })
    }
}

const NAME: &str = "`name` must be text, or { lv = \"…\", en = \"…\" }";

impl ProviderSettings {
    /// The service with its secret, which is read when the server starts and at no other time.
    pub(crate) fn login(&self) -> anyhow::Result<ProviderLogin> {
        let file = self.client_secret_file.display();
        let id = self.options.id();
        let secret = std::fs::read_to_string(&self.client_secret_file)
            .with_context(|| format!("cannot read the secret of the provider `{id}` from {file}"))?;
        let login = self.options.clone().with_secret(&secret);
        login.with_context(|| format!("the provider `{id}` cannot be used: {file}"))
    }

    /// The service as it may be shown.
    pub(crate) fn shown(&self) -> String {
        format!("{} at {}", self.options.id(), self.options.issuer())
    }
}
