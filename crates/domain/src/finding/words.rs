//! The words of bands, ranks, statuses and reasons.

use crate::brief::LeftOutReason;
use crate::compare::{Band, BandReason};
use crate::explanation::Explanation;
use crate::indicator::Direction;
use crate::locale::NO_BREAK_SPACE;
use crate::moves::NoMoveReason;
use crate::release::ReleaseStage;
use crate::status::{MissingReason, ObservationStatus};
use crate::text::Language;
use crate::thirds::Third;

/// The words of a band.
pub fn band(language: Language, band: Band) -> &'static str {
    match (language, band) {
        (Language::Lv, Band::Best) => "labākā ceturtdaļa",
        (Language::Lv, Band::Middle) => "vidējā puse",
        (Language::Lv, Band::Worst) => "sliktākā ceturtdaļa",
        (Language::En, Band::Best) => "best quarter",
        (Language::En, Band::Middle) => "middle half",
        (Language::En, Band::Worst) => "worst quarter",
    }
}

/// The sign of a band, so that colour never stands alone.
pub fn band_sign(band: Band) -> &'static str {
    match band {
        Band::Best => "▲",
        Band::Middle => "●",
        Band::Worst => "▼",
    }
}

/// The words of a third. They say where a value lies, and nothing of good or bad.
pub fn third(language: Language, third: Third) -> &'static str {
    match (language, third) {
        (Language::Lv, Third::Lowest) => "zemākā trešdaļa",
        (Language::Lv, Third::Middle) => "vidējā trešdaļa",
        (Language::Lv, Third::Highest) => "augstākā trešdaļa",
        (Language::En, Third::Lowest) => "lowest third",
        (Language::En, Third::Middle) => "middle third",
        (Language::En, Third::Highest) => "highest third",
    }
}

/// Why there is no band.
pub fn band_reason(language: Language, reason: BandReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, BandReason::NoDirection) => "rādītājs neliecina, kas ir labāk",
        (Language::Lv, BandReason::TooFewValues) => "pārāk maz vērtību ceturtdaļām",
        (Language::Lv, BandReason::NoSpread) => "vērtības gandrīz neatšķiras",
        (Language::Lv, BandReason::NoValue) => "nav vērtības",
        (Language::En, BandReason::NoDirection) => "neither way is better",
        (Language::En, BandReason::TooFewValues) => "too few values for quarters",
        (Language::En, BandReason::NoSpread) => "the values hardly differ",
        (Language::En, BandReason::NoValue) => "no value",
    }
}

/// Why a figure is neither a strength nor a concern.
pub fn left_out_reason(language: Language, reason: LeftOutReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, LeftOutReason::Context) => "pašvaldība to nevar izvēlēties",
        (Language::Lv, LeftOutReason::NoDirection) => "rādītājs neliecina, kas ir labāk",
        (Language::Lv, LeftOutReason::NoValue) => "nav vērtības",
        (Language::Lv, LeftOutReason::OutOfDate) => "pārējiem rādītājiem vai pašvaldībām ir jaunāka vērtība",
        (Language::Lv, LeftOutReason::Doubtful) => "vērtība nav droša vai pielīdzināma",
        (Language::Lv, LeftOutReason::TooFewValues) => "pārāk maz vērtību, ar ko salīdzināt",
        (Language::Lv, LeftOutReason::NoSpread) => "vērtības gandrīz neatšķiras",
        (Language::Lv, LeftOutReason::Divided) => "atkarīgs no tā, ar ko salīdzina",
        (Language::Lv, LeftOutReason::PartnerSaysOtherwise) => "izmaksas un to rezultāts rāda pretējo",
        (Language::En, LeftOutReason::Context) => "the municipality cannot choose it",
        (Language::En, LeftOutReason::NoDirection) => "neither way is better",
        (Language::En, LeftOutReason::NoValue) => "no value",
        (Language::En, LeftOutReason::OutOfDate) => "other indicators or municipalities have a later value",
        (Language::En, LeftOutReason::Doubtful) => "the value is not certain or not comparable",
        (Language::En, LeftOutReason::TooFewValues) => "too few values to compare with",
        (Language::En, LeftOutReason::NoSpread) => "the values hardly differ",
        (Language::En, LeftOutReason::Divided) => "it depends on whom one compares with",
        (Language::En, LeftOutReason::PartnerSaysOtherwise) => "the cost and what it buys say the opposite",
    }
}

/// Why it cannot be said whether a figure has moved.
pub fn no_move_reason(language: Language, reason: NoMoveReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, NoMoveReason::NoValue) => "nav vērtības",
        (Language::Lv, NoMoveReason::OutOfDate) => "pārējiem rādītājiem vai pašvaldībām ir jaunāka vērtība",
        (Language::Lv, NoMoveReason::Doubtful) => "vērtība nav droša vai pielīdzināma",
        (Language::Lv, NoMoveReason::OtherTerritory) => "gadu iepriekš bija citas robežas",
        (Language::Lv, NoMoveReason::Break) => "pārrāvums rindā",
        (Language::Lv, NoMoveReason::NoYearBefore) => "gadu iepriekš nav vērtības",
        (Language::Lv, NoMoveReason::ShortHistory) => "pārāk īsa laikrinda",
        (Language::En, NoMoveReason::NoValue) => "no value",
        (Language::En, NoMoveReason::OutOfDate) => "other indicators or municipalities have a later value",
        (Language::En, NoMoveReason::Doubtful) => "the value is not certain or not comparable",
        (Language::En, NoMoveReason::OtherTerritory) => "other borders a year earlier",
        (Language::En, NoMoveReason::Break) => "break in the series",
        (Language::En, NoMoveReason::NoYearBefore) => "no value a year earlier",
        (Language::En, NoMoveReason::ShortHistory) => "the series is too short",
    }
}

/// What the figures of a release are.
pub fn stage(language: Language, stage: ReleaseStage) -> &'static str {
    match (language, stage) {
        (Language::Lv, ReleaseStage::Provisional) => "provizoriska",
        (Language::Lv, ReleaseStage::Final) => "galīga",
        (Language::Lv, ReleaseStage::Revised) => "precizēta",
        (Language::En, ReleaseStage::Provisional) => "provisional",
        (Language::En, ReleaseStage::Final) => "final",
        (Language::En, ReleaseStage::Revised) => "revised",
    }
}

/// What those say of a figure whom it is about.
pub fn explained(language: Language, explanation: &Explanation) -> String {
    let said = explanation.text(language);
    match language {
        Language::Lv => format!("Pašvaldības skaidrojums: {said}"),
        Language::En => format!("Explanation of the municipality: {said}"),
    }
}

/// Why a value is missing.
pub fn missing_reason(language: Language, reason: MissingReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, MissingReason::NotAvailable) => "nav saņemta",
        (Language::Lv, MissingReason::NotCollected) => "netiek vākta",
        (Language::Lv, MissingReason::CannotExist) => "nevar būt",
        (Language::Lv, MissingReason::Suppressed) => "nav rādāma",
        (Language::Lv, MissingReason::IncludedElsewhere) => "ieskaitīta citur",
        (Language::Lv, MissingReason::Withdrawn) => "atsaukta",
        (Language::En, MissingReason::NotAvailable) => "not received",
        (Language::En, MissingReason::NotCollected) => "not collected",
        (Language::En, MissingReason::CannotExist) => "cannot exist",
        (Language::En, MissingReason::Suppressed) => "not shown",
        (Language::En, MissingReason::IncludedElsewhere) => "included elsewhere",
        (Language::En, MissingReason::Withdrawn) => "withdrawn",
    }
}

/// A rank among those with a value: `12. vieta no 44`, `rank 12 of 44`. Where neither way is better it says from
/// which end it counts, `12. lielākā no 44`, so that nobody takes it for a placing.
pub fn rank(language: Language, direction: Direction, rank: u32, of: u32) -> String {
    match (language, direction) {
        (Language::Lv, Direction::None) if rank == 1 => format!("lielākā no {of}"),
        (Language::Lv, Direction::None) => format!("{rank}.{NO_BREAK_SPACE}lielākā no {of}"),
        (Language::En, Direction::None) if rank == 1 => format!("largest of {of}"),
        (Language::En, Direction::None) => format!("{rank}{} largest of {of}", ordinal_ending(rank)),
        (Language::Lv, _) => format!("{rank}.{NO_BREAK_SPACE}vieta no {of}"),
        (Language::En, _) => format!("rank {rank} of {of}"),
    }
}

/// What turns an English number into an ordinal: 2nd, 3rd, 11th.
fn ordinal_ending(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// What a status says about a value, in words; `None` for a normal value and for one that is missing, whose
/// words are [`missing_reason`]'s.
pub fn status(language: Language, status: ObservationStatus) -> Option<&'static str> {
    let (lv, en) = match status {
        ObservationStatus::Break => ("pārrāvums rindā", "break in the series"),
        ObservationStatus::DefinitionDiffers => ("atšķirīga definīcija", "definition differs"),
        ObservationStatus::Estimated => ("aplēse", "estimate"),
        ObservationStatus::Forecast => ("prognoze", "forecast"),
        ObservationStatus::Experimental => ("eksperimentāla vērtība", "experimental value"),
        ObservationStatus::Imputed => ("aizstāta vērtība", "imputed value"),
        ObservationStatus::Derogation => ("atkāpe no prasībām", "derogation"),
        ObservationStatus::NotSignificant => ("nebūtiska vērtība", "not significant"),
        ObservationStatus::Provisional => ("provizoriska vērtība", "provisional value"),
        ObservationStatus::SpecialEvent => ("īpašs notikums", "special event"),
        ObservationStatus::LowReliability => ("zema ticamība", "low reliability"),
        ObservationStatus::Unvalidated => ("nepārbaudīta vērtība", "not validated"),
        ObservationStatus::IncludesOther => ("ietver citu kategoriju", "includes another category"),
        ObservationStatus::Normal
        | ObservationStatus::MissingHoliday
        | ObservationStatus::IncludedElsewhere
        | ObservationStatus::NotCollected
        | ObservationStatus::CannotExist
        | ObservationStatus::Missing
        | ObservationStatus::Suppressed => return None,
    };
    Some(match language {
        Language::Lv => lv,
        Language::En => en,
    })
}
