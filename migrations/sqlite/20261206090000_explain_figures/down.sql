-- Takes back what up.sql made. The explanations are lost; their changes keep their numbers.

drop table explanation;
