//! `GET /areas/{code}`.

use crate::support::{SALDUS, TestApp};
use blis_domain::problem::ProblemCode;

on_both!(an_area_is_read_in_both_spellings, what_is_not_there_is_not_found);

async fn an_area_is_read_in_both_spellings(app: TestApp) {
    let area = app.client().area(&SALDUS.parse().unwrap(), None).await.unwrap();
    assert_eq!(area.name.lv, "Saldus novads");
    assert!(
        !area.successors.is_empty(),
        "Saldus was merged in 2021 and has a successor"
    );
    let spelled = app.visitor().get(&format!("/areas/LV{SALDUS}")).await.json();
    assert_eq!(spelled["code"], SALDUS);
}

async fn what_is_not_there_is_not_found(app: TestApp) {
    for path in [
        "/areas/9999999",
        "/areas/Saldus",
        "/areas/9999999/similar",
        "/areas/9999999/profile",
    ] {
        let problem = app.visitor().get(path).await.problem(ProblemCode::NotFound);
        assert_eq!(problem.instance, format!("/api/v1{path}"));
    }
}
