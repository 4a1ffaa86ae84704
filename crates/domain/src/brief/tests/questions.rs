//! The questions, rule by rule.

use super::*;

/// A cost and the coverage it buys, in their quarters.
fn cost_and_coverage(cost: f64, coverage: f64) -> [(Indicator, Series); 2] {
    let area = PolicyArea::SocialHealth;
    let covers = sheet("A.COV", area, Dimension::Coverage, Direction::Higher);
    let costs = Indicator {
        partners: vec![covers.code.clone()],
        ..sheet("A.COST", area, Dimension::Productivity, Direction::Lower)
    };
    [now(costs, cost), now(covers, coverage)]
}

#[test]
fn cheap_is_no_strength_where_few_are_served() {
    let page = page(&cost_and_coverage(1.0, 1.0));
    assert!(page.strengths.is_empty());
    assert_eq!(count(&page, LeftOutReason::PartnerSaysOtherwise), 1);
    let question = asked_by(&page, QuestionRule::CostLowResultLow);
    assert_eq!(
        question.text.lv,
        "Vai rādītāji „Rādītājs A.COST” (zemākā ceturtdaļa) un „Rādītājs A.COV” (zemākā ceturtdaļa) ir saistīti, un vai \
         tāds samērs ir domes izvēle?"
    );
    assert_eq!(question.evidence.len(), 2);
}

#[test]
fn dear_is_asked_about_where_few_are_served_and_no_concern_where_many_are() {
    let dear = page(&cost_and_coverage(30.0, 1.0));
    assert_eq!(of(&dear.concerns), ["A.COST", "A.COV"]);
    assert_eq!(
        rules(&dear),
        [QuestionRule::CostHighResultLow],
        "each figure is asked about once"
    );
    assert_eq!(
        dear.questions[0].text.en,
        "What determines “Indicator A.COST” (highest quarter), and what would it take for “Indicator A.COV” (lowest \
         quarter) to improve?"
    );
    let served = page(&cost_and_coverage(30.0, 30.0));
    assert!(served.concerns.is_empty() && served.questions.is_empty());
    assert_eq!(of(&served.strengths), ["A.COV"]);
}

#[test]
fn the_worst_quarter_everywhere_is_asked_about() {
    let figures = [now(good("A.ONE", PolicyArea::Governance), 1.0)];
    let page = page(&figures);
    let question = asked_by(&page, QuestionRule::WorstInEverySet);
    assert_eq!(
        question.text.lv,
        "Kā izskaidrojams, ka „Rādītājs A.ONE” ir zemākajā ceturtdaļā abos salīdzinājumos, un ko no tā varam ietekmēt?"
    );
    let mut case = Case::new();
    case.comparators.pop();
    assert!(
        case.page(&figures).questions.is_empty(),
        "one comparison is not all of them"
    );
}

const FALLING: [(u16, Option<f64>); 5] = [
    (2012, Some(15.0)),
    (2013, Some(17.0)),
    (2014, Some(16.0)),
    (2015, Some(15.0)),
    (2016, Some(13.0)),
];

#[test]
fn what_moves_away_year_by_year_is_asked_about_since_when() {
    let indicator = good("A.ONE", PolicyArea::Governance);
    let series = block(&indicator, &FALLING);
    let page = page(&[(indicator, series)]);
    let question = asked_by(&page, QuestionRule::MovingAway);
    let since = question.since.as_ref().unwrap();
    assert_eq!((since.period, since.value, since.n), (year(2013), 17.0, 12));
    assert_eq!(
        question.text.lv,
        "Kāpēc „Rādītājs A.ONE” kopš 2013. gada salīdzinājumā ar mediānu katru gadu samazinās, un ko no tā varam ietekmēt?"
    );
    assert_eq!(question.evidence[0].link.view, crate::evidence::FigureView::Trend);
}

#[test]
fn no_drift_goes_over_a_break_or_comes_from_peers_who_come_and_go() {
    let indicator = good("A.ONE", PolicyArea::Governance);
    let mut broken = block(&indicator, &FALLING);
    broken.status[3][0] = ObservationStatus::Break;
    let figures = [(indicator.clone(), broken)];
    assert!(
        page(&figures).questions.is_empty(),
        "two years since the break are too few"
    );

    let level: Vec<(u16, Option<f64>)> = (2012..=2016).map(|one| (one, Some(15.0))).collect();
    let mut leaving = block(&indicator, &level);
    for row in 1..5 {
        leaving.values[row][row] = None;
        if row > 1 {
            leaving.values[row][row - 1] = None;
        }
    }
    assert!(page(&[(indicator, leaving)]).questions.is_empty());
}

#[test]
fn the_nearest_of_those_alike_is_asked_what_it_does() {
    let figure = now(good("A.ONE", PolicyArea::Governance), 13.0);
    let mut case = Case::new();
    case.nearest = vec![codes()[9].clone(), codes()[11].clone()];
    let page = case.page(std::slice::from_ref(&figure));
    let question = asked_by(&page, QuestionRule::FarFromSimilar);
    assert_eq!(question.similar.as_ref().unwrap().value, 18.0);
    assert_eq!(question.evidence[0].link.pick, [codes()[9].clone()]);
    assert_eq!(
        question.text.lv.replace(NO_BREAK_SPACE, " "),
        "Ko varam mācīties no līdzīgas pašvaldības (9. novads), kurai „Rādītājs A.ONE” ir 18,0 %, bet mums – 13,0 %?"
    );
    case.nearest = vec![codes()[3].clone(), codes()[11].clone()];
    assert!(
        case.page(&[figure]).questions.is_empty(),
        "the nearest one is no better: nobody further away is sought for the sake of the gap"
    );
}

#[test]
fn a_figure_that_others_have_is_asked_for_unless_its_absence_protects_somebody() {
    let plain = sheet(
        "A.ONE",
        PolicyArea::Governance,
        Dimension::Priority,
        Direction::None,
    );
    let mut series = block(&plain, &[(2015, Some(3.0)), (2016, None)]);
    let figures = [(plain.clone(), series.clone())];
    let page = page(&figures);
    let question = asked_by(&page, QuestionRule::Missing);
    assert_eq!(
        question.text.lv,
        "Kas vajadzīgs, lai arī mums būtu rādītāja „Rādītājs A.ONE” 2016. gada vērtība, kāda ir 11 no 11 pārējām \
         salīdzinātajām pašvaldībām?"
    );
    assert_eq!(question.evidence[0].period, Some(year(2016)));

    series.status[1][0] = ObservationStatus::Suppressed;
    let hidden = Case::new().page(&[(plain.clone(), series.clone())]);
    assert!(
        hidden.questions.is_empty(),
        "nobody is asked for what may not be shown"
    );

    series.status[1][0] = ObservationStatus::Missing;
    let mut case = Case::new();
    case.area.valid_to = Some("2016-06-30".to_owned());
    assert!(
        case.page(&[(plain, series)]).questions.is_empty(),
        "who was not there any more has no figure to bring"
    );
}

#[test]
fn the_rules_take_turns() {
    let areas = [PolicyArea::Governance, PolicyArea::SocialHealth];
    let mut figures: Vec<(Indicator, Series)> = Vec::new();
    for (n, area) in areas.into_iter().cycle().take(8).enumerate() {
        figures.push(now(good(&format!("A.W{n}"), area), 1.0));
    }
    let missing = good("A.NONE", PolicyArea::Governance);
    let series = block(&missing, &[(2016, None)]);
    figures.push((missing, series));
    let page = page(&figures);
    assert_eq!(page.questions.len(), MOST_QUESTIONS);
    assert_eq!(
        rules(&page)[..2],
        [QuestionRule::WorstInEverySet, QuestionRule::Missing]
    );
    let second = &page.questions[2].evidence[0];
    assert_eq!(
        second.policy_area,
        PolicyArea::SocialHealth,
        "a policy area that was not asked about comes first"
    );
}
