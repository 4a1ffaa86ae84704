-- What BLIS knows before the first value arrives: areas, networks, units and the catalogue. `blis migrate` fills
-- the tables from the files shipped with the program; they are tables so that values can refer to them, and so
-- that a network's members, coordinator and stage can change while the program runs.

create table area (
    code text not null constraint area_pk primary key,
    name_lv text not null,
    name_en text not null,
    -- The Latvian alphabet as bytes, so that both databases sort alike whatever collation they were made with.
    sort_key text collate "C" not null,
    kind text not null constraint area_kind_known check (kind in ('city', 'municipality')),
    region text not null,
    planning_region text not null,
    iso_3166_2 text not null,
    pilot boolean not null,
    population integer not null constraint area_population_positive check (population >= 0),
    population_year integer not null,
    area_km2 double precision not null,
    lat double precision not null,
    lon double precision not null,
    valid_from text not null,
    valid_to text
);

create table area_successor (
    area text not null constraint area_successor_area_fk references area (code),
    -- A code of the division since 2021: another list, so no reference.
    code text not null,
    position integer not null,
    name_lv text not null,
    name_en text not null,
    certain boolean not null,
    note_lv text,
    note_en text,
    constraint area_successor_pk primary key (area, code)
);

create table network (
    code text not null constraint network_pk primary key,
    position integer not null,
    name_lv text not null,
    name_en text not null,
    theme_lv text not null,
    theme_en text not null,
    policy_area text not null,
    coordinator text,
    stage text constraint network_stage_known
        check (stage in ('start', 'compare', 'understand', 'improve', 'follow_up'))
);

create table network_member (
    network text not null constraint network_member_network_fk references network (code),
    area text not null constraint network_member_area_fk references area (code),
    demonstration boolean not null,
    constraint network_member_pk primary key (network, area)
);

create table unit (
    code text not null constraint unit_pk primary key,
    sdmx text,
    symbol_lv text not null,
    symbol_en text not null,
    name_lv text not null,
    name_en text not null
);

create table indicator (
    code text not null constraint indicator_pk primary key,
    position integer not null,
    policy_area text not null,
    dimension text not null,
    unit text not null constraint indicator_unit_fk references unit (code),
    decimals integer not null constraint indicator_decimals_few check (decimals between 0 and 9),
    min_value double precision,
    max_value double precision,
    direction text not null constraint indicator_direction_known check (direction in ('higher', 'lower', 'none')),
    frequency text not null constraint indicator_frequency_known
        check (frequency in ('year', 'half-year', 'quarter', 'month')),
    formula text,
    min_count integer
);

-- The words of a sheet, a row a language.
create table indicator_text (
    indicator text not null constraint indicator_text_indicator_fk references indicator (code),
    language text not null constraint indicator_text_language_known check (language in ('lv', 'en')),
    name text not null,
    definition text not null,
    reading text not null,
    source text not null,
    constraint indicator_text_pk primary key (indicator, language)
);

create table indicator_partner (
    indicator text not null constraint indicator_partner_indicator_fk references indicator (code),
    position integer not null,
    partner text not null constraint indicator_partner_partner_fk references indicator (code),
    constraint indicator_partner_pk primary key (indicator, position)
);
