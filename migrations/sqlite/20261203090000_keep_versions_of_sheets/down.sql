-- Takes back what up.sql made. The history of the sheets is lost.

drop table sheet_version;

create table data_change_rebuilt (
    version integer not null constraint data_change_pk primary key,
    at integer not null constraint data_change_at_once unique,
    cause text not null constraint data_change_cause_known check (cause in
        ('batch', 'release', 'decision', 'formula', 'suppression', 'explanation', 'restore')),
    batch text constraint data_change_batch_fk references batch (id),
    new_cells integer not null,
    changed_cells integer not null,
    withdrawn_cells integer not null
) strict;
insert into data_change_rebuilt
    select version, at, case when cause = 'sheet' then 'formula' else cause end, batch, new_cells, changed_cells, withdrawn_cells
    from data_change;
drop table data_change;
alter table data_change_rebuilt rename to data_change;
