//! `blis config`: what is in force, and who said so.

use crate::cli::ConfigArgs;
use crate::error::Outcome;
use crate::output;
use crate::settings::{Key, Layers, Settings, sample};
use serde_json::{Map, Value, json};

/// Prints the settings in force, or the sample of the file.
pub(crate) fn run(args: &ConfigArgs) -> anyhow::Result<Outcome> {
    if args.sample {
        output::text(&sample())?;
        return Ok(Outcome::Done);
    }
    let layers = Layers::collect(
        args.settings.flags(),
        args.settings.data.config.clone(),
        &|name| std::env::var(name).ok(),
    )?;
    let settings = Settings::of(&layers)?;
    // A setting without a value has no other source than that nobody said.
    let source = |key| {
        layers
            .text(key)
            .map_or("default".to_owned(), |(_, source)| source.to_string())
    };
    if args.json {
        let all: Map<String, Value> = Key::ALL
            .iter()
            .map(|&key| {
                let value = json!({ "value": settings.shown(key), "source": source(key) });
                (key.name().to_owned(), value)
            })
            .collect();
        output::json(&all)?;
    } else {
        for &key in Key::ALL {
            let value = settings.shown(key).unwrap_or_else(|| "(not set)".to_owned());
            output::line(&format!("{:<23} {value}  [{}]", key.name(), source(key)))?;
        }
    }
    Ok(Outcome::Done)
}
