-- Every change of the values has a number and an instant of its own. The instant is taken as the last thing before the
-- commit, so that nobody who asks what was known at some moment is answered by a batch that was under way then; and the
-- values name the number alone.

create table data_change (
    version bigint not null constraint data_change_pk primary key,
    -- Later changes have later instants, also when the clock is put back.
    at bigint not null constraint data_change_at_once unique,
    cause text not null constraint data_change_cause_known check (cause in
        ('batch', 'release', 'decision', 'formula', 'suppression', 'explanation', 'restore')),
    -- The batch whose values these are.
    batch text constraint data_change_batch_fk references batch (id),
    new_cells bigint not null,
    changed_cells bigint not null,
    withdrawn_cells bigint not null
);

insert into data_change (version, at, cause, batch, new_cells, changed_cells, withdrawn_cells)
    select o.version, max(o.recorded_at),
        case when max(b.feed) = 'blis' and max(b.client) = 'blis' then 'formula' else 'batch' end,
        max(o.batch), count(*), 0, sum(case when o.withdrawn then 1 else 0 end)
    from observation o join batch b on b.id = o.batch group by o.version;

-- Restoring a backup raised the data version without a value.
insert into data_change (version, at, cause, batch, new_cells, changed_cells, withdrawn_cells)
    select version, recorded_at, 'restore', null, 0, 0, 0 from data_version
    where version > coalesce((select max(version) from data_change), 0);

-- The change by which the next version of the same key took its place.
alter table observation add column superseded_version bigint;
update observation set superseded_version = (select c.version from data_change c where c.at = superseded_at)
    where superseded_at is not null;

drop index observation_current;
drop index observation_current_by_version;
drop index observation_current_by_area;
drop index observation_history;
alter table observation drop constraint observation_superseded_later;
alter table observation drop column superseded_at;
alter table observation drop column recorded_at;
alter table observation add constraint observation_superseded_later check (superseded_version > version);

-- One current version a key: what readers get, and what a batch is compared with.
create unique index observation_current on observation (indicator, area, period, breakdown)
    where superseded_version is null;
-- What a change took the place of.
create unique index observation_superseded on observation (superseded_version, indicator, area, period, breakdown)
    where superseded_version is not null;
-- The list of changes, page by page: of all, of an area, of an indicator. The last also finds an indicator as it was.
create index observation_by_version on observation (version, id);
create index observation_by_area on observation (area, version, id);
create index observation_by_indicator on observation (indicator, version, id);

-- What takes the place of another value is no new one.
update data_change set changed_cells =
    (select count(*) from observation before join observation after on after.indicator = before.indicator
        and after.area = before.area and after.period = before.period and after.breakdown = before.breakdown
        and after.version = before.superseded_version
     where before.superseded_version = data_change.version and not after.withdrawn);
update data_change set new_cells = new_cells - changed_cells - withdrawn_cells;
