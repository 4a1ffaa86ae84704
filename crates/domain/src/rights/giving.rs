//! Who may give and take which role.

use super::action::Action;
use super::place::Within;
use super::role::Role::{self, *};
use super::standing::{Grant, Sight, Standing};
use crate::person::PersonId;
use crate::text::Text;

/// Which roles a role gives and takes, as far as it reaches with [`Action::ChangeGrants`].
pub const GIVING: &[(Role, &[Role])] = &[
    (MunicipalAdmin, &[Member, Councillor, MunicipalAdmin]),
    (Admin, &Role::OF_PEOPLE),
];

/// Why a role is not given or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MayNotGive {
    /// One's own roles are somebody else's business.
    #[error("nobody gives roles to himself or takes them")]
    Oneself,
    /// The role is not given to people.
    #[error("the role is not given to people")]
    NotOfPeople,
    /// The role and the place do not belong together.
    #[error("the role does not hold in such a place")]
    Misplaced,
    /// Not this role, or not there.
    #[error("the role is beyond what the giver may give")]
    BeyondReach,
}

impl MayNotGive {
    /// The sentence for the person who tried.
    pub fn message(self) -> Text {
        match self {
            MayNotGive::Oneself => Text::new(
                "Neviens pats sev lomas nepiešķir un neatņem.",
                "Nobody gives or takes their own roles.",
            ),
            MayNotGive::NotOfPeople => Text::new(
                "Šādu lomu cilvēkiem nepiešķir.",
                "This role is not given to people.",
            ),
            MayNotGive::Misplaced => Text::new(
                "Pašvaldības darbinieka, deputāta un pašvaldības administratora lomai jānorāda pašvaldība, \
                 koordinatora lomai – tīkls; novērotājam tīkls nav obligāts, pārējām lomām nenorāda neko.",
                "A municipal employee, councillor or municipal administrator needs a municipality and a coordinator \
                 needs a network; an observer may have a network, and the other roles have neither.",
            ),
            MayNotGive::BeyondReach => Text::new(
                "Jūs nedrīkstat piešķirt vai atņemt šo lomu šajā vietā.",
                "You may not give or take this role in this place.",
            ),
        }
    }
}

/// Whether the giver may give this role to a person, or take it.
///
/// It says nothing about whether the giver may see that person: for that ask [`Standing::may_on`].
///
/// # Errors
/// Why not; that it is oneself is found before anything else.
pub fn may_give(giver: &Standing, to: &PersonId, grant: &Grant) -> Result<(), MayNotGive> {
    if giver.person() == Some(to) {
        return Err(MayNotGive::Oneself);
    }
    if !grant.role.is_of_people() {
        return Err(MayNotGive::NotOfPeople);
    }
    if !grant.role.fits(&grant.within) {
        return Err(MayNotGive::Misplaced);
    }
    match giver
        .grants()
        .any(|own| gives(own.role, grant.role) && reaches(giver, own, &grant.within))
    {
        true => Ok(()),
        false => Err(MayNotGive::BeyondReach),
    }
}

fn gives(giver: Role, given: Role) -> bool {
    GIVING
        .iter()
        .any(|(role, roles)| *role == giver && roles.contains(&given))
}

/// Whether this one grant of the giver reaches the place. Grants are not added up: a role that gives much in one place
/// must not lend itself to a role that reaches another.
fn reaches(giver: &Standing, own: &Grant, within: &Within) -> bool {
    let alone = Standing::new(giver.subject().clone(), vec![own.clone()], true);
    match alone.sight(Action::ChangeGrants) {
        Sight::Everything => true,
        Sight::Only(places) => places.contains(within),
        Sight::Own(_) | Sight::Nothing => false,
    }
}
