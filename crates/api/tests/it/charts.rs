//! `/charts`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;

on_both!(
    charts_are_drawn_in_the_language_asked_for,
    a_chart_of_nothing_is_not_found,
    a_chart_has_a_sensible_size,
    a_chart_says_what_it_shows_and_where_it_comes_from,
    a_chart_is_had_as_an_image
);

async fn charts_are_drawn_in_the_language_asked_for(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2015", |n| 6.0 + n as f64 / 7.0);
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64 / 7.0);
    for chart in ["ranking", "trend", "distribution"] {
        let path = format!("/charts/{chart}.svg?indicator={UNEMPLOYMENT}&area={SALDUS}");
        let english = app.visitor().get_in("en", &path).await;
        assert_eq!(english.status, 200, "{chart}: {}", english.text());
        assert_eq!(english.header("content-type"), "image/svg+xml");
        assert_eq!(english.header("content-language"), "en");
        assert!(english.text().starts_with("<svg"), "{chart}");
        let latvian = app.visitor().get_in("en", &format!("{path}&lang=lv")).await;
        assert_eq!(latvian.header("content-language"), "lv");
        assert_ne!(
            latvian.text(),
            english.text(),
            "{chart}: words follow the language"
        );
        assert_ne!(latvian.header("etag"), english.header("etag"));
        let dark = app.visitor().get_in("en", &format!("{path}&scheme=dark")).await;
        assert_ne!(dark.text(), english.text(), "{chart}: colours follow the scheme");
    }
}

async fn a_chart_of_nothing_is_not_found(app: TestApp) {
    for chart in ["ranking", "trend", "distribution"] {
        let path = format!("/charts/{chart}.svg?indicator=GOV.SAT&area={SALDUS}");
        app.visitor().get(&path).await.problem(ProblemCode::NotFound);
    }
    app.visitor()
        .get("/charts/pie.svg")
        .await
        .problem(ProblemCode::NotFound);
}

async fn a_chart_has_a_sensible_size(app: TestApp) {
    for query in [
        "width=10",
        "width=100000",
        "scheme=pink",
        "indicator=CTX.NONE",
        "area=9999999",
    ] {
        let rest = if query.starts_with("indicator") || query.starts_with("area") {
            query.to_owned()
        } else {
            format!("indicator={UNEMPLOYMENT}&area={SALDUS}&{query}")
        };
        let reply = app.visitor().get(&format!("/charts/ranking.svg?{rest}")).await;
        reply.problem(ProblemCode::InvalidParameter);
    }
}

async fn a_chart_says_what_it_shows_and_where_it_comes_from(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64 / 7.0);
    let path = format!("/charts/ranking.svg?indicator={UNEMPLOYMENT}&area={SALDUS}&peers=all");
    let drawing = app.visitor().get_in("en", &path).await;
    // Lines are broken where they must be; words are not.
    for word in [
        "Saldus",
        "unemployment",
        "pilot",
        "2016",
        "Source:",
        "BLIS,",
        "version",
    ] {
        assert!(drawing.text().contains(word), "{word}");
    }
    let bare = app.visitor().get_in("en", &format!("{path}&caption=false")).await;
    assert!(
        !bare.text().contains("Source:"),
        "a page has a caption of its own"
    );
    let other = app.pilots().into_iter().find(|code| code != SALDUS).unwrap();
    let picked = app.visitor().get_in("en", &format!("{path}&pick={other}")).await;
    assert_ne!(picked.text(), drawing.text(), "the picked one stands out");
    let many = app.pilots()[..6].join(",");
    for wrong in [format!("{other},{other}"), "9".to_owned(), many] {
        let reply = app.visitor().get(&format!("{path}&pick={wrong}")).await;
        reply.problem(ProblemCode::InvalidParameter);
    }
}

async fn a_chart_is_had_as_an_image(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64 / 7.0);
    for chart in ["ranking", "trend", "distribution"] {
        let path = format!("/charts/{chart}.png?indicator={UNEMPLOYMENT}&area={SALDUS}&width=400");
        let reply = app.visitor().get(&path).await;
        assert_eq!(reply.header("content-type"), "image/png", "{}", reply.text());
        let bytes = &reply.body;
        assert!(bytes.starts_with(b"\x89PNG"), "{chart}");
        let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
        assert_eq!(width, 2 * (400 + 32), "{chart}: twice as fine, with a margin");
        let again = app.visitor().get(&path).await;
        assert_eq!(bytes, &again.body, "{chart}: the same figures are the same image");
    }
}
