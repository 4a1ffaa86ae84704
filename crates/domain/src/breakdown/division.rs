//! How the sheet of an indicator divides it: which parts it has, and what they add up to.

use super::{AgeGroup, Breakdown, NamedPart, Part, PartsSought, Sex};

/// How many parts of each breakdown a sentence names.
const TOLD: usize = 4;

/// What a sheet says of parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Division<'a> {
    /// By what the indicator is divided.
    pub breakdowns: &'a [Breakdown],
    /// Its age groups.
    pub age_groups: &'a [AgeGroup],
    /// Whether the parts of each breakdown add up to the whole.
    pub adds_up: bool,
}

/// What adds up: parts, each written as in `breakdown`, and what they come to together, which is empty for the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What they come to.
    pub whole: String,
    /// The parts.
    pub parts: Vec<String>,
}

impl Division<'_> {
    /// Whether the indicator has a part.
    pub fn has(&self, part: Part) -> bool {
        self.breakdowns.contains(&part.breakdown())
            && part.age().is_none_or(|age| self.age_groups.contains(&age))
    }

    /// Whether the indicator has what somebody asks for.
    pub fn has_sought(&self, sought: PartsSought) -> bool {
        match sought {
            PartsSought::Wholes | PartsSought::Everything => true,
            PartsSought::Of(breakdown) => self.breakdowns.contains(&breakdown),
            PartsSought::One(part) => self.has(part),
        }
    }

    /// All parts, in the order of the sheet.
    pub fn parts(&self) -> Vec<Part> {
        self.breakdowns.iter().flat_map(|one| self.of(*one)).collect()
    }

    /// All parts with their names.
    pub fn named(&self) -> Vec<NamedPart> {
        self.parts().into_iter().map(NamedPart::from).collect()
    }

    /// What adds up, when anything does: the parts of each breakdown to the whole, and those by sex and age to what is
    /// said of a sex, and of an age group.
    pub fn sums(&self) -> Vec<Sum> {
        let sum = |whole: Option<Part>, parts: Vec<Part>| Sum {
            whole: whole.map_or(String::new(), |whole| whole.to_string()),
            parts: parts.iter().map(ToString::to_string).collect(),
        };
        if !self.adds_up {
            return Vec::new();
        }
        let wholes = self.breakdowns.iter().map(|one| sum(None, self.of(*one)));
        let mut sums: Vec<Sum> = wholes.collect();
        let crossed = |age, sex| Part::OfBoth(age, sex);
        if self.breakdowns.contains(&Breakdown::AgeAndSex) {
            if self.breakdowns.contains(&Breakdown::Sex) {
                sums.extend(Sex::ALL.iter().map(|sex| {
                    let parts = self.age_groups.iter().map(|age| crossed(*age, *sex));
                    sum(Some(Part::OfSex(*sex)), parts.collect())
                }));
            }
            if self.breakdowns.contains(&Breakdown::Age) {
                sums.extend(self.age_groups.iter().map(|age| {
                    let parts = Sex::ALL.iter().map(|sex| crossed(*age, *sex));
                    sum(Some(Part::OfAge(*age)), parts.collect())
                }));
            }
        }
        sums
    }

    /// What there is, for a sentence; empty where there is nothing.
    pub fn told(&self) -> String {
        let some = |one: &Breakdown| {
            let parts: Vec<String> = self.of(*one).iter().map(ToString::to_string).collect();
            match parts.get(..TOLD) {
                Some(first) if parts.len() > TOLD => format!("{}; …", first.join("; ")),
                _ => parts.join("; "),
            }
        };
        let told: Vec<String> = self.breakdowns.iter().map(some).collect();
        told.join("; ")
    }

    /// Whether the age groups follow each other without a gap, each beginning where the one before it ends.
    pub fn ages_follow_each_other(&self) -> bool {
        let mut groups = self.age_groups.to_vec();
        groups.sort_by_key(|group| group.first());
        groups.windows(2).all(|pair| match pair {
            [one, next] => one.last().and_then(|last| last.checked_add(1)) == Some(next.first()),
            _ => true,
        })
    }

    fn of(&self, breakdown: Breakdown) -> Vec<Part> {
        let ages = self.age_groups.iter();
        match breakdown {
            Breakdown::Sex => Sex::ALL.iter().map(|sex| Part::OfSex(*sex)).collect(),
            Breakdown::Age => ages.map(|age| Part::OfAge(*age)).collect(),
            Breakdown::AgeAndSex => ages
                .flat_map(|age| Sex::ALL.iter().map(|sex| Part::OfBoth(*age, *sex)))
                .collect(),
        }
    }
}
