//! The typed client has a method for every operation, and the method calls that operation.

use super::operations;
use crate::support::{SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_client::{
    AuditQuery, ChangesQuery, Client, ClientError, CompareQuery, HeldQuery, HiddenQuery, ObservationsQuery,
    PushCall, ReceiptQuery, UsersQuery,
};
use blis_domain::area::AreaScope;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::explanation::WriteExplanation;
use blis_domain::network::NetworkCode;
use blis_domain::observation::ObservationKey;
use blis_domain::peers::PeerSelector;
use blis_domain::preview::{AnswerFigure, OwnerAnswer};
use blis_domain::receipt::BatchMode;
use blis_domain::release::{PlanRelease, ReleaseStage};
use blis_domain::rights::Role;
use blis_domain::sheet::Sheet;
use blis_domain::text::{Language, Text};
use blis_domain::wire::{
    AcceptInvitation, AskPasswordReset, CatalogueFormat, ChangePassword, ConfirmSession, FirstAdmin,
    InviteUser, NewClient, NewClientSecret, NewGrant, NewWebhook, NewWebhookSecret, ResetPassword,
    SecondFactorCode, SettableState, SignIn, TableFormat, UpdateClient, UpdateMe, UpdateNetwork, UpdateUser,
    UpdateWebhook,
};
use serde_json::json;

on_both!(every_operation_has_a_method_of_the_client);

/// Operations without a method. The list only gets shorter.
const WITHOUT: [&str; 9] = [
    // Drawings: the page draws by itself, others put the address into theirs.
    "draw_distribution",
    "draw_ranking",
    "draw_trend",
    // For whoever runs the server, and for tools that know these addresses by their standards.
    "show_liveness",
    "show_readiness",
    "show_metrics",
    "show_keys",
    "show_authorization_server",
    "show_openapi",
];

async fn every_operation_has_a_method_of_the_client(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let feed = app.feed("srda").await;
    let client = app.client().with_token(feed.token);
    for operation in operations() {
        let line = format!("method=\"{}\",route=\"{}\"", operation.method, operation.path);
        let calls = async || {
            let metrics = app.visitor().get_root("/metrics").await.text();
            metrics
                .lines()
                .filter(|counted| counted.contains("_seconds_count{") && counted.contains(&line))
                .filter_map(|counted| counted.rsplit(' ').next()?.parse::<f64>().ok())
                .sum::<f64>()
        };
        let before = calls().await;
        let called = call(&client, operation.id()).await;
        let without = WITHOUT.contains(&operation.id());
        assert_eq!(
            called.is_none(),
            without,
            "{}: give it a method of blis-client and call it here, or take it out of WITHOUT",
            operation.id()
        );
        if let Some(outcome) = called {
            // A refusal is an answer of the operation too.
            let answered = matches!(
                outcome,
                Ok(()) | Err(ClientError::Problem(_) | ClientError::Token(_))
            );
            assert!(answered, "{}: {outcome:?}", operation.id());
            assert_eq!(
                calls().await,
                before + 1.0,
                "the method called something else than {}",
                operation.id()
            );
        }
    }
    for id in WITHOUT {
        assert!(
            operations().iter().any(|operation| operation.id() == id),
            "{id} is no operation any more"
        );
    }
}

/// Calls the method of an operation; `None` when there is none.
async fn call(client: &Client, id: &str) -> Option<Result<(), ClientError>> {
    let area = SALDUS.parse().unwrap();
    let indicator = UNEMPLOYMENT.parse().unwrap();
    Some(match id {
        "show_instance" => client.instance().await.map(drop),
        "list_areas" => client.areas(AreaScope::Pilot, None).await.map(drop),
        "show_area" => client.area(&area, None).await.map(drop),
        "list_similar_areas" => client.similar(&area, 3, None).await.map(drop),
        "export_comparison" => client
            .export_comparison(&CompareQuery::new(indicator, area), false, TableFormat::Csv)
            .await
            .map(drop),
        "show_profile" => client
            .profile(&area, &PeerSelector::All, None, None)
            .await
            .map(drop),
        "show_brief" => client
            .brief(&area, &PeerSelector::All, None, None)
            .await
            .map(drop),
        "list_networks" => client.networks(None).await.map(drop),
        "show_network" => client.network(&"N1".parse().unwrap(), None).await.map(drop),
        "list_indicators" => client.indicators().await.map(drop),
        "show_indicator" => client.indicator(&indicator, None).await.map(drop),
        "show_series" => client
            .series(&indicator, &PeerSelector::All, None)
            .await
            .map(drop),
        "show_comparison" => client
            .compare(&CompareQuery::new(indicator, area))
            .await
            .map(drop),
        "show_arithmetic" => client.arithmetic(&figure(), None).await.map(drop),
        "list_data_changes" => client.data_changes(None, None).await.map(drop),
        "list_changes" => client.changes(&ChangesQuery::default()).await.map(drop),
        "list_observations" => client.observations(&ObservationsQuery::default()).await.map(drop),
        "create_token" => client.token("nobody", "x", "feed:write").await.map(drop),
        "push_batch" => client.push("srda", push()).await.map(drop),
        "list_feeds" => client.feeds().await.map(drop),
        "list_batches" => client.batches("srda", None).await.map(drop),
        "show_batch" => client.batch("srda", "none").await.map(drop),
        "list_batch_rows" => {
            let query = ReceiptQuery::default();
            client.batch_rows("srda", "none", &query).await.map(drop)
        }
        "export_batch_rows" => {
            let query = ReceiptQuery::default();
            let table = client.batch_table("srda", "none", &query, TableFormat::Csv);
            table.await.map(drop)
        }
        "decide_batch" => client
            .decide_batch("x", "srda", "none", &refusal())
            .await
            .map(drop),
        "list_held" => client.held(&HeldQuery::default()).await.map(drop),
        "list_releases" => client.releases().await.map(drop),
        "show_release" => client.release("x").await.map(drop),
        "plan_release" => client.plan_release("x", &plan()).await.map(drop),
        "change_release" => client.change_release("x", "x", "\"1\"", &plan()).await.map(drop),
        "call_off_release" => client.call_off_release("x", "x").await,
        "publish_release" => client.publish_release("x", "x").await.map(drop),
        "list_release_figures" => client.release_figures("x", None).await.map(drop),
        "show_calendar" => client.calendar(None, None).await.map(drop),
        "list_overdue" => client.overdue(None, None, None).await.map(drop),
        "preview_area" => client.preview(&area, None).await.map(drop),
        "answer_figure" => client
            .answer_figure("x", &area, "1", &confirmed())
            .await
            .map(drop),
        "explain_figure" => client.explain("x", &figure(), &said()).await.map(drop),
        "withdraw_explanation" => client.withdraw_explanation("x", &figure()).await,
        "list_hidden" => client.hidden(&HiddenQuery::default()).await.map(drop),
        "decide_held" => client.decide_held("x", "1", &refusal()).await.map(drop),
        "show_me" => client.me().await.map(drop),
        "show_rights" => client.rights().await.map(drop),
        "sign_in" => client.sign_in(&sign_in()).await.map(drop),
        "renew_session" => client.renew_session().await.map(drop),
        "sign_out" => client.sign_out("x").await,
        "change_me" => client
            .change_me(
                "x",
                &UpdateMe {
                    name: None,
                    language: None,
                },
            )
            .await
            .map(drop),
        "change_my_password" => client.change_password("x", &change_password()).await,
        "list_my_sessions" => client.my_sessions().await.map(drop),
        "end_my_session" => client.end_my_session("x", "x").await,
        "export_me" => client.export_me().await.map(drop),
        "list_providers" => client.providers().await.map(drop),
        "list_my_identities" => client.my_identities().await.map(drop),
        "unlink_my_identity" => client.unlink_my_identity("x", "x").await,
        "confirm_session" => client.confirm_session("x", &confirm_session()).await.map(drop),
        "prepare_my_second_factor" => client.prepare_second_factor("x").await.map(drop),
        "confirm_my_second_factor" => client.confirm_second_factor("x", &code()).await.map(drop),
        "remove_my_second_factor" => client.remove_second_factor("x").await,
        "create_my_recovery_codes" => client.new_recovery_codes("x").await.map(drop),
        "list_my_log" => client.my_log(None).await.map(drop),
        "update_network" => {
            let asked = UpdateNetwork::default();
            client
                .update_network("x", &network(), "\"1\"", &asked)
                .await
                .map(drop)
        }
        "add_network_member" => client.add_network_member("x", &network(), &area).await,
        "remove_network_member" => client.remove_network_member("x", &network(), &area).await,
        "list_users" => client.users(&UsersQuery::default()).await.map(drop),
        "invite_user" => client.invite_user("x", &invitation()).await.map(drop),
        "invite_user_again" => client.invite_user_again("x", "x").await,
        "show_user" => client.user("x").await.map(drop),
        "erase_user" => client.erase_user("x", "x", "\"1\"").await,
        "export_user" => client.export_user("x").await.map(drop),
        "update_user" => client.update_user("x", "x", "\"1\"", &suspend()).await.map(drop),
        "give_role" => client.give_role("x", "x", &observer()).await.map(drop),
        "take_role" => client.take_role("x", "x", "x").await,
        "remove_user_second_factor" => client.remove_user_second_factor("x", "x").await,
        "end_user_sessions" => client.end_user_sessions("x", "x").await,
        "ask_password_reset" => {
            let email = "nobody@test.lv".to_owned();
            client.ask_password_reset(&AskPasswordReset { email }).await
        }
        "reset_password" => client.reset_password(&reset_password()).await,
        "accept_invitation" => client.accept_invitation(&accept_invitation()).await,
        "make_first_admin" => client.make_first_admin(&first_admin()).await,
        "list_outbox" => client.outbox().await.map(drop),
        "list_webhooks" => client.webhooks().await.map(drop),
        "show_webhook" => client.webhook("x").await.map(drop),
        "add_webhook" => client.add_webhook("x", &new_webhook()).await.map(drop),
        "update_webhook" => {
            let to = UpdateWebhook {
                description: None,
                address: None,
                events: None,
                suspended: Some(true),
            };
            client.update_webhook("x", "x", "\"1\"", &to).await.map(drop)
        }
        "remove_webhook" => client.remove_webhook("x", "x").await,
        "add_webhook_secret" => {
            let new = NewWebhookSecret {
                old_signs_hours: None,
            };
            client.add_webhook_secret("x", "x", &new).await.map(drop)
        }
        "ping_webhook" => client.ping_webhook("x", "x").await.map(drop),
        "list_deliveries" => client.deliveries("x").await.map(drop),
        "retry_delivery" => client.retry_delivery("x", "x", "x").await.map(drop),
        "list_clients" => client.machine_clients().await.map(drop),
        "show_client" => client.machine_client("x").await.map(drop),
        "add_client" => client.add_machine_client("x", &new_client()).await.map(drop),
        "update_client" => {
            let change = UpdateClient {
                name: None,
                scopes: None,
                allowed_addresses: None,
                suspended: Some(true),
            };
            client
                .update_machine_client("x", "x", "\"1\"", &change)
                .await
                .map(drop)
        }
        "remove_client" => client.remove_machine_client("x", "x").await,
        "add_client_secret" => {
            let new = NewClientSecret {
                expires_in_days: None,
            };
            client.add_client_secret("x", "x", &new).await.map(drop)
        }
        "revoke_client_secret" => client.revoke_client_secret("x", "x", "x").await,
        "export_audit" => {
            let all = AuditQuery::default();
            client.audit_table(&all, TableFormat::Csv).await.map(drop)
        }
        "update_indicator" => {
            let sheet = Sheet::from(&client.indicator(&indicator, None).await.ok()?);
            client.update_indicator("x", "\"1\"", &sheet).await.map(drop)
        }
        "list_indicator_versions" => client.indicator_versions(&indicator).await.map(drop),
        "show_indicator_version" => client.indicator_version(&indicator, 1).await.map(drop),
        "export_catalogue" => client.export_catalogue(CatalogueFormat::Yaml).await.map(drop),
        "import_catalogue" => client
            .import_catalogue("x", CatalogueFormat::Yaml, Vec::new(), true)
            .await
            .map(drop),
        "export_my_log" => client.my_log_table(TableFormat::Xlsx).await.map(drop),
        "list_audit" => client.audit(&AuditQuery::default()).await.map(drop),
        _ => return None,
    })
}

fn network() -> NetworkCode {
    "N1".parse().expect("a code")
}

fn invitation() -> InviteUser {
    InviteUser {
        email: "anna@test.lv".to_owned(),
        name: None,
        language: Language::Lv,
        grants: vec![observer()],
    }
}

fn suspend() -> UpdateUser {
    UpdateUser {
        state: SettableState::Suspended,
    }
}

fn observer() -> NewGrant {
    NewGrant {
        role: Role::Observer,
        municipality: None,
        network: None,
    }
}

fn new_client() -> NewClient {
    NewClient {
        id: "x".to_owned(),
        name: "x".to_owned(),
        feed: None,
        scopes: vec![],
        allowed_addresses: vec![],
    }
}

fn sign_in() -> SignIn {
    SignIn {
        email: "nobody@test.lv".to_owned(),
        password: "x".to_owned(),
        code: None,
    }
}

fn reset_password() -> ResetPassword {
    ResetPassword {
        token: "x".to_owned(),
        password: "y".to_owned(),
    }
}

fn accept_invitation() -> AcceptInvitation {
    AcceptInvitation {
        token: "x".to_owned(),
        name: "Anna".to_owned(),
        language: Language::Lv,
        password: "y".to_owned(),
    }
}

fn first_admin() -> FirstAdmin {
    FirstAdmin {
        token: "x".to_owned(),
        email: "dace@test.lv".to_owned(),
        name: "Dace".to_owned(),
        password: "y".to_owned(),
    }
}

fn change_password() -> ChangePassword {
    ChangePassword {
        current: "x".to_owned(),
        new: "y".to_owned(),
    }
}

fn confirm_session() -> ConfirmSession {
    ConfirmSession {
        password: Some("x".to_owned()),
        code: None,
    }
}

fn code() -> SecondFactorCode {
    SecondFactorCode {
        code: "000000".to_owned(),
    }
}

fn refusal() -> Decide {
    Decide {
        decision: Verdict::Refuse,
        reason: "a slip".to_owned(),
    }
}

fn figure() -> ObservationKey {
    let (indicator, area) = (UNEMPLOYMENT.parse().unwrap(), SALDUS.parse().unwrap());
    ObservationKey::whole(indicator, area, "2016".parse().unwrap())
}

fn confirmed() -> AnswerFigure {
    AnswerFigure {
        answer: OwnerAnswer::Confirm,
        text: None,
    }
}

fn plan() -> PlanRelease {
    PlanRelease {
        name: Text::new("Bezdarbs 2016", "Unemployment 2016"),
        indicators: vec![UNEMPLOYMENT.parse().unwrap()],
        period: "2016".parse().unwrap(),
        stage: ReleaseStage::Provisional,
        release_at: None,
        members_until: None,
    }
}

fn said() -> WriteExplanation {
    WriteExplanation {
        lv: "Slēgta rūpnīca.".to_owned(),
        en: None,
    }
}

fn push() -> PushCall {
    PushCall {
        key: "k".to_owned(),
        content_type: "application/json".to_owned(),
        body: json!({"observations": [row(UNEMPLOYMENT, SALDUS, "2017", 7.5)]})
            .to_string()
            .into_bytes(),
        encoding: None,
        dry_run: false,
        mode: BatchMode::Atomic,
    }
}

fn new_webhook() -> NewWebhook {
    NewWebhook {
        description: String::new(),
        address: "https://example.lv/blis".to_owned(),
        events: vec!["observations.changed".to_owned()],
    }
}
