-- Takes back what up.sql made. What was released stays public; what waits is lost.

drop table desk_value;
drop table decision;
