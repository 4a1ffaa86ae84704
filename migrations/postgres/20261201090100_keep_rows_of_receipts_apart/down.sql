-- Takes back what up.sql made.

alter table batch add column rows text not null default '[]';
update batch set rows = coalesce((
    select '[' || string_agg(report, ',' order by row) || ']' from batch_row where batch_row.batch = batch.id), '[]');
alter table batch alter column rows drop default;
drop table batch_row;
