-- Takes back what up.sql made: the values carry their instants again. That a backup was restored is told by the data
-- version alone.

alter table observation add column recorded_at bigint;
alter table observation add column superseded_at bigint;
update observation set
    recorded_at = (select c.at from data_change c where c.version = observation.version),
    superseded_at = (select c.at from data_change c where c.version = superseded_version);
alter table observation alter column recorded_at set not null;

drop index observation_current;
drop index observation_superseded;
drop index observation_by_version;
drop index observation_by_area;
drop index observation_by_indicator;
alter table observation drop constraint observation_superseded_later;
alter table observation drop column superseded_version;
alter table observation add constraint observation_superseded_later check (superseded_at > recorded_at);

create unique index observation_current on observation (indicator, area, period, breakdown)
    where superseded_at is null;
create index observation_current_by_version on observation (version, id) where superseded_at is null;
create index observation_current_by_area on observation (area, version, id) where superseded_at is null;
create index observation_history on observation (indicator, recorded_at);

drop table data_change;
