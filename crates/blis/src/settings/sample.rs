//! The sample settings file, made from the table of settings.

use super::key::Key;
use std::path::Path;

/// A settings file in which every setting stands as a comment, with its default.
pub(crate) fn sample() -> String {
    let mut text = String::from(
        "# Settings of BLIS. Every one has a default, which stands here; take the `#` off to choose otherwise.\n\
         #\n\
         # BLIS reads the file named by --config, else by BLIS_CONFIG, else blis.toml in the data directory. A flag\n\
         # (--listen) goes before the environment (BLIS_LISTEN), the environment before this file. A relative path\n\
         # starts where the program was started. `blis config` prints what is in force and where it came from;\n\
         # `blis config --sample` prints this file.\n",
    );
    let data_dir = Key::DataDir.default_text(Path::new("")).unwrap_or_default();
    for &key in Key::ALL {
        text.push('\n');
        for line in key.about() {
            text.push_str(&format!("# {}\n", line.trim()));
        }
        let value = key.default_text(Path::new(&data_dir)).unwrap_or_default();
        match value.parse::<u32>() {
            Ok(number) => text.push_str(&format!("#{key} = {number}\n")),
            Err(_) => text.push_str(&format!("#{key} = \"{value}\"\n")),
        }
    }
    text
}
