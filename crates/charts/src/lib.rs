//! A chart is data turned into a drawing on any plotters backend, and the regions that can be pointed at.
//!
//! Every chart is made in three layers, each in its own file. The **model** turns domain data into what is to
//! be shown and says when nothing can be; it knows no pixels. The **layout** takes the model and a size and
//! places every bar, line, tick and label. **Draw** paints what was placed on a plotters backend and decides
//! nothing but colours. Text is measured by [`text_width`], never by the host, so a chart has the same places
//! in the browser and on the server.
//!
//! ```
//! # use blis_charts::Step;
//! // A page keeps a chart, asks it what lies under the pointer, and shows that mark's card.
//! fn pointed(chart: &dyn blis_charts::Chart, x: f64, y: f64) -> Option<String> {
//!     chart.mark_at(x, y).map(|place| chart.marks()[place].card.sentence())
//! }
//! ```

mod card;
mod certainty;
mod chart;
mod dash;
mod distribution;
mod emphasis;
mod heat;
mod key;
mod mark;
mod names;
mod paint;
mod place;
mod plate;
mod ranking;
mod scale;
mod scatter;
mod shape;
mod signs;
mod slope;
mod spread;
mod strip;
mod svg;
pub mod text_width;
pub mod theme;
pub mod ticks;
mod trend;
mod words;
mod wrap;

pub use chart::{CannotDraw, Chart, DrawError};
pub use distribution::DistributionChart;
pub use heat::{HeatChart, HeatInput};
pub use mark::{Card, Mark, Step};
pub use plate::plate;
pub use ranking::{Extent, RankingChart, RankingInput};
pub use scatter::{
    AxisScale, Residents, ScatterAxis, ScatterChart, ScatterColour, ScatterInput, ScatterMissing, Trails,
};
pub use slope::{SlopeChart, SlopeInput};
pub use strip::{StripChart, StripInput};
pub use theme::{PICK_COLOURS, Scheme};
pub use trend::{TrendChart, TrendInput};
