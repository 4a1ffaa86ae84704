-- Takes back what up.sql made. Who took part in a network before is lost.

create table network_member_rebuilt (
    network text not null constraint network_member_network_fk references network (code),
    area text not null constraint network_member_area_fk references area (code),
    demonstration integer not null constraint network_member_demonstration_bool check (demonstration in (0, 1)),
    constraint network_member_pk primary key (network, area)
) strict;
insert into network_member_rebuilt
    select network, area, demonstration from network_member where superseded_version is null;
drop table network_member;
alter table network_member_rebuilt rename to network_member;

create table data_change_indicator_aside as select version, indicator, cells from data_change_indicator;
drop table data_change_indicator;

create table data_change_rebuilt (
    version integer not null constraint data_change_pk primary key,
    at integer not null constraint data_change_at_once unique,
    cause text not null constraint data_change_cause_known check (cause in
        ('batch', 'release', 'decision', 'formula', 'sheet', 'suppression', 'explanation', 'restore')),
    batch text constraint data_change_batch_fk references batch (id),
    new_cells integer not null,
    changed_cells integer not null,
    withdrawn_cells integer not null
) strict;
insert into data_change_rebuilt
    select version, at, case when cause = 'members' then 'sheet' else cause end, batch, new_cells, changed_cells, withdrawn_cells
    from data_change;
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
