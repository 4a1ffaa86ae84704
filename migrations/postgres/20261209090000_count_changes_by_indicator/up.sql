-- How many values of each indicator a change touched, counted when it is made: whoever lists the changes reads a few
-- rows, and not the values of a batch of a million.

create table data_change_indicator (
    version bigint not null constraint data_change_indicator_version_fk references data_change (version),
    indicator text not null,
    cells bigint not null constraint data_change_indicator_cells_positive check (cells > 0),
    constraint data_change_indicator_pk primary key (version, indicator)
);

insert into data_change_indicator (version, indicator, cells)
select observation.version, observation.indicator, count(*)
from observation join data_change on data_change.version = observation.version
group by observation.version, observation.indicator;
