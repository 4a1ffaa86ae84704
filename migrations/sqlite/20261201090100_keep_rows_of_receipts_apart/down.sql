-- Takes back what up.sql made.

alter table batch add column rows text not null default '[]';
update batch set rows = coalesce((
    select '[' || group_concat(report, ',' order by row) || ']' from batch_row where batch_row.batch = batch.id), '[]');
drop table batch_row;
