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
    text.push_str(PROVIDER);
    text
}

/// Tables come last in TOML: what follows one belongs to it.
const PROVIDER: &str = r#"
# A service of another organisation that signs people in, by OpenID Connect; one table for each. They stand in this file
# alone. docs/OPERATIONS.md says how to register BLIS there. The id stands in addresses and in the log; the name on the
# button is one text or one for each language; the issuer is written exactly as the service writes it; scopes has the
# default shown. A list of tables ends the file: put other settings above it.
#[[provider]]
#id = "e-identity"
#name = { lv = "E-identitāte", en = "E-identity" }
#issuer = "https://login.example.lv"
#client_id = "blis"
#client_secret_file = "data/e-identity.secret"
#scopes = ["openid", "email", "profile"]
"#;
