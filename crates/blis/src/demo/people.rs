//! Invented people, one a role, with a password that is new at each start, and one-time codes for those whose role needs
//! them: none is ever a default.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_api::{PasswordCost, SealingKey};
use blis_domain::one_time_code::OneTimeSecret;
use blis_domain::password::NewPassword;
use blis_domain::person::{EmailAddress, PersonId, PersonName, PersonState};
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Language;
use blis_store::{AuditContext, NewPerson, Store, random_bytes};

/// Saldus, whose figures the page shows first.
const MUNICIPALITY: &str = "0840200";

/// The network whose coordinator is invented.
const NETWORK: &str = "N2";

/// The invented people and the password of this start.
pub(crate) struct DemoPeople {
    /// Who there is.
    pub(crate) people: Vec<DemoPerson>,
    /// The password of all of them.
    pub(crate) password: String,
}

/// An invented person.
pub(crate) struct DemoPerson {
    /// What they sign in with.
    pub(crate) email: EmailAddress,
    /// The secret of their one-time codes in base 32, where their role needs them.
    pub(crate) secret: Option<String>,
}

/// Adds the people who are missing, and gives all of them a new password, and new one-time codes to those who need
/// them.
pub(crate) fn bring(store: &Store, sealing_key: &SealingKey) -> anyhow::Result<DemoPeople> {
    let password = URL_SAFE_NO_PAD.encode(random_bytes::<12>()?);
    let context = AuditContext::command("serve --demo");
    let mut people = Vec::new();
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
        let id = match store.account(&email)? {
            Some(account) if account.demonstration => match account.state {
                PersonState::Active | PersonState::Invited => {
                    store.set_password(&account.person, hash, &context)?;
                    account.person
                }
                PersonState::Suspended | PersonState::Erased => continue,
            },
            // Somebody real has this address.
            Some(_) => continue,
            None => store.add_person(
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
            )?,
        };
        let secret = match role.needs_second_factor() {
            true => Some(one_time_codes(store, sealing_key, &id, &context)?),
            false => None,
        };
        people.push(DemoPerson { email, secret });
    }
    Ok(DemoPeople { people, password })
}

/// Gives a person new one-time codes, and their secret in base 32.
fn one_time_codes(
    store: &Store,
    sealing_key: &SealingKey,
    person: &PersonId,
    context: &AuditContext,
) -> anyhow::Result<String> {
    let secret = OneTimeSecret::of(random_bytes()?);
    let sealed = blis_api::sealed_secret(sealing_key, person, &secret)?;
    store.give_second_factor(person, &sealed, context)?;
    Ok(secret.to_base32())
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
