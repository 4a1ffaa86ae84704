-- Takes back what up.sql made, and with it its contents.

drop table letter;
drop table one_time_link;
