-- What arrives and from whom. The receipt of a batch is kept as it was given, so that it can be shown again word
-- for word; its idempotency key is stored in the same transaction, so that a batch sent twice counts once.

create table feed (
    code text not null constraint feed_pk primary key,
    name_lv text not null,
    name_en text not null
);

insert into feed (code, name_lv, name_en) values
    ('srda', 'Valsts reģionālās attīstības aģentūra', 'State Regional Development Agency'),
    ('blis', 'Latvijas Pašvaldību savienība', 'Latvian Association of Local and Regional Governments'),
    ('demo', 'Demonstrācijas dati', 'Demonstration data');

create table machine_client (
    id text not null constraint machine_client_pk primary key,
    name text not null,
    feed text constraint machine_client_feed_fk references feed (code),
    -- Scopes of OAuth 2, parted by spaces.
    scopes text not null,
    -- The secret itself is shown once and kept nowhere.
    secret_hash bytea not null,
    created_at bigint not null
);

create table batch (
    -- UUIDv7: later batches sort after earlier ones.
    id text not null constraint batch_pk primary key,
    feed text not null constraint batch_feed_fk references feed (code),
    -- Who sent it. No reference: a client may be removed, its batches stay.
    client text not null,
    state text not null constraint batch_state_known check (state in ('applied', 'held', 'refused')),
    mode text not null constraint batch_mode_known check (mode in ('atomic', 'partial')),
    received_at bigint not null,
    version bigint not null,
    demonstration boolean not null,
    -- The receipt, free of language, in JSON.
    summary text not null,
    -- What became of single rows, apart: a list of batches does not read them.
    rows text not null
);

create index batch_by_feed on batch (feed, id);

create table idempotency (
    client text not null,
    feed text not null constraint idempotency_feed_fk references feed (code),
    idempotency_key text not null,
    body_hash bytea not null,
    batch text not null constraint idempotency_batch_fk references batch (id),
    created_at bigint not null,
    constraint idempotency_pk primary key (client, feed, idempotency_key)
);
