-- Takes back what up.sql made, and with it the areas, networks, units and the catalogue.

drop table indicator_partner;
drop table indicator_text;
drop table indicator;
drop table unit;
drop table network_member;
drop table network;
drop table area_successor;
drop table area;
