-- Who did what to what. Entries are added and never changed: each holds the hash of the one before it, and the
-- database refuses to change or remove one. What may have to be erased for a person's sake (an address, the values
-- before and after) stands apart; the entry holds its salted hash, so the chain is whole without it.

create table audit_entry (
    -- Counted by audit_head without a gap, so that a missing one is seen.
    seq bigint not null constraint audit_entry_pk primary key constraint audit_entry_counted check (seq > 0),
    at bigint not null,
    actor_kind text not null constraint audit_entry_actor_known
        check (actor_kind in ('person', 'client', 'command', 'nobody')),
    -- Id of the person or the client. No reference: the log outlives both.
    actor text,
    action text not null,
    target_kind text not null,
    target text,
    municipality text,
    network text,
    outcome text not null constraint audit_entry_outcome_known check (outcome in ('done', 'refused')),
    request text,
    -- SHA-256 of the details with their salt; of the entry before this one (zeros before the first); and of that hash
    -- with this entry.
    detail_hash bytea not null,
    previous bytea not null,
    hash bytea not null,
    constraint audit_entry_hashes check (length(detail_hash) = 32 and length(previous) = 32 and length(hash) = 32)
);

create index audit_entry_by_actor on audit_entry (actor, seq);
create index audit_entry_by_target on audit_entry (target_kind, target, seq);
create index audit_entry_by_municipality on audit_entry (municipality, seq);
create index audit_entry_by_network on audit_entry (network, seq);
create index audit_entry_by_action on audit_entry (action, seq);
create index audit_entry_by_time on audit_entry (at, seq);

-- A row that is gone was erased for a person's sake; one that is there must agree with the hash in its entry.
create table audit_detail (
    seq bigint not null constraint audit_detail_pk primary key
        constraint audit_detail_seq_fk references audit_entry (seq),
    salt bytea not null,
    address text,
    before text,
    after text
);

-- The last entry: one row, locked by whoever adds the next, after every other lock.
create table audit_head (
    id integer not null constraint audit_head_pk primary key constraint audit_head_single check (id = 1),
    seq bigint not null,
    hash bytea not null
);

insert into audit_head (id, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

create function audit_entry_stays() returns trigger language plpgsql as
    'begin raise exception ''the audit log is only added to''; end';
create trigger audit_entry_stays before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_stays();
