-- Takes back what up.sql made. What municipalities answered is lost.

drop table figure_answer;
