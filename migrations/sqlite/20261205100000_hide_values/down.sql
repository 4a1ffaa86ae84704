-- Takes back what up.sql made. What is hidden stays without a number, and its number is lost.

drop table hidden_value;
alter table desk_value drop column cases;
alter table desk_value drop column conf_status;
alter table observation drop column conf_status;
