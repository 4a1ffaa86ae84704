//! The tables, as both databases have them. A test compares this file with what the migrations make.

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    area (code) {
        code -> Text,
        name_lv -> Text,
        name_en -> Text,
        sort_key -> Text,
        kind -> Text,
        region -> Text,
        planning_region -> Text,
        iso_3166_2 -> Text,
        pilot -> Bool,
        population -> Integer,
        population_year -> Integer,
        area_km2 -> Double,
        lat -> Double,
        lon -> Double,
        valid_from -> Text,
        valid_to -> Nullable<Text>,
    }
}

table! {
    area_successor (area, code) {
        area -> Text,
        code -> Text,
        position -> Integer,
        name_lv -> Text,
        name_en -> Text,
        certain -> Bool,
        note_lv -> Nullable<Text>,
        note_en -> Nullable<Text>,
    }
}

table! {
    network (code) {
        code -> Text,
        position -> Integer,
        name_lv -> Text,
        name_en -> Text,
        theme_lv -> Text,
        theme_en -> Text,
        policy_area -> Text,
        coordinator -> Nullable<Text>,
        stage -> Nullable<Text>,
    }
}

table! {
    network_member (network, area, version) {
        network -> Text,
        area -> Text,
        demonstration -> Bool,
        version -> BigInt,
        superseded_version -> Nullable<BigInt>,
    }
}

table! {
    unit (code) {
        code -> Text,
        sdmx -> Nullable<Text>,
        symbol_lv -> Text,
        symbol_en -> Text,
        name_lv -> Text,
        name_en -> Text,
    }
}

table! {
    indicator (code) {
        code -> Text,
        position -> Integer,
        policy_area -> Text,
        dimension -> Text,
        unit -> Text,
        decimals -> Integer,
        min_value -> Nullable<Double>,
        max_value -> Nullable<Double>,
        direction -> Text,
        frequency -> Text,
        formula -> Nullable<Text>,
        min_count -> Nullable<Integer>,
        gate -> Text,
        expected_days -> Nullable<Integer>,
        count_of -> Nullable<Text>,
        breakdowns -> Text,
        age_groups -> Text,
        parts_add_up -> Bool,
    }
}

table! {
    indicator_text (indicator, language) {
        indicator -> Text,
        language -> Text,
        name -> Text,
        definition -> Text,
        reading -> Text,
        source -> Text,
    }
}

table! {
    indicator_partner (indicator, position) {
        indicator -> Text,
        position -> Integer,
        partner -> Text,
    }
}

table! {
    sheet_version (indicator, number) {
        indicator -> Text,
        number -> BigInt,
        sheet -> Text,
        hash -> Binary,
        cause -> Text,
        adopted -> Bool,
        actor_kind -> Nullable<Text>,
        actor -> Nullable<Text>,
        at -> BigInt,
        version -> BigInt,
    }
}

table! {
    feed (code) {
        code -> Text,
        name_lv -> Text,
        name_en -> Text,
    }
}

table! {
    machine_client (id) {
        id -> Text,
        name -> Text,
        feed -> Nullable<Text>,
        scopes -> Text,
        created_at -> BigInt,
        allowed_addresses -> Text,
        suspended_at -> Nullable<BigInt>,
        removed_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

table! {
    client_secret (id) {
        id -> Text,
        client -> Text,
        hash -> Binary,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
        last_used_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
    }
}

table! {
    batch (id) {
        id -> Text,
        feed -> Text,
        client -> Text,
        state -> Text,
        mode -> Text,
        received_at -> BigInt,
        version -> BigInt,
        demonstration -> Bool,
        summary -> Text,
    }
}

table! {
    batch_row (batch, row) {
        batch -> Text,
        row -> BigInt,
        outcome -> Text,
        code -> Text,
        report -> Text,
    }
}

table! {
    idempotency (client, feed, idempotency_key) {
        client -> Text,
        feed -> Text,
        idempotency_key -> Text,
        body_hash -> Binary,
        batch -> Text,
        created_at -> BigInt,
    }
}

table! {
    observation (id) {
        id -> BigInt,
        indicator -> Text,
        area -> Text,
        period -> Text,
        breakdown -> Text,
        value -> Nullable<Double>,
        status -> Text,
        note -> Nullable<Text>,
        batch -> Text,
        version -> BigInt,
        withdrawn -> Bool,
        demonstration -> Bool,
        superseded_version -> Nullable<BigInt>,
        conf_status -> Text,
    }
}

table! {
    hidden_value (indicator, area, period, breakdown, version) {
        indicator -> Text,
        area -> Text,
        period -> Text,
        breakdown -> Text,
        version -> BigInt,
        value -> Nullable<Double>,
        status -> Text,
        conf_status -> Text,
        cases -> Nullable<Double>,
    }
}

table! {
    desk_value (id) {
        id -> BigInt,
        indicator -> Text,
        area -> Text,
        period -> Text,
        breakdown -> Text,
        value -> Nullable<Double>,
        status -> Text,
        note -> Nullable<Text>,
        batch -> Text,
        row -> BigInt,
        state -> Text,
        suspicion -> Nullable<Text>,
        left_at -> Nullable<BigInt>,
        left_as -> Nullable<Text>,
        decision -> Nullable<Text>,
        published_version -> Nullable<BigInt>,
        withdrawn -> Bool,
        conf_status -> Text,
        cases -> Nullable<Double>,
    }
}

table! {
    decision (id) {
        id -> Text,
        batch -> Text,
        verdict -> Text,
        reason -> Text,
        figures -> BigInt,
        actor_kind -> Text,
        actor -> Nullable<Text>,
        decided_at -> BigInt,
        version -> BigInt,
        awaiting_release -> BigInt,
    }
}

table! {
    data_change (version) {
        version -> BigInt,
        at -> BigInt,
        cause -> Text,
        batch -> Nullable<Text>,
        new_cells -> BigInt,
        changed_cells -> BigInt,
        withdrawn_cells -> BigInt,
    }
}

table! {
    data_change_indicator (version, indicator) {
        version -> BigInt,
        indicator -> Text,
        cells -> BigInt,
    }
}

table! {
    awaiting_release (figure) {
        figure -> BigInt,
    }
}

table! {
    data_release (id) {
        id -> Text,
        name_lv -> Text,
        name_en -> Text,
        period -> Text,
        stage -> Text,
        release_at -> Nullable<BigInt>,
        members_until -> Nullable<BigInt>,
        actor_kind -> Text,
        actor -> Nullable<Text>,
        version -> BigInt,
        published_version -> Nullable<BigInt>,
        held_back -> Nullable<BigInt>,
    }
}

table! {
    data_release_indicator (release, indicator) {
        release -> Text,
        indicator -> Text,
        position -> Integer,
    }
}

table! {
    explanation (id) {
        id -> BigInt,
        indicator -> Text,
        area -> Text,
        period -> Text,
        lv -> Text,
        en -> Nullable<Text>,
        actor_kind -> Text,
        actor -> Nullable<Text>,
        written_at -> BigInt,
        version -> Nullable<BigInt>,
        superseded_version -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
    }
}

table! {
    figure_answer (id) {
        id -> BigInt,
        figure -> BigInt,
        answer -> Text,
        note -> Nullable<Text>,
        actor_kind -> Text,
        actor -> Nullable<Text>,
        at -> BigInt,
    }
}

table! {
    indicator_version (indicator) {
        indicator -> Text,
        version -> BigInt,
        first_period -> Nullable<Text>,
        last_period -> Nullable<Text>,
    }
}

table! {
    data_version (id) {
        id -> Integer,
        version -> BigInt,
        reference_version -> BigInt,
        recorded_at -> BigInt,
    }
}

table! {
    person (id) {
        id -> Text,
        email -> Nullable<Text>,
        email_folded -> Nullable<Text>,
        name -> Nullable<Text>,
        language -> Text,
        password_hash -> Nullable<Text>,
        password_set_at -> Nullable<BigInt>,
        state -> Text,
        demonstration -> Bool,
        created_at -> BigInt,
        version -> BigInt,
    }
}

table! {
    role_grant (id) {
        id -> Text,
        person -> Text,
        role -> Text,
        municipality -> Nullable<Text>,
        network -> Nullable<Text>,
        given_by -> Text,
        given_at -> BigInt,
    }
}

table! {
    session (id) {
        id -> Text,
        person -> Text,
        csrf -> Text,
        way -> Text,
        second_factor -> Bool,
        device -> Text,
        address -> Text,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        expires_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        ended_because -> Nullable<Text>,
        confirmed_at -> Nullable<BigInt>,
    }
}

table! {
    refresh_token (hash) {
        hash -> Binary,
        session -> Text,
        issued_at -> BigInt,
        replaced_at -> Nullable<BigInt>,
    }
}

table! {
    totp_secret (person) {
        person -> Text,
        sealed -> Nullable<Binary>,
        confirmed_at -> Nullable<BigInt>,
        last_step -> Nullable<BigInt>,
        waiting -> Nullable<Binary>,
    }
}

table! {
    recovery_code (hash) {
        hash -> Binary,
        person -> Text,
        created_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

table! {
    sign_in_throttle (key) {
        key -> Binary,
        failures -> Integer,
        counted_from -> BigInt,
        blocked_until -> BigInt,
    }
}

table! {
    one_time_link (hash) {
        hash -> Binary,
        purpose -> Text,
        person -> Nullable<Text>,
        created_by -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

table! {
    letter (id) {
        id -> Text,
        person -> Text,
        purpose -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        created_at -> BigInt,
        due_at -> BigInt,
        expires_at -> BigInt,
        attempts -> Integer,
        sent_at -> Nullable<BigInt>,
        given_up_at -> Nullable<BigInt>,
        failure -> Nullable<Text>,
    }
}

table! {
    external_identity (id) {
        id -> Text,
        issuer -> Text,
        subject -> Text,
        person -> Text,
        linked_at -> BigInt,
    }
}

table! {
    external_sign_in (state_hash) {
        state_hash -> Binary,
        browser_hash -> Binary,
        provider -> Text,
        nonce -> Text,
        verifier -> Text,
        language -> Text,
        return_to -> Text,
        session -> Nullable<Text>,
        created_at -> BigInt,
    }
}

table! {
    audit_entry (seq) {
        seq -> BigInt,
        at -> BigInt,
        actor_kind -> Text,
        actor -> Nullable<Text>,
        action -> Text,
        target_kind -> Text,
        target -> Nullable<Text>,
        municipality -> Nullable<Text>,
        network -> Nullable<Text>,
        outcome -> Text,
        request -> Nullable<Text>,
        detail_hash -> Binary,
        previous -> Binary,
        hash -> Binary,
    }
}

table! {
    audit_detail (seq) {
        seq -> BigInt,
        salt -> Binary,
        address -> Nullable<Text>,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
    }
}

table! {
    audit_head (id) {
        id -> Integer,
        seq -> BigInt,
        hash -> Binary,
    }
}

table! {
    webhook (id) {
        id -> Text,
        description -> Text,
        address -> Text,
        events -> Text,
        state -> Text,
        disabled_because -> Nullable<Text>,
        failing_since -> Nullable<BigInt>,
        owner -> Text,
        created_at -> BigInt,
        removed_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

table! {
    webhook_secret (id) {
        id -> Text,
        webhook -> Text,
        sealed -> Binary,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
    }
}

table! {
    webhook_delivery (id) {
        id -> Text,
        webhook -> Text,
        event -> Text,
        version -> Nullable<BigInt>,
        created_at -> BigInt,
        due_at -> BigInt,
        attempts -> Integer,
        attempts_before -> Integer,
        last_attempt_at -> Nullable<BigInt>,
        status -> Nullable<Integer>,
        failure -> Nullable<Text>,
        delivered_at -> Nullable<BigInt>,
        given_up_at -> Nullable<BigInt>,
    }
}

joinable!(client_secret -> machine_client (client));
joinable!(audit_detail -> audit_entry (seq));
joinable!(desk_value -> batch (batch));
joinable!(observation -> batch (batch));
joinable!(observation -> data_change (version));
joinable!(idempotency -> batch (batch));
joinable!(indicator -> unit (unit));
joinable!(network_member -> area (area));
joinable!(role_grant -> person (person));
joinable!(webhook_delivery -> webhook (webhook));
allow_tables_to_appear_in_same_query!(observation, batch, data_change, idempotency);
allow_tables_to_appear_in_same_query!(desk_value, batch);
allow_tables_to_appear_in_same_query!(hidden_value, observation);
allow_tables_to_appear_in_same_query!(desk_value, observation);
allow_tables_to_appear_in_same_query!(awaiting_release, desk_value);
allow_tables_to_appear_in_same_query!(awaiting_release, batch);
allow_tables_to_appear_in_same_query!(awaiting_release, observation);
allow_tables_to_appear_in_same_query!(data_release, data_release_indicator, data_change);
allow_tables_to_appear_in_same_query!(explanation, data_change);
allow_tables_to_appear_in_same_query!(explanation, observation);
allow_tables_to_appear_in_same_query!(decision, person);
allow_tables_to_appear_in_same_query!(indicator, unit);
allow_tables_to_appear_in_same_query!(sheet_version, data_change);
allow_tables_to_appear_in_same_query!(network_member, area);
allow_tables_to_appear_in_same_query!(role_grant, person);
allow_tables_to_appear_in_same_query!(audit_entry, audit_detail);
allow_tables_to_appear_in_same_query!(client_secret, machine_client);
allow_tables_to_appear_in_same_query!(session, refresh_token);
allow_tables_to_appear_in_same_query!(webhook, webhook_delivery);
