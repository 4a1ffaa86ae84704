//! `GET /indicators` and `GET /indicators/{code}`.

use crate::support::{TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;

on_both!(
    the_catalogue_is_found_by_words_and_kind,
    a_sheet_is_read_by_its_code
);

async fn the_catalogue_is_found_by_words_and_kind(app: TestApp) {
    let visitor = app.visitor();
    let whole = visitor.get("/indicators").await.json();
    let items = whole["items"].as_array().unwrap();
    assert_eq!(whole["total"], items.len());
    for (query, member, wanted) in [
        ("policy_area=context", "policy_area", "context"),
        ("dimension=quality", "dimension", "quality"),
        ("network=N4", "policy_area", "education_culture"),
    ] {
        let found = visitor.get(&format!("/indicators?{query}")).await.json();
        let expected = items.iter().filter(|sheet| sheet[member] == wanted).count();
        assert!(expected > 0);
        assert_eq!(found["total"], expected, "{query}");
    }
    let found = visitor.get("/indicators?q=BEZDARBA%20limenis").await.json();
    assert!(
        found["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|sheet| sheet["code"] == UNEMPLOYMENT)
    );
    visitor
        .get("/indicators?network=N9")
        .await
        .problem(ProblemCode::InvalidParameter);
}

async fn a_sheet_is_read_by_its_code(app: TestApp) {
    let sheet = app
        .client()
        .indicator(&UNEMPLOYMENT.parse().unwrap(), None)
        .await
        .unwrap();
    assert_eq!(sheet.unit.code, "percent");
    app.visitor()
        .get("/indicators/CTX.NONE")
        .await
        .problem(ProblemCode::NotFound);
    app.visitor()
        .get("/indicators/no%20code")
        .await
        .problem(ProblemCode::NotFound);
}
