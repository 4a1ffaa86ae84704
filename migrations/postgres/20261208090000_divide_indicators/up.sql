-- A sheet says by what its indicator is divided. Codes stand in one text with blanks between them, in the order of the
-- sheet; what they are is checked when a sheet is taken.

alter table indicator add column breakdowns text not null default '';
alter table indicator add column age_groups text not null default '';
-- Whether the parts of each breakdown add up to the whole.
alter table indicator add column parts_add_up boolean not null default false;
