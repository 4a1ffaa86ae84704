//! `blis user add`: a person who can sign in, with a password from standard input or typed at a terminal.

use crate::cli::AddUserArgs;
use crate::database;
use crate::error::{Outcome, WrongUse};
use crate::output;
use crate::typed_password;
use blis_api::PasswordCost;
use blis_domain::password::NewPassword;
use blis_domain::person::{EmailAddress, PersonName};
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Language;
use blis_store::{AuditContext, NewPerson};
use serde_json::json;

/// Adds a person and prints the id.
pub(crate) fn run(args: &AddUserArgs) -> anyhow::Result<Outcome> {
    let refused = |message: String| WrongUse(message);
    let email: EmailAddress = args
        .email
        .parse()
        .map_err(|error: blis_domain::person::InvalidEmailAddress| refused(error.to_string()))?;
    let name = args
        .name
        .as_deref()
        .map(str::parse::<PersonName>)
        .transpose()
        .map_err(|error| refused(error.to_string()))?;
    let grants = args
        .roles
        .iter()
        .map(|text| grant(text))
        .collect::<Result<Vec<Grant>, WrongUse>>()?;
    let password_hash = match args.invited {
        true => None,
        false => {
            let password = NewPassword::check(&typed_password::read()?, &email, name.as_ref())
                .map_err(|refusal| refused(refusal.message(Language::En)))?;
            Some(blis_api::password_hash(&password, PasswordCost::Full)?)
        }
    };
    let store = database::open_existing(&database::settings(&args.data)?)?;
    // Whoever is added to a demonstration belongs to it: with somebody real in it, it would start no more.
    let demonstration = store.is_demonstration()?;
    let id = store.add_person(
        &NewPerson {
            email,
            name,
            language: args.lang.into(),
            password_hash,
            demonstration,
            grants,
            added_by: "blis user add".to_owned(),
        },
        &AuditContext::command("user add"),
    )?;
    if args.json {
        output::line(&json!({ "id": id }).to_string())?;
    } else if demonstration {
        output::line(&format!("Added {id} to the demonstration"))?;
    } else {
        output::line(&format!("Added {id}"))?;
    }
    Ok(Outcome::Done)
}

/// A role as it is written: `member:0840200`, `steward`.
fn grant(text: &str) -> Result<Grant, WrongUse> {
    let (role, code) = match text.split_once(':') {
        Some((role, code)) => (role, Some(code)),
        None => (text, None),
    };
    let known = || {
        let names: Vec<&str> = Role::OF_PEOPLE.into_iter().map(Role::code).collect();
        names.join(", ")
    };
    let role = Role::from_code(role)
        .filter(|role| role.is_of_people())
        .ok_or_else(|| WrongUse(format!("there is no role `{role}`: give one of {}", known())))?;
    let within = match code {
        None => Within::Everywhere,
        Some(code) => match (code.parse(), code.parse()) {
            (Ok(area), _) => Within::Municipality(area),
            (_, Ok(network)) => Within::Network(network),
            _ => {
                return Err(WrongUse(format!(
                    "`{code}` is neither a municipality nor a network"
                )));
            }
        },
    };
    match role.fits(&within) {
        true => Ok(Grant::new(role, within)),
        false => Err(WrongUse(format!(
            "the role `{}` does not hold there: write member:CODE, councillor:CODE or municipal_admin:CODE with a \
             municipality, coordinator:CODE with a network, observer with a network or without, steward and admin \
             without",
            role.code()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_with_its_place() {
        let member = grant("member:0840200").unwrap();
        assert_eq!(
            (member.role, member.within),
            (Role::Member, Within::Municipality("0840200".parse().unwrap()))
        );
        assert_eq!(
            grant("coordinator:N2").unwrap().within,
            Within::Network("N2".parse().unwrap())
        );
        assert_eq!(grant("steward").unwrap().within, Within::Everywhere);
        for wrong in [
            "member",
            "member:N2",
            "admin:0840200",
            "feed_writer",
            "nobody",
            "coordinator:",
        ] {
            assert!(grant(wrong).is_err(), "{wrong}");
        }
    }
}
