//! The words of the pages of whoever looks after feeds and held figures.

use blis_domain::desk::{Decision, HeldOfBatch, Verdict};
use blis_domain::receipt::{BatchMode, BatchState, RowOutcome};
use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn desk(language: Language) -> &'static Desk {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// The words of feeds, receipts and held figures.
pub(crate) struct Desk {
    /// The feeds: heading.
    pub(crate) feeds: &'static str,
    /// What a feed is.
    pub(crate) feeds_about: &'static str,
    /// Columns of the feeds: feed, last contact, latest batch, batches, waiting.
    pub(crate) feed_columns: [&'static str; 5],
    /// It was never heard of.
    pub(crate) never: &'static str,
    /// Heading of the batches of a feed; takes its name.
    pub(crate) batches_of: fn(&str) -> String,
    /// No batch came yet.
    pub(crate) no_batches: &'static str,
    /// Columns of the batches: received, state, then the counts as in `counts`.
    pub(crate) batch_columns: [&'static str; 2],
    /// The ends a row may meet: received, new, changed, unchanged, refused, suspect.
    pub(crate) counts: [&'static str; 6],
    /// What became of a batch when it came.
    pub(crate) state: fn(BatchState) -> &'static str,
    /// The same as a sentence.
    pub(crate) state_sentence: fn(BatchState) -> &'static str,
    /// What a batch is that was held as a whole, in a word and in a sentence, once nothing of it waits for a decision.
    pub(crate) settled: fn(&HeldOfBatch) -> Option<[&'static str; 2]>,
    /// How its bad rows are taken.
    pub(crate) mode: fn(BatchMode) -> &'static str,
    /// Heading of a batch; takes when it came, and the end of its id.
    pub(crate) batch: fn(&str, &str) -> String,
    /// Label of the id.
    pub(crate) id: &'static str,
    /// Label of the mode.
    pub(crate) mode_label: &'static str,
    /// Label of the data version.
    pub(crate) version: &'static str,
    /// What became of the held figures: heading, then waiting for a decision and for a release, released, refused,
    /// superseded.
    pub(crate) held_of_batch: [&'static str; 6],
    /// A decision; takes the verdict, when, and by whom.
    pub(crate) decided: fn(Verdict, &str, Option<&str>) -> String,
    /// The link to the held figures of a batch.
    pub(crate) to_held: &'static str,
    /// Heading of the rows.
    pub(crate) rows: &'static str,
    /// Name of the filter.
    pub(crate) outcome: &'static str,
    /// No filter.
    pub(crate) every_outcome: &'static str,
    /// Names of the ends in the filter.
    pub(crate) outcome_rows: fn(RowOutcome) -> &'static str,
    /// Names of the ends in the table.
    pub(crate) outcome_name: fn(RowOutcome) -> &'static str,
    /// Columns of the rows: row, end, why, before, sent.
    pub(crate) row_columns: [&'static str; 5],
    /// No row is worth naming.
    pub(crate) no_rows: &'static str,
    /// Before the links to files.
    pub(crate) take_along: &'static str,
    /// Held figures: heading.
    pub(crate) held: &'static str,
    /// What a held figure is.
    pub(crate) held_about: &'static str,
    /// None waits.
    pub(crate) nothing_held: &'static str,
    /// How many wait.
    pub(crate) waiting: fn(u64) -> String,
    /// Those of one batch alone; the link to all.
    pub(crate) of_batch: &'static str,
    /// Labels of a held figure alone: sent, came by.
    pub(crate) labels: [&'static str; 2],
    /// Where a figure came from; takes the row, when, and the end of the id of its batch.
    pub(crate) row_of: fn(u64, &str, &str) -> String,
    /// Its batch waits as a whole.
    pub(crate) as_whole: &'static str,
    /// It is not suspect itself.
    pub(crate) not_suspect: &'static str,
    /// Heading of the decision about a whole batch.
    pub(crate) decide_whole: &'static str,
    /// Label of the reason.
    pub(crate) reason: &'static str,
    /// What a reason is for.
    pub(crate) reason_hint: &'static str,
    /// The buttons: release, refuse.
    pub(crate) verdicts: [&'static str; 2],
    /// The reason is missing.
    pub(crate) reason_missing: &'static str,
    /// Over what was decided.
    pub(crate) done: fn(&Decision) -> String,
    /// Parts that can fail.
    pub(crate) parts: Parts,
}

/// What can fail to come.
pub(crate) struct Parts {
    pub(crate) feeds: &'static str,
    pub(crate) batches: &'static str,
    pub(crate) receipt: &'static str,
    pub(crate) held: &'static str,
    pub(crate) decision: &'static str,
}

static LV: Desk = Desk {
    feeds: "Datu plūsmas",
    feeds_about: "Pa datu plūsmu cita iestāde sūta rādītāju vērtības paketēs. Par katru paketi paliek saņemšanas apliecinājums: kas noticis ar katru rindu.",
    feed_columns: [
        "Plūsma",
        "Pēdējais kontakts (UTC)",
        "Pēdējā pakete (UTC)",
        "Paketes",
        "Gaida lēmumu",
    ],
    never: "vēl nav bijis",
    batches_of: |feed| format!("{feed}: paketes"),
    no_batches: "Pa šo plūsmu vēl nav saņemta neviena pakete.",
    batch_columns: ["Saņemta (UTC)", "Stāvoklis"],
    counts: [
        "Rindas",
        "Jaunas",
        "Mainītas",
        "Nemainītas",
        "Noraidītas",
        "Aizdomīgas",
    ],
    state: |state| match state {
        BatchState::Applied => "pieņemta",
        BatchState::Held => "saņemot aizturēta",
        BatchState::Refused => "noraidīta",
        BatchState::DryRun => "izmēģināta",
    },
    state_sentence: |state| match state {
        BatchState::Applied => "Derīgās rindas ir saglabātas.",
        BatchState::Held => "Pakete aizturēta kā viens veselums: nekas no tās nav publicēts.",
        BatchState::Refused => "Pakete noraidīta: nekas no tās nav saglabāts.",
        BatchState::DryRun => "Pakete tikai izmēģināta: nekas nav saglabāts.",
    },
    settled: |held| {
        Some(match Settled::of(held)? {
            Settled::Released => [
                "publicēta",
                "Pakete bija aizturēta kā viens veselums; pēc lēmuma tā ir publicēta.",
            ],
            Settled::InPart => [
                "daļēji publicēta",
                "Pakete bija aizturēta kā viens veselums; pēc lēmuma daļa ir publicēta, daļa gaida publiskošanu.",
            ],
            Settled::Awaits => [
                "pieņemta",
                "Pakete bija aizturēta kā viens veselums; par to ir lemts, un tā gaida publiskošanu.",
            ],
            Settled::Refused => [
                "noraidīta",
                "Pakete bija aizturēta kā viens veselums un ar lēmumu noraidīta: nekas no tās nav publicēts.",
            ],
            Settled::Superseded => [
                "aizstāta",
                "Pakete bija aizturēta kā viens veselums; tās vietā ir vēlāk atsūtītas vērtības.",
            ],
        })
    },
    mode: |mode| match mode {
        BatchMode::Atomic => "visas rindas vai neviena",
        BatchMode::Partial => "derīgās rindas",
    },
    batch: |when, id| format!("Pakete, saņemta {when} UTC ({id})"),
    id: "Numurs",
    mode_label: "Pieņemšana",
    version: "Datu versija",
    held_of_batch: [
        "Aizturētās vērtības",
        "Gaida lēmumu",
        "Gaida publiskošanu",
        "Publicētas",
        "Noraidītas",
        "Aizstātas ar vēlāk atsūtītu vērtību",
    ],
    decided: |verdict, when, who| {
        let what = match verdict {
            Verdict::Release => "Publicēts",
            Verdict::Refuse => "Noraidīts",
        };
        match who {
            Some(who) => format!("{what} {when} UTC, lēmējs: {who}"),
            None => format!("{what} {when} UTC"),
        }
    },
    to_held: "Izskatīt aizturētās vērtības",
    rows: "Rindas, par kurām ir ko teikt",
    outcome: "Iznākums",
    every_outcome: "visas",
    outcome_rows: |outcome| match outcome {
        RowOutcome::New => "jaunās",
        RowOutcome::Changed => "mainītās",
        RowOutcome::Unchanged => "nemainītās",
        RowOutcome::Refused => "noraidītās",
        RowOutcome::Suspect => "aizdomīgās",
    },
    outcome_name: |outcome| match outcome {
        RowOutcome::New => "jauna",
        RowOutcome::Changed => "mainīta",
        RowOutcome::Unchanged => "nemainīta",
        RowOutcome::Refused => "noraidīta",
        RowOutcome::Suspect => "aizdomīga",
    },
    row_columns: ["Rinda", "Iznākums", "Paskaidrojums", "Līdz šim", "Atsūtīts"],
    no_rows: "Šādu rindu nav.",
    take_along: "Lejupielādēt:",
    held: "Aizturētās vērtības",
    held_about: "Šīs vērtības atšķiras no visa, kas par pašvaldību un rādītāju zināms. Kamēr nav pieņemts lēmums, tās redz tikai datu pārvaldnieki un pašvaldība, par kuru tās ir; salīdzinājumos paliek līdzšinējā vērtība.",
    nothing_held: "Neviena vērtība negaida lēmumu.",
    waiting: |n| format!("Gaida lēmumu: {n}"),
    of_batch: "Rādītas vienas paketes vērtības. Rādīt visas",
    labels: ["Atsūtīts", "Saņemts"],
    row_of: |row, when, id| format!("{row}. rinda paketē, kas saņemta {when} UTC ({id})"),
    as_whole: "Pakete aizturēta kā viens veselums; par to lemj kopā.",
    not_suspect: "Pati vērtība nav aizdomīga; tā gaida kopā ar savu paketi.",
    decide_whole: "Lēmums par visu paketi",
    reason: "Pamatojums",
    reason_hint: "Piemēram, ar ko un kad vērtība pārbaudīta. Paliek pie lēmuma.",
    verdicts: ["Publicēt", "Noraidīt"],
    reason_missing: "Ierakstiet pamatojumu.",
    done: |decision| match (decision.decision, decision.awaiting_release) {
        (Verdict::Release, 0) => format!("Publicēts; datu versija {}.", decision.version),
        (Verdict::Release, all) if all == decision.figures => {
            "Pieņemts; kļūs redzams līdz ar rādītāja publiskošanu.".to_owned()
        }
        (Verdict::Release, some) => format!(
            "Publicēts; datu versija {}. Publiskošanu vēl gaida: {some}.",
            decision.version
        ),
        (Verdict::Refuse, _) => "Noraidīts; publicēts nekas nav.".to_owned(),
    },
    parts: Parts {
        feeds: "Datu plūsmas",
        batches: "Pakešu saraksts",
        receipt: "Saņemšanas apliecinājums",
        held: "Aizturētās vērtības",
        decision: "Lēmums",
    },
};

static EN: Desk = Desk {
    feeds: "Data feeds",
    feeds_about: "By a feed another authority sends figures of indicators, in batches. Of every batch a receipt is kept: what became of each row.",
    feed_columns: [
        "Feed",
        "Last contact (UTC)",
        "Latest batch (UTC)",
        "Batches",
        "Waiting",
    ],
    never: "never",
    batches_of: |feed| format!("{feed}: batches"),
    no_batches: "No batch has come by this feed yet.",
    batch_columns: ["Received (UTC)", "State"],
    counts: ["Rows", "New", "Changed", "Unchanged", "Refused", "Suspect"],
    state: |state| match state {
        BatchState::Applied => "applied",
        BatchState::Held => "held when it came",
        BatchState::Refused => "refused",
        BatchState::DryRun => "tried",
    },
    state_sentence: |state| match state {
        BatchState::Applied => "The good rows are stored.",
        BatchState::Held => "The batch is held as a whole: nothing of it is public.",
        BatchState::Refused => "The batch was refused: nothing of it is stored.",
        BatchState::DryRun => "The batch was only tried: nothing is stored.",
    },
    settled: |held| {
        Some(match Settled::of(held)? {
            Settled::Released => [
                "released",
                "The batch was held as a whole; since the decision it is public.",
            ],
            Settled::InPart => [
                "released in part",
                "The batch was held as a whole; since the decision a part is public, and a part waits for its release.",
            ],
            Settled::Awaits => [
                "accepted",
                "The batch was held as a whole; it was decided about, and waits for its release.",
            ],
            Settled::Refused => [
                "refused",
                "The batch was held as a whole and refused by a decision: nothing of it is public.",
            ],
            Settled::Superseded => [
                "replaced",
                "The batch was held as a whole; later figures came in its place.",
            ],
        })
    },
    mode: |mode| match mode {
        BatchMode::Atomic => "all rows or none",
        BatchMode::Partial => "the good rows",
    },
    batch: |when, id| format!("Batch received {when} UTC ({id})"),
    id: "Id",
    mode_label: "Taken",
    version: "Data version",
    held_of_batch: [
        "Held figures",
        "Waiting for a decision",
        "Waiting for a release",
        "Released",
        "Refused",
        "Replaced by a later figure",
    ],
    decided: |verdict, when, who| {
        let what = match verdict {
            Verdict::Release => "Released",
            Verdict::Refuse => "Refused",
        };
        match who {
            Some(who) => format!("{what} {when} UTC by {who}"),
            None => format!("{what} {when} UTC"),
        }
    },
    to_held: "Look at the held figures",
    rows: "Rows with something to say",
    outcome: "Outcome",
    every_outcome: "all",
    outcome_rows: outcome_name,
    outcome_name,
    row_columns: ["Row", "Outcome", "Explanation", "Until now", "Sent"],
    no_rows: "There are no such rows.",
    take_along: "Download:",
    held: "Held figures",
    held_about: "These figures are unlike all that is known of the municipality and the indicator. Until somebody decides, only data stewards and the municipality they are about see them; comparisons keep the figure they had.",
    nothing_held: "No figure waits for a decision.",
    waiting: |n| format!("Waiting for a decision: {n}"),
    of_batch: "Figures of one batch are shown. Show all",
    labels: ["Sent", "Received"],
    row_of: |row, when, id| format!("row {row} of the batch received {when} UTC ({id})"),
    as_whole: "Its batch is held as a whole, and is decided about as one.",
    not_suspect: "The figure itself is not suspect; it waits with its batch.",
    decide_whole: "Decision about the whole batch",
    reason: "Reason",
    reason_hint: "For instance with whom and when the figure was checked. It stays with the decision.",
    verdicts: ["Release", "Refuse"],
    reason_missing: "Write a reason.",
    done: |decision| match (decision.decision, decision.awaiting_release) {
        (Verdict::Release, 0) => format!("Released; data version {}.", decision.version),
        (Verdict::Release, all) if all == decision.figures => {
            "Accepted; it becomes public with the release of its indicator.".to_owned()
        }
        (Verdict::Release, some) => format!(
            "Released; data version {}. Waiting for a release: {some}.",
            decision.version
        ),
        (Verdict::Refuse, _) => "Refused; nothing was made public.".to_owned(),
    },
    parts: Parts {
        feeds: "The feeds",
        batches: "The list of batches",
        receipt: "The receipt",
        held: "The held figures",
        decision: "The decision",
    },
};

/// The ends that a batch meets which was held as a whole.
enum Settled {
    Released,
    InPart,
    Awaits,
    Refused,
    Superseded,
}

impl Settled {
    /// `None` while some of it waits for a decision.
    fn of(held: &HeldOfBatch) -> Option<Settled> {
        if held.waiting > 0 {
            return None;
        }
        Some(match (held.released, held.awaiting_release) {
            (0, 0) if held.refused > 0 => Settled::Refused,
            (0, 0) => Settled::Superseded,
            (0, _) => Settled::Awaits,
            (_, 0) => Settled::Released,
            (_, _) => Settled::InPart,
        })
    }
}

fn outcome_name(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::New => "new",
        RowOutcome::Changed => "changed",
        RowOutcome::Unchanged => "unchanged",
        RowOutcome::Refused => "refused",
        RowOutcome::Suspect => "suspect",
    }
}
