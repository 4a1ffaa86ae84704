-- The values and their versions. Rows are added and closed, never changed otherwise and never removed: a chart in
-- last year's council paper can be drawn again as it was. An instant is a count of microseconds since 1970, UTC.

create table observation (
    id bigint generated always as identity constraint observation_pk primary key,
    indicator text not null constraint observation_indicator_fk references indicator (code),
    area text not null constraint observation_area_fk references area (code),
    period text not null,
    -- The part of the whole; empty for the whole, so that it can be part of a unique key.
    breakdown text not null default '',
    value double precision,
    status text not null,
    note text,
    batch text not null constraint observation_batch_fk references batch (id),
    recorded_at bigint not null,
    version bigint not null,
    -- When the next version of the same key took its place.
    superseded_at bigint constraint observation_superseded_later check (superseded_at > recorded_at),
    withdrawn boolean not null,
    -- Invented, or derived from something invented.
    demonstration boolean not null,
    constraint observation_withdrawn_empty check (not withdrawn or value is null)
);

-- One current version a key: what readers get, and what a batch is compared with.
create unique index observation_current on observation (indicator, area, period, breakdown)
    where superseded_at is null;
-- The list of changes, page by page.
create index observation_current_by_version on observation (version, id) where superseded_at is null;
create index observation_current_by_area on observation (area, version, id) where superseded_at is null;
-- An indicator as it was on some day.
create index observation_history on observation (indicator, recorded_at);

-- What a reader must know to tell whether a block it holds is still the latest, without reading the values.
create table indicator_version (
    indicator text not null constraint indicator_version_pk primary key
        constraint indicator_version_indicator_fk references indicator (code),
    version bigint not null,
    -- First and last period with a value. Periods of one indicator have one length, so they sort as text.
    first_period text,
    last_period text
);

-- One row, locked by whoever writes: so the order of commits is the order of versions.
create table data_version (
    id integer not null constraint data_version_pk primary key constraint data_version_single check (id = 1),
    version bigint not null,
    reference_version bigint not null,
    -- The instant of the latest batch; the next one is later even when the clock is put back.
    recorded_at bigint not null
);

insert into data_version (id, version, reference_version, recorded_at) values (1, 0, 0, 0);
