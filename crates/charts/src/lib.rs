//! A chart is data turned into a drawing on any plotters backend, and the regions that can be pointed at.
