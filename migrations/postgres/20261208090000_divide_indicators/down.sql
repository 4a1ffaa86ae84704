-- Takes back what up.sql made.

alter table indicator drop column parts_add_up;
alter table indicator drop column age_groups;
alter table indicator drop column breakdowns;
