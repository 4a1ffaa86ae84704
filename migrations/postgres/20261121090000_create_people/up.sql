-- Who signs in, in which capacity, and where they are signed in now. A person who was erased keeps the row and the
-- id, because the audit log and documents refer to it; everything that says who it was is gone.

create table person (
    -- UUIDv7; the only thing about a person that other tables, tokens and logs hold.
    id text not null constraint person_pk primary key,
    -- As it was written, to send letters to; folded (trimmed, lower case) for looking it up.
    email text,
    email_folded text constraint person_email_unique unique,
    name text,
    language text not null constraint person_language_known check (language in ('lv', 'en')),
    -- A PHC string of Argon2id; nothing before the invitation is accepted, or when another service signs in.
    password_hash text,
    password_set_at bigint,
    state text not null constraint person_state_known check (state in ('invited', 'active', 'suspended', 'erased')),
    demonstration boolean not null,
    created_at bigint not null,
    -- Raised by every change; the tag of the resource.
    version bigint not null,
    constraint person_erased_empty check (state <> 'erased'
        or (email is null and email_folded is null and name is null and password_hash is null)),
    constraint person_reachable check (state = 'erased' or email_folded is not null)
);

create table role_grant (
    id text not null constraint role_grant_pk primary key,
    person text not null constraint role_grant_person_fk references person (id),
    role text not null constraint role_grant_role_known check (role in
        ('member', 'councillor', 'municipal_admin', 'coordinator', 'observer', 'steward', 'admin')),
    municipality text constraint role_grant_municipality_fk references area (code),
    network text constraint role_grant_network_fk references network (code),
    -- A person, or the command line. No reference: whoever gave it may be erased.
    given_by text not null,
    given_at bigint not null,
    -- What a role reaches is part of what it is.
    constraint role_grant_reach check (case
        when role in ('member', 'councillor', 'municipal_admin') then municipality is not null and network is null
        when role = 'coordinator' then municipality is null and network is not null
        when role = 'observer' then municipality is null
        else municipality is null and network is null end)
);

create unique index role_grant_once
    on role_grant (person, role, coalesce(municipality, ''), coalesce(network, ''));
create index role_grant_by_municipality on role_grant (municipality);
create index role_grant_by_network on role_grant (network);

-- A session is a family of refresh tokens: one sign-in in one browser, until it is ended.
create table session (
    id text not null constraint session_pk primary key,
    person text not null constraint session_person_fk references person (id),
    -- What a page must send back with every change (the value itself: it opens nothing without the cookies).
    csrf text not null,
    way text not null constraint session_way_known check (way in ('password', 'external')),
    second_factor boolean not null,
    -- For their owner's eyes: which browser, from where.
    device text not null,
    address text not null,
    created_at bigint not null,
    -- Written at most once a minute.
    last_seen_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    ended_because text constraint session_end_known check (ended_because in
        ('signed_out', 'ended', 'token_reused', 'password_set', 'suspended', 'erased')),
    constraint session_end_has_reason check ((ended_at is null) = (ended_because is null))
);

create index session_by_person on session (person, created_at);

create table refresh_token (
    -- SHA-256 of the token; the token itself is in one browser and nowhere else.
    hash bytea not null constraint refresh_token_pk primary key,
    session text not null constraint refresh_token_session_fk references session (id) on delete cascade,
    issued_at bigint not null,
    -- When its successor was given. Shown again after that, the whole family ends.
    replaced_at bigint
);

create unique index refresh_token_one_current on refresh_token (session) where replaced_at is null;
