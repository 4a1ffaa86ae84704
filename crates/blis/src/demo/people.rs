//! Invented people, one a role, with a password that is new at each start: none is ever a default.

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_api::PasswordCost;
use blis_domain::password::NewPassword;
use blis_domain::person::{EmailAddress, PersonName, PersonState};
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Language;
use blis_store::{AuditContext, NewPerson, Store};
use rand::TryRng;
use rand::rngs::SysRng;

/// Saldus, whose figures the page shows first.
const MUNICIPALITY: &str = "0840200";

/// The network whose coordinator is invented.
const NETWORK: &str = "N2";

/// The invented people and the password of this start.
pub(crate) struct DemoPeople {
    /// What each signs in with.
    pub(crate) emails: Vec<EmailAddress>,
    /// The password of all of them.
    pub(crate) password: String,
}

/// Adds the people who are missing, and gives all of them a new password.
pub(crate) fn bring(store: &Store) -> anyhow::Result<DemoPeople> {
    let password = random()?;
    let context = AuditContext::command("serve --demo");
    let mut emails = Vec::new();
    let mut hash = None;
    for role in Role::OF_PEOPLE {
        let email: EmailAddress = format!("{}@demo.blis.lv", role.code().replace('_', "-")).parse()?;
        let hash = match &hash {
            Some(hash) => hash,
            None => {
                let new = NewPassword::check(&password, &email, None)
                    .map_err(|refusal| anyhow::anyhow!(refusal.message(Language::En)))?;
                hash.insert(blis_api::password_hash(&new, PasswordCost::Full)?)
            }
        };
        match store.account(&email)? {
            Some(account) if account.demonstration => match account.state {
                PersonState::Active | PersonState::Invited => {
                    store.set_password(&account.person, hash, &context)?;
                }
                PersonState::Suspended | PersonState::Erased => continue,
            },
            // Somebody real has this address.
            Some(_) => continue,
            None => {
                store.add_person(
                    &NewPerson {
                        email: email.clone(),
                        name: Some(name(role).parse::<PersonName>()?),
                        language: Language::Lv,
                        password_hash: Some(hash.clone()),
                        demonstration: true,
                        grants: vec![grant(role)?],
                        added_by: "blis serve --demo".to_owned(),
                    },
                    &context,
                )?;
            }
        }
        emails.push(email);
    }
    Ok(DemoPeople { emails, password })
}

fn grant(role: Role) -> anyhow::Result<Grant> {
    let within = match role {
        Role::Member | Role::Councillor | Role::MunicipalAdmin => Within::Municipality(MUNICIPALITY.parse()?),
        Role::Coordinator => Within::Network(NETWORK.parse()?),
        _ => Within::Everywhere,
    };
    Ok(Grant::new(role, within))
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Member => "Anna Bērziņa (izdomāta)",
        Role::Councillor => "Jānis Kalniņš (izdomāts)",
        Role::MunicipalAdmin => "Līga Ozoliņa (izdomāta)",
        Role::Coordinator => "Mārtiņš Liepa (izdomāts)",
        Role::Observer => "Ilze Krūmiņa (izdomāta)",
        Role::Steward => "Pēteris Zariņš (izdomāts)",
        _ => "Dace Vītola (izdomāta)",
    }
}

fn random() -> anyhow::Result<String> {
    let mut bytes = [0; 12];
    SysRng
        .try_fill_bytes(&mut bytes)
        .context("the system gives no randomness for a password")?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
