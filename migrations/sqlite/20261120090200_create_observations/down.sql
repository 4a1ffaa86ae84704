-- Takes back what up.sql made, and with it all values, their versions, and the data version.

drop table data_version;
drop table indicator_version;
drop table observation;
