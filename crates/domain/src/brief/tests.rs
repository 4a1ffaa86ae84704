use super::*;
use crate::compare::Band;
use crate::indicator::{Dimension, Direction, PolicyArea};
use crate::locale::NO_BREAK_SPACE;
use crate::samples;
use crate::text::Language;
use proptest::prelude::*;

mod questions;

const OTHERS: usize = 11;

fn year(year: u16) -> Period {
    Period::year(year).unwrap()
}

fn codes() -> Vec<AreaCode> {
    (0..=OTHERS).map(|n| format!("{n:07}").parse().unwrap()).collect()
}

fn division() -> Vec<Area> {
    let named = |(n, code): (usize, AreaCode)| Area {
        name: Text::new(format!("{n}. novads"), format!("Municipality {n}")),
        ..samples::area(code)
    };
    codes().into_iter().enumerate().map(named).collect()
}

/// A figure per cent, by its code, policy area, dimension and direction.
fn sheet(code: &str, policy_area: PolicyArea, dimension: Dimension, direction: Direction) -> Indicator {
    Indicator {
        policy_area,
        dimension,
        direction,
        name: Text::new(format!("Rādītājs {code}"), format!("Indicator {code}")),
        unit: samples::unit("percent", "%"),
        ..samples::indicator(code.parse().unwrap())
    }
}

fn good(code: &str, policy_area: PolicyArea) -> Indicator {
    sheet(code, policy_area, Dimension::Quality, Direction::Higher)
}

/// The municipality asked about with a value for each year, beside eleven that have 10, 11 … 20 every year.
fn block(indicator: &Indicator, own: &[(u16, Option<f64>)]) -> Series {
    let years = own.iter().map(|(one, _)| year(*one)).collect();
    let mut series = Series::empty(indicator.code.clone(), codes(), years);
    for (row, (_, value)) in own.iter().enumerate() {
        series.values[row][0] = *value;
        series.status[row].fill(ObservationStatus::Normal);
        if value.is_none() {
            series.status[row][0] = ObservationStatus::Missing;
        }
        for column in 1..=OTHERS {
            series.values[row][column] = Some(9.0 + column as f64);
        }
    }
    series
}

fn now(indicator: Indicator, own: f64) -> (Indicator, Series) {
    let series = block(&indicator, &[(2016, Some(own))]);
    (indicator, series)
}

struct Case {
    area: Area,
    areas: Vec<Area>,
    peers: Vec<AreaCode>,
    comparators: Vec<(PeerSelector, Vec<AreaCode>)>,
    nearest: Vec<AreaCode>,
    period: Option<Period>,
}

impl Case {
    /// Compared with all, asked of two sets that hold everybody.
    fn new() -> Case {
        let areas = division();
        Case {
            area: areas[0].clone(),
            peers: codes(),
            comparators: vec![(PeerSelector::All, codes()), (PeerSelector::Country, codes())],
            nearest: vec![],
            period: None,
            areas,
        }
    }

    fn page(&self, figures: &[(Indicator, Series)]) -> Brief {
        let asked = Asked {
            area: &self.area,
            areas: &self.areas,
            selector: &PeerSelector::All,
            peers: &self.peers,
            comparators: &self.comparators,
            nearest: &self.nearest,
            period: self.period,
        };
        brief(
            &asked,
            figures.iter().map(|(indicator, series)| (indicator, series)),
        )
    }
}

fn page(figures: &[(Indicator, Series)]) -> Brief {
    Case::new().page(figures)
}

fn of(merits: &[BriefMerit]) -> Vec<&str> {
    merits.iter().map(|one| one.evidence.indicator.as_str()).collect()
}

fn rules(page: &Brief) -> Vec<QuestionRule> {
    page.questions.iter().map(|one| one.rule).collect()
}

fn asked_by(page: &Brief, rule: QuestionRule) -> &BriefQuestion {
    let found = page.questions.iter().find(|one| one.rule == rule);
    found.unwrap_or_else(|| panic!("{rule:?} raised no question: {:?}", rules(page)))
}

fn count(page: &Brief, reason: LeftOutReason) -> u32 {
    let found = page.left_out.iter().find(|one| one.reason == reason);
    found.map_or(0, |one| one.count)
}

#[test]
fn one_of_each_policy_area_comes_before_the_second_of_any() {
    use PolicyArea::{EducationCulture, Governance, SocialHealth};
    let figures = [
        now(good("A.ONE", EducationCulture), 30.0),
        now(good("A.TWO", EducationCulture), 30.0),
        now(good("B.ONE", SocialHealth), 19.5),
        now(good("B.BAD", SocialHealth), 1.0),
        now(good("C.MIDDLE", Governance), 15.0),
    ];
    let page = page(&figures);
    assert_eq!(of(&page.strengths), ["A.ONE", "B.ONE", "A.TWO"]);
    assert_eq!(
        of(&page.concerns),
        ["B.BAD"],
        "a list is not filled up with what does not stand out"
    );
    assert_eq!((page.strengths[0].sets_agreeing, page.strengths[0].sets), (2, 2));
    assert_eq!(
        page.strengths[0].text.lv.replace(NO_BREAK_SPACE, " "),
        "„Rādītājs A.ONE” (2016): 30,0 %, par 14,5 procentpunktiem virs mediānas (15,5 %); vērtība ir 12 no 12 \
         salīdzinātajām pašvaldībām. Labākā ceturtdaļa visos 2 salīdzinājumos."
    );
}

#[test]
fn what_cannot_be_chosen_judged_or_trusted_is_counted_and_not_told() {
    use LeftOutReason as R;
    let area = PolicyArea::Governance;
    let mut forecast = now(good("A.FORECAST", area), 30.0);
    forecast.1.status[0][0] = ObservationStatus::Forecast;
    let mut few = now(good("A.FEW", area), 30.0);
    for column in 1..=5 {
        few.1.values[0][column] = None;
    }
    let mut level = now(good("A.LEVEL", area), 30.0);
    level.1.values[0].fill(Some(5.0));
    let old = good("A.OLD", area);
    let series = block(&old, &[(2014, Some(30.0)), (2016, None)]);
    let never = good("A.NEVER", area);
    let nothing = block(&never, &[(2016, None)]);
    let context = sheet(
        "A.CONTEXT",
        PolicyArea::Context,
        Dimension::Context,
        Direction::Higher,
    );
    let figures = [
        now(context, 30.0),
        now(sheet("A.PLAIN", area, Dimension::Priority, Direction::None), 30.0),
        now(sheet("A.BASE", area, Dimension::Base, Direction::Higher), 30.0),
        forecast,
        few,
        level,
        (old, series),
        (never, nothing),
    ];
    let page = page(&figures);
    assert!(page.strengths.is_empty() && page.concerns.is_empty());
    assert_eq!(page.indicators, 7, "base counts are no part of a profile");
    for reason in [
        R::Context,
        R::NoDirection,
        R::Doubtful,
        R::TooFewValues,
        R::NoSpread,
        R::OutOfDate,
        R::NoValue,
    ] {
        assert_eq!(count(&page, reason), 1, "{reason:?} in {:?}", page.left_out);
    }
}

#[test]
fn what_lies_years_behind_the_newest_figure_says_nothing_of_today() {
    let area = PolicyArea::Governance;
    let at = |code: &str, year: u16| {
        let indicator = good(code, area);
        let series = block(&indicator, &[(year, Some(30.0))]);
        (indicator, series)
    };
    let page = page(&[at("A.NEW", 2016), at("A.TURNOUT", 2012), at("A.OLD", 2011)]);
    assert_eq!(of(&page.strengths), ["A.NEW", "A.TURNOUT"]);
    assert_eq!(count(&page, LeftOutReason::OutOfDate), 1);
}

#[test]
fn a_provisional_figure_is_marked() {
    let mut figure = now(good("A.ONE", PolicyArea::Governance), 30.0);
    figure.1.status[0][0] = ObservationStatus::Provisional;
    let page = page(&[figure]);
    let told = &page.strengths[0];
    assert_eq!(
        told.evidence.mark,
        Some(Text::new("provizoriska vērtība", "provisional value"))
    );
    assert!(
        told.text.lv.contains("; provizoriska vērtība;"),
        "{}",
        told.text.lv
    );
}

#[test]
fn what_depends_on_whom_one_asks_is_not_told() {
    // Best quarter of all; in the middle of those with the highest values.
    let figure = now(good("A.ONE", PolicyArea::Governance), 18.5);
    let mut case = Case::new();
    assert_eq!(of(&case.page(std::slice::from_ref(&figure)).strengths), ["A.ONE"]);
    let upper = codes().into_iter().filter(|code| code.as_str() != "0000001");
    let mut upper: Vec<AreaCode> = upper.skip(4).collect();
    upper.push(codes()[0].clone());
    case.comparators = vec![(PeerSelector::Country, upper.clone()), (PeerSelector::All, upper)];
    let page = case.page(&[figure]);
    assert!(page.strengths.is_empty());
    assert_eq!(count(&page, LeftOutReason::Divided), 1);
}

fn any_figure() -> impl Strategy<Value = (Indicator, Series)> {
    let rows = prop::collection::vec(
        prop::collection::vec(prop::option::of(0.0..40.0f64), OTHERS + 1),
        5,
    );
    let areas = prop::sample::select(PolicyArea::ALL.to_vec());
    let dimensions = prop::sample::select(Dimension::ALL.to_vec());
    let directions = prop::sample::select(Direction::ALL.to_vec());
    (areas, dimensions, directions, rows).prop_map(|(area, dimension, direction, rows)| {
        let indicator = sheet("TMP", area, dimension, direction);
        let own: Vec<(u16, Option<f64>)> = (2012u16..).zip(&rows).map(|(one, row)| (one, row[0])).collect();
        let mut series = block(&indicator, &own);
        series.values = rows;
        (indicator, series)
    })
}

proptest! {
    #[test]
    fn whatever_the_figures_the_page_keeps_its_promises(
        mut figures in prop::collection::vec(any_figure(), 0..14),
        partner in any::<prop::sample::Index>(),
    ) {
        for (n, (indicator, series)) in figures.iter_mut().enumerate() {
            indicator.code = format!("A.N{n}").parse().unwrap();
            series.indicator = indicator.code.clone();
        }
        if !figures.is_empty() {
            let code = figures[partner.index(figures.len())].0.code.clone();
            figures.iter_mut().for_each(|(one, _)| one.partners = vec![code.clone()]);
        }
        let mut case = Case::new();
        case.nearest = codes()[1..].to_vec();
        let page = case.page(&figures);
        prop_assert_eq!(&page, &case.page(&figures));
        prop_assert!(page.strengths.len() <= MOST_MERITS && page.concerns.len() <= MOST_MERITS);
        prop_assert!(page.questions.len() <= MOST_QUESTIONS);
        for (merits, band) in [(&page.strengths, Band::Best), (&page.concerns, Band::Worst)] {
            for one in merits {
                prop_assert_eq!(one.evidence.band, Some(band));
                prop_assert!(one.evidence.policy_area != PolicyArea::Context);
                prop_assert!(one.evidence.with_value >= 8);
            }
        }
        let mut asked: Vec<_> = page.questions.iter().flat_map(|one| &one.evidence).map(|one| &one.indicator).collect();
        let all = asked.len();
        asked.sort();
        asked.dedup();
        prop_assert_eq!(asked.len(), all, "an indicator is asked about once");
        for one in &page.questions {
            for language in Language::ALL {
                let text = one.text.get(language);
                prop_assert!(text.ends_with('?') && !text.contains('!'), "{}", text);
                prop_assert!(!text.contains("vieta") && !text.contains("rank"), "{}", text);
                prop_assert!(!one.why.get(language).contains("NaN"));
            }
        }
        let written = serde_json::to_string(&page).unwrap();
        prop_assert_eq!(serde_json::from_str::<Brief>(&written).unwrap(), page);
    }
}
