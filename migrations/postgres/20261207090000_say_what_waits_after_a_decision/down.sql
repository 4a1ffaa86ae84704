-- Takes back what up.sql made.

alter table decision drop column awaiting_release;
