//! Paints a placed strip on any plotters backend, in a handful of elements: a page holds sixty.

use super::layout::{DIAMOND, Layout};
use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::paint::Brush;
use crate::signs::diamond;
use crate::theme::Ink;
use plotters::backend::DrawingBackend;

pub(crate) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    pointed: bool,
) -> Result<(), DrawError> {
    brush.fill(layout.line, Ink::Peer)?;
    if let Some(half) = layout.half {
        brush.fill(half, Ink::Half)?;
        brush.outline(half, Ink::Rule, 1.0)?;
    }
    if let Some(median) = layout.median {
        brush.fill(median, Ink::Secondary)?;
    }
    let Some((middle, certainty)) = layout.own else {
        return Ok(());
    };
    if pointed {
        diamond(brush, middle, DIAMOND + 1.0, Ink::Text)?;
    }
    diamond(brush, middle, DIAMOND - 0.5, Ink::Us)?;
    if certainty != Certainty::Firm {
        diamond(brush, middle, DIAMOND - 2.75, Ink::Surface)?;
    }
    Ok(())
}
