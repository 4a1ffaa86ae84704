//! Taking values back by a feed, in each of its notations.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use serde_json::{Value, json};

on_both!(
    a_withdrawn_value_is_told_in_every_answer,
    each_notation_takes_values_back,
    a_withdrawal_with_a_value_is_a_fault,
);

fn withdrawal(area: &str, period: &str) -> Value {
    json!({"indicator": UNEMPLOYMENT, "area": area, "period": period, "action": "D"})
}

/// Who compares, who keeps a copy and who sent it: each has to see that the value was taken back.
async fn a_withdrawn_value_is_told_in_every_answer(app: TestApp) {
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await;
    let receipt = feed.push(Push::rows(&[withdrawal(SALDUS, "2016")])).await.json();
    assert_eq!(
        (&receipt["changed"], &receipt["received"]),
        (&json!(1), &json!(1))
    );
    let told = &receipt["rows"][0];
    assert_eq!(
        (&told["outcome"], &told["code"], &told["old"], &told["new"]),
        (&json!("changed"), &json!("withdrawn"), &json!(7.5), &Value::Null)
    );
    assert_eq!(told["message"], "The value 7.5 is withdrawn.");

    let get = async |path: String| app.visitor().get(&path).await.json();
    let question = format!("indicator={UNEMPLOYMENT}&area={SALDUS}");
    let compared = get(format!("/compare?{question}&period=2016")).await;
    assert_eq!(
        (&compared["value"], &compared["status"], &compared["reason"]),
        (&Value::Null, &json!("O"), &json!("withdrawn"))
    );
    let series = get(format!("/indicators/{UNEMPLOYMENT}/series?peers=country")).await;
    assert_eq!(series["withdrawn"], json!([{"period": "2016", "area": SALDUS}]));
    let listed = get(format!("/observations?{question}")).await;
    assert_eq!(listed["items"][0]["withdrawn"], true);
    let changes = get(format!("/observations/changes?{question}")).await;
    let last = &changes["items"][1];
    assert_eq!(
        (&last["value"], &last["withdrawn"], &last["previous"]["value"]),
        (&Value::Null, &json!(true), &json!(7.5))
    );
}

async fn each_notation_takes_values_back(app: TestApp) {
    let feed = app.feed("srda").await;
    let bodies = [
        (
            "text/csv",
            format!("ACTION,indicator,area,period\nD,{UNEMPLOYMENT},{SALDUS},2016\n"),
        ),
        (
            "text/csv",
            format!("indicator,area,period,value,action\n{UNEMPLOYMENT},{SALDUS},2016,,d\n"),
        ),
        (
            "application/x-ndjson",
            format!("{}\n", withdrawal(SALDUS, "2016")),
        ),
    ];
    for (content_type, body) in bodies {
        feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
            .await;
        let receipt = feed.push(Push::of(content_type, body.as_str())).await.json();
        assert_eq!(
            receipt["rows"][0]["code"], "withdrawn",
            "{content_type}: {receipt}"
        );
        let again = feed.push(Push::of(content_type, body.as_str())).await.json();
        assert_eq!(again["unchanged"], 1, "{content_type}");
    }
}

async fn a_withdrawal_with_a_value_is_a_fault(app: TestApp) {
    let feed = app.feed("srda").await;
    let mut both = withdrawal(SALDUS, "2016");
    both["value"] = json!(7.5);
    let mut unknown = withdrawal(SALDUS, "2015");
    unknown["action"] = json!("DELETE");
    let receipt = feed.push(Push::rows(&[both, unknown])).await.json();
    let told = |at: usize| {
        (
            receipt["rows"][at]["code"].clone(),
            receipt["rows"][at]["field"].clone(),
        )
    };
    assert_eq!(told(0), (json!("not_with_withdrawal"), json!("value")));
    assert_eq!(told(1), (json!("invalid_action"), json!("action")));
}
