//! `/networks`.

use crate::support::{SALDUS, TestApp};
use blis_domain::problem::ProblemCode;
use blis_store::AuditContext;

on_both!(the_networks_know_their_members, what_is_no_network_is_not_found);

async fn the_networks_know_their_members(app: TestApp) {
    let networks = app.client().networks().await.unwrap();
    assert_eq!(
        networks.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(),
        ["N1", "N2", "N3", "N4"]
    );
    let members = [("N2".parse().unwrap(), SALDUS.parse().unwrap())];
    app.store
        .set_network_members(&members, true, &AuditContext::command("test"))
        .unwrap();
    let network = app.client().network(&"N2".parse().unwrap()).await.unwrap();
    assert_eq!((network.members.len(), network.demonstration), (1, true));
    let found = app.visitor().get("/areas?network=N2").await.json();
    assert_eq!(found["items"][0]["code"], SALDUS);
    assert_eq!(app.visitor().get("/instance").await.json()["demonstration"], true);
}

async fn what_is_no_network_is_not_found(app: TestApp) {
    for path in ["/networks/N9", "/networks/none"] {
        app.visitor().get(path).await.problem(ProblemCode::NotFound);
    }
}
