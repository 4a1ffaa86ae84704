//! What the `Chart` trait promises, held against every state.

use crate::states;
use blis_charts::{Chart, Scheme, Step};

fn charts() -> Vec<(&'static str, Box<dyn Chart>)> {
    states::all()
        .into_iter()
        .filter_map(|(name, chart)| chart.ok().map(|chart| (name, chart)))
        .collect()
}

#[test]
fn every_mark_is_reached_by_keys_and_by_pointing() {
    for (name, chart) in charts() {
        let mut seen = vec![false; chart.marks().len()];
        let mut open: Vec<usize> = chart.step(None, Step::Right).into_iter().collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(Step::ALL.iter().filter_map(|step| chart.step(Some(at), *step)));
            }
        }
        assert!(seen.iter().all(|seen| *seen), "{name}: a mark no key leads to");
        for mark in chart.marks() {
            let found = chart.mark_at(mark.x + mark.width / 2.0, mark.y + mark.height / 2.0);
            assert!(
                found.is_some(),
                "{name}: nothing is found in the middle of a mark"
            );
        }
    }
}

#[test]
fn marks_lie_on_the_chart_and_say_something() {
    for (name, chart) in charts() {
        for mark in chart.marks() {
            assert!(
                mark.x + mark.width >= 0.0 && mark.x <= f64::from(chart.width()),
                "{name}: a mark beside the chart"
            );
            assert!(
                !mark.card.title.is_empty() && !mark.card.lines.is_empty(),
                "{name}: an empty card"
            );
        }
        assert!(
            chart.description().ends_with('.'),
            "{name}: a description is made of sentences"
        );
    }
}

#[test]
fn documents_pass_a_strict_content_security_policy() {
    for (name, chart) in charts() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let svg = chart.svg(scheme, Some(0)).unwrap();
            assert!(
                svg.contains("viewBox=\"0 0 ") && svg.contains("role=\"img\""),
                "{name}: no scaling root"
            );
            let tags = svg
                .split('<')
                .filter_map(|piece| piece.split_once('>').map(|(tag, _)| tag));
            for tag in tags {
                for forbidden in ["style", "script", "href", " onclick"] {
                    assert!(!tag.contains(forbidden), "{name}: `{forbidden}` in <{tag}>");
                }
            }
        }
    }
}

#[test]
fn a_name_cannot_break_the_document() {
    let mut sample = crate::sample::Sample::spending();
    for name in sample.names.values_mut() {
        *name = "<script>\"&'\u{1}\n</text>".to_owned();
    }
    let comparison = sample.comparison();
    let input = sample.ranking(&comparison, 640, blis_charts::Extent::Whole);
    let svg = blis_charts::RankingChart::build(&input)
        .map(|chart| chart.svg(Scheme::Light, None))
        .unwrap()
        .unwrap();
    assert!(!svg.contains("<script") && !svg.contains('\u{1}'));
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
}

#[test]
fn a_strip_is_light() {
    for (name, chart) in charts().into_iter().filter(|(name, _)| name.starts_with("strip")) {
        let length = chart.svg(Scheme::Light, None).unwrap().len();
        assert!(
            length < 1_400,
            "{name}: {length} bytes; a page holds sixty of them"
        );
    }
}
