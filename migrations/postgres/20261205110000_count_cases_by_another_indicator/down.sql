-- Takes back what up.sql made.

alter table indicator drop column count_of;
