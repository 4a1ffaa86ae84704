-- Who took part in a network stays: a member has the change since which it is one, and the change since which it is none,
-- so that a comparison with a network is read again for ever as it was. SQLite takes another key, and another check, by
-- making the table anew.

create table network_member_rebuilt (
    network text not null constraint network_member_network_fk references network (code),
    area text not null constraint network_member_area_fk references area (code),
    demonstration integer not null constraint network_member_demonstration_bool check (demonstration in (0, 1)),
    -- The change since which it is a member; 0 for whoever was one before any, or since nobody knows when.
    version integer not null,
    -- The change since which it is none.
    superseded_version integer constraint network_member_superseded_later check (superseded_version > version),
    constraint network_member_pk primary key (network, area, version)
) strict;
insert into network_member_rebuilt (network, area, demonstration, version)
    select network, area, demonstration, 0 from network_member;
drop table network_member;
alter table network_member_rebuilt rename to network_member;

-- A municipality is a member once.
create unique index network_member_current on network_member (network, area) where superseded_version is null;

-- Changes of members are numbered. What refers to the changes is set aside meanwhile.
create table data_change_indicator_aside as select version, indicator, cells from data_change_indicator;
drop table data_change_indicator;

create table data_change_rebuilt (
    version integer not null constraint data_change_pk primary key,
    -- Later changes have later instants, also when the clock is put back.
    at integer not null constraint data_change_at_once unique,
    cause text not null constraint data_change_cause_known check (cause in
        ('batch', 'release', 'decision', 'formula', 'sheet', 'suppression', 'explanation', 'members', 'restore')),
    -- The batch whose values these are.
    batch text constraint data_change_batch_fk references batch (id),
    new_cells integer not null,
    changed_cells integer not null,
    withdrawn_cells integer not null
) strict;
insert into data_change_rebuilt select version, at, cause, batch, new_cells, changed_cells, withdrawn_cells from data_change;
drop table data_change;
alter table data_change_rebuilt rename to data_change;

create table data_change_indicator (
    version integer not null constraint data_change_indicator_version_fk references data_change (version),
    indicator text not null,
    cells integer not null constraint data_change_indicator_cells_positive check (cells > 0),
    constraint data_change_indicator_pk primary key (version, indicator)
) strict;
insert into data_change_indicator (version, indicator, cells)
    select version, indicator, cells from data_change_indicator_aside;
drop table data_change_indicator_aside;
