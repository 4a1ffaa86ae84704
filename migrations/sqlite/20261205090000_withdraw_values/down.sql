-- Takes back what up.sql made. A withdrawal that waits becomes a figure without a value.

alter table desk_value drop column withdrawn;
