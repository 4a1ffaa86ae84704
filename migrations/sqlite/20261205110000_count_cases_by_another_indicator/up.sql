-- A cost or a rate does not say how many cases stand behind it: its sheet names the indicator that does. No reference: a
-- sheet may be stored before the one it names.

alter table indicator add column count_of text;
