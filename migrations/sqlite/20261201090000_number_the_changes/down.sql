-- Takes back what up.sql made: the values carry their instants again. That a backup was restored is told by the data
-- version alone.

create table observation_rebuilt (
    id integer not null constraint observation_pk primary key autoincrement,
    indicator text not null constraint observation_indicator_fk references indicator (code),
    area text not null constraint observation_area_fk references area (code),
    period text not null,
    -- The part of the whole; empty for the whole, so that it can be part of a unique key.
    breakdown text not null default '',
    value real,
    status text not null,
    note text,
    batch text not null constraint observation_batch_fk references batch (id),
    recorded_at integer not null,
    version integer not null,
    -- When the next version of the same key took its place.
    superseded_at integer constraint observation_superseded_later check (superseded_at > recorded_at),
    withdrawn integer not null constraint observation_withdrawn_bool check (withdrawn in (0, 1)),
    -- Invented, or derived from something invented.
    demonstration integer not null constraint observation_demonstration_bool check (demonstration in (0, 1)),
    constraint observation_withdrawn_empty check (not withdrawn or value is null)
) strict;

insert into observation_rebuilt (id, indicator, area, period, breakdown, value, status, note, batch, recorded_at,
        version, superseded_at, withdrawn, demonstration)
    select id, indicator, area, period, breakdown, value, status, note, batch,
        (select c.at from data_change c where c.version = observation.version), version,
        (select c.at from data_change c where c.version = superseded_version), withdrawn, demonstration
    from observation;
drop table observation;
alter table observation_rebuilt rename to observation;

create unique index observation_current on observation (indicator, area, period, breakdown)
    where superseded_at is null;
create index observation_current_by_version on observation (version, id) where superseded_at is null;
create index observation_current_by_area on observation (area, version, id) where superseded_at is null;
create index observation_history on observation (indicator, recorded_at);

drop table data_change;
