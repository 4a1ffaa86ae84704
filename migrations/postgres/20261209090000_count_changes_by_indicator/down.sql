-- Takes back what up.sql made.

drop table data_change_indicator;
