//! What pages are made of: one component a file, named as the component.

pub(crate) mod answer;
pub(crate) mod area_select;
pub(crate) mod band_mark;
pub(crate) mod chart_card;
mod chart_sight;
pub(crate) mod chart_view;
pub(crate) mod empty;
pub(crate) mod figure_row;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod indicator_list;
pub(crate) mod listed;
pub(crate) mod loaded;
pub(crate) mod long_text;
pub(crate) mod notice;
pub(crate) mod peer_picker;
pub(crate) mod peers_known;
pub(crate) mod peers_select;
pub(crate) mod period_stepper;
pub(crate) mod picks_line;
pub(crate) mod pinning;
pub(crate) mod segments;
pub(crate) mod sending;
pub(crate) mod strip;
pub(crate) mod table_frame;
pub(crate) mod then;
pub(crate) mod told;
