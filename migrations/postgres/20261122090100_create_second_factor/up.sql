-- The second factor of a sign-in: what the authenticators of people compute their one-time codes of, and recovery codes
-- for whoever lost theirs.

create table totp_secret (
    person text not null constraint totp_secret_pk primary key constraint totp_secret_person_fk references person (id),
    -- The secret that holds. Sealed with a key that is no part of the database, and with the person's id: of no use to
    -- whoever reads the table, nor in the row of another.
    sealed bytea,
    confirmed_at bigint,
    -- The last step (30 seconds each, since 1970) whose code was used: each code is good once.
    last_step bigint,
    -- The next secret, sealed alike, until a code of it has shown that the authenticator has it.
    waiting bytea,
    constraint totp_secret_holds check ((sealed is null) = (confirmed_at is null)
        and (sealed is null) = (last_step is null)),
    constraint totp_secret_not_empty check (sealed is not null or waiting is not null)
);

create table recovery_code (
    -- SHA-256 of the person's id and the 80 random bits of the code.
    hash bytea not null constraint recovery_code_pk primary key,
    person text not null constraint recovery_code_person_fk references person (id),
    created_at bigint not null,
    used_at bigint
);

create index recovery_code_by_person on recovery_code (person);

-- When the person last showed in this session who they are; nothing before they did so a second time.
alter table session add column confirmed_at bigint;
