//! Where a setting may come from, and which of them goes before the others.

use super::key::Key;
use anyhow::{Context, bail, ensure};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Where the text of a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// The command line.
    Flag(String),
    /// A variable of the environment.
    Environment(String),
    /// The settings file.
    File(PathBuf),
    /// Nobody said.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Flag(flag) => write!(f, "flag {flag}"),
            Source::Environment(variable) => write!(f, "environment {variable}"),
            Source::File(path) => write!(f, "file {}", path.display()),
            Source::Default => f.write_str("default"),
        }
    }
}

/// What was said, by the command line, the environment and the file. Text throughout: it gets its types
/// in one place, where a fault can name its source.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    flags: HashMap<Key, String>,
    environment: HashMap<Key, (String, String)>,
    file: Option<(PathBuf, HashMap<Key, String>)>,
}

impl Layers {
    /// Collects the layers. `variable` looks into the environment.
    pub(crate) fn collect(
        flags: HashMap<Key, String>,
        config: Option<PathBuf>,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> anyhow::Result<Layers> {
        let mut environment = HashMap::new();
        for &key in Key::ALL {
            let mut names = vec![key.variable()];
            if key == Key::LogLevel {
                names.push("RUST_LOG".to_owned());
            }
            let set = |name: String| {
                variable(&name)
                    .filter(|text| !text.is_empty())
                    .map(|text| (name, text))
            };
            if let Some((name, text)) = names.into_iter().find_map(set) {
                environment.insert(key, (text, name));
            }
        }
        let mut layers = Layers {
            flags,
            environment,
            file: None,
        };
        let named = config.or_else(|| {
            variable("BLIS_CONFIG")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from)
        });
        layers.file = match named {
            Some(path) => Some((path.clone(), read(&path)?)),
            None => layers.file_in_data_dir()?,
        };
        Ok(layers)
    }

    fn file_in_data_dir(&self) -> anyhow::Result<Option<(PathBuf, HashMap<Key, String>)>> {
        let (data_dir, _) = self.data_dir();
        let path = data_dir.join("blis.toml");
        match path.try_exists() {
            Ok(false) => Ok(None),
            Ok(true) => {
                let settings = read(&path)?;
                ensure!(
                    !settings.contains_key(&Key::DataDir),
                    "{} names another data_dir than the one it is in: give it with --config instead",
                    path.display()
                );
                Ok(Some((path, settings)))
            }
            Err(error) => Err(error).with_context(|| format!("cannot look for {}", path.display())),
        }
    }

    /// The data directory and its source, on which other defaults depend.
    pub(crate) fn data_dir(&self) -> (PathBuf, Source) {
        let (text, source) = self.said(Key::DataDir).unwrap_or_else(|| {
            let text = Key::DataDir.default_text(Path::new(""));
            (text.unwrap_or_default(), Source::Default)
        });
        (PathBuf::from(text), source)
    }

    /// The text of a setting and its source; `None` when nobody says and there is no default.
    pub(crate) fn text(&self, key: Key) -> Option<(String, Source)> {
        self.said(key).or_else(|| {
            let (data_dir, _) = self.data_dir();
            Some((key.default_text(&data_dir)?, Source::Default))
        })
    }

    fn said(&self, key: Key) -> Option<(String, Source)> {
        if let Some(text) = self.flags.get(&key) {
            return Some((text.clone(), Source::Flag(key.flag())));
        }
        if let Some((text, variable)) = self.environment.get(&key) {
            return Some((text.clone(), Source::Environment(variable.clone())));
        }
        let (path, settings) = self.file.as_ref()?;
        Some((settings.get(&key)?.clone(), Source::File(path.clone())))
    }
}

/// The settings of a file. What is no setting is refused: a misspelt name must not pass for a choice.
fn read(path: &Path) -> anyhow::Result<HashMap<Key, String>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the settings {name}"))?;
    let table: toml::Table = toml::from_str(&text).with_context(|| format!("{name} is not valid TOML"))?;
    let mut settings = HashMap::new();
    for (word, value) in table {
        let Some(key) = Key::from_name(&word) else {
            bail!("{name}: there is no setting `{word}`");
        };
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Array(items) if key.is_list() => {
                list(items).with_context(|| format!("{name}: `{word}` must be a list of texts"))?
            }
            _ => bail!("{name}: `{word}` must be text or a whole number"),
        };
        settings.insert(key, text);
    }
    Ok(settings)
}

/// A list as the text that a flag or a variable would hold; none when something in it is no text.
fn list(items: Vec<toml::Value>) -> Option<String> {
    let texts: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
    Some(texts?.join(", "))
}
