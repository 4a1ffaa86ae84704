//! A plate: a drawing with its caption, for where there is no page around it.

use crate::chart::{Chart, DrawError};
use crate::svg::escaped;
use crate::text_width::Weight;
use crate::theme::{FONT_FAMILY, Ink, Scheme, TEXT};
use crate::wrap::wrapped;
use blis_domain::finding::Caption;
use blis_domain::text::Language;
use std::fmt::Write as _;

/// Room at every side, in pixels.
const MARGIN: f64 = 16.0;

/// Room between the caption and the drawing.
const GAP: f64 = 10.0;

/// How a part of the caption is set.
#[derive(Clone, Copy)]
struct Setting {
    size: f64,
    line: f64,
    weight: Weight,
    ink: Ink,
}

const TITLE: Setting = Setting {
    size: 18.0,
    line: 24.0,
    weight: Weight::Bold,
    ink: Ink::Text,
};

const SUBTITLE: Setting = Setting {
    size: TEXT,
    line: 18.0,
    weight: Weight::Regular,
    ink: Ink::Secondary,
};

const FOOT: Setting = Setting {
    size: 11.0,
    line: 16.0,
    weight: Weight::Regular,
    ink: Ink::Secondary,
};

/// A chart with its caption as one scalable document: title and subtitle above, the foot below. It is as wide as the
/// chart and its margins.
pub fn plate(
    chart: &dyn Chart,
    caption: &Caption,
    language: Language,
    scheme: Scheme,
) -> Result<String, DrawError> {
    let width = f64::from(chart.width()) + 2.0 * MARGIN;
    let room = f64::from(chart.width());
    let mut texts = String::new();
    let mut y = MARGIN;
    for (text, setting) in [(&caption.title, TITLE), (&caption.subtitle, SUBTITLE)] {
        y = write_lines(&mut texts, (text, room), y, setting, scheme);
    }
    y += GAP;
    let drawing = nested(&chart.svg(scheme, None)?, y)?;
    y += f64::from(chart.height()) + GAP;
    for text in &caption.foot {
        y = write_lines(&mut texts, (text, room), y, FOOT, scheme);
    }
    let height = (y + MARGIN).ceil();
    let label = escaped(&format!("{}. {}", caption.title, chart.description()));
    let ground = colour(Ink::Surface, scheme);
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" lang="{language}" role="img" aria-label="{label}" font-family="{FONT_FAMILY}"><rect width="{width}" height="{height}" fill="{ground}"/>{texts}{drawing}</svg>"#
    ))
}

/// A finished drawing at its place inside another.
fn nested(drawing: &str, y: f64) -> Result<String, DrawError> {
    let rest = drawing.strip_prefix("<svg ").ok_or(DrawError::NoRoot)?;
    Ok(format!(r#"<svg x="{MARGIN}" y="{y}" {rest}"#))
}

/// Writes a text in lines of a width from a height on, and tells where the next begins.
fn write_lines(
    written: &mut String,
    (text, room): (&str, f64),
    from: f64,
    setting: Setting,
    scheme: Scheme,
) -> f64 {
    let mut y = from;
    let fill = colour(setting.ink, scheme);
    let weight = match setting.weight {
        Weight::Regular => "400",
        Weight::Bold => "600",
    };
    for line in wrapped(text, room, setting.size, setting.weight) {
        let baseline = y + setting.line / 2.0 + setting.size * 0.35;
        // Writing to a string cannot fail.
        let _ = write!(
            written,
            r#"<text x="{MARGIN}" y="{baseline:.1}" font-size="{}" font-weight="{weight}" fill="{fill}">{}</text>"#,
            setting.size,
            escaped(&line),
        );
        y += setting.line;
    }
    y
}

fn colour(ink: Ink, scheme: Scheme) -> String {
    let (red, green, blue) = ink.rgb(scheme);
    format!("#{red:02X}{green:02X}{blue:02X}")
}
