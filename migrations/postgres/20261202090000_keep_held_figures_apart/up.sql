-- Figures that have arrived and are not public: no query of what is public reads these tables. A held figure waits here
-- until a steward decides, or until a later figure is sent for the same cell; then it stays, with how it left.

create table decision (
    id text not null constraint decision_pk primary key,
    batch text not null constraint decision_batch_fk references batch (id),
    verdict text not null constraint decision_verdict_known check (verdict in ('release', 'refuse')),
    reason text not null,
    -- How many figures it is about.
    figures bigint not null,
    -- Who, as in the audit log: no reference, for it outlives a person who is erased.
    actor_kind text not null,
    actor text,
    decided_at bigint not null,
    -- The data version after it.
    version bigint not null
);

create index decision_by_batch on decision (batch, id);

create table desk_value (
    id bigint generated always as identity constraint desk_value_pk primary key,
    indicator text not null constraint desk_value_indicator_fk references indicator (code),
    area text not null constraint desk_value_area_fk references area (code),
    period text not null,
    -- The part of the whole; empty for the whole, so that it can be part of a unique key.
    breakdown text not null default '',
    value double precision,
    status text not null,
    note text,
    batch text not null constraint desk_value_batch_fk references batch (id),
    -- The row of the batch, counted from 1.
    row bigint not null,
    -- Why it is not public.
    state text not null constraint desk_value_state_known check (state in ('held')),
    -- Why it is suspect, free of language, in JSON; nothing where it waits because its batch does.
    suspicion text,
    left_at bigint,
    left_as text constraint desk_value_left_as_known check (left_as in ('released', 'refused', 'superseded')),
    decision text constraint desk_value_decision_fk references decision (id),
    -- The change by which it became public.
    published_version bigint,
    constraint desk_value_left_whole check ((left_at is null) = (left_as is null)),
    constraint desk_value_decided check ((decision is not null) = coalesce(left_as in ('released', 'refused'), false)),
    constraint desk_value_published check ((published_version is not null) = coalesce(left_as = 'released', false))
);

-- One figure waits for a cell.
create unique index desk_value_open on desk_value (indicator, area, period, breakdown) where left_at is null;
-- What becomes of a batch, and what a decision let out.
create index desk_value_by_batch on desk_value (batch, id);
create index desk_value_by_decision on desk_value (decision, indicator) where decision is not null;
