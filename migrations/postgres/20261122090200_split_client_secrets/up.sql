-- A client has several secrets at once, so that a new one comes in before the old one ends; and it can be kept out,
-- for now or for good, and be held to the addresses it comes from.

create table client_secret (
    -- UUIDv7; of a secret from before this table the id of its client.
    id text not null constraint client_secret_pk primary key,
    client text not null constraint client_secret_client_fk references machine_client (id),
    -- SHA-256; the secret itself is shown once and kept nowhere.
    hash bytea not null,
    created_at bigint not null,
    -- Nothing for one that does not end.
    expires_at bigint,
    -- Written at most once a minute.
    last_used_at bigint,
    revoked_at bigint
);

create index client_secret_by_client on client_secret (client, created_at);

insert into client_secret (id, client, hash, created_at)
    select id, id, secret_hash, created_at from machine_client;

alter table machine_client drop column secret_hash;
-- Networks parted by spaces; from anywhere when there is none.
alter table machine_client add column allowed_addresses text not null default '';
alter table machine_client add column suspended_at bigint;
-- Receipts and the audit log name the client for ever: its row and its id stay.
alter table machine_client add column removed_at bigint;
-- Raised by every change; the tag of the resource.
alter table machine_client add column version bigint not null default 1;
