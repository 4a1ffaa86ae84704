//! Whether the reader may explain the figures of a municipality.

use crate::api::releases::own_municipalities;
use crate::state::cache::Cache;
use crate::state::data::use_data;
use blis_domain::area::AreaCode;
use blis_domain::rights::Action;

/// Tells of which municipalities the reader may explain the figures. Asking it tracks. Where it cannot be learnt nothing
/// is offered; the server decides all the same.
pub(crate) fn use_may_explain() -> impl Fn(&AreaCode) -> bool + Copy + Send + Sync + 'static {
    let data = use_data();
    let own = Cache::new(own_municipalities);
    move |area| {
        data.may_any(&[Action::ExplainFigures])
            && (data.looks_after_all() || own.get(&()).ready().is_some_and(|own| own.contains(area)))
    }
}
