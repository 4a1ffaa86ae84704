//! The finished SVG document: what plotters wrote, under a root of our own.
//!
//! The root scales, names itself to assistive software, and carries once what every text would repeat. There
//! is no `style` attribute and no script, so the strictest content security policy lets it pass.

use crate::chart::DrawError;
use crate::paint::{BOX_OF_EM, Brush, FINENESS, FONT_SIZE};
use crate::theme::{FONT_FAMILY, Scheme};
use blis_domain::text::Language;
use plotters::backend::{DrawingBackend, SVGBackend};
use std::fmt::Write as _;

/// What the root of a document says.
pub(crate) struct Sheet<'a> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) language: Language,
    /// What the drawing shows, for those who do not see it.
    pub(crate) description: &'a str,
}

/// Paints on a fresh SVG backend and finishes the document.
pub(crate) fn document(
    sheet: &Sheet<'_>,
    scheme: Scheme,
    paint: impl FnOnce(&mut Brush<'_, SVGBackend<'_>>) -> Result<(), DrawError>,
) -> Result<String, DrawError> {
    let mut written = String::with_capacity(16 * 1024);
    {
        let size = (sheet.width * FINENESS, sheet.height * FINENESS);
        let mut backend = SVGBackend::with_string(&mut written, size);
        paint(&mut Brush::new(&mut backend, scheme))?;
        backend
            .present()
            .map_err(|error| DrawError::Backend(error.to_string()))?;
    }
    finished(sheet, &written)
}

/// Replaces the root and takes out what it says for all, line breaks included.
fn finished(sheet: &Sheet<'_>, written: &str) -> Result<String, DrawError> {
    let (root, body) = written.split_once('>').ok_or(DrawError::NoRoot)?;
    if !root.trim_start().starts_with("<svg") {
        return Err(DrawError::NoRoot);
    }
    let mut text = String::with_capacity(written.len());
    let (width, height) = (sheet.width, sheet.height);
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {} {}" lang="{}" role="img" aria-label="{}" font-family="{FONT_FAMILY}" font-size="{FONT_SIZE}" font-variant="tabular-nums" stroke-linejoin="round">"#,
        width * FINENESS,
        height * FINENESS,
        sheet.language,
        escaped(sheet.description),
    );
    let family = format!(r#" font-family="{FONT_FAMILY}""#);
    let size = format!(r#" font-size="{}""#, FONT_SIZE * BOX_OF_EM / BOX_OF_EM);
    // Quotes inside texts are escaped, so none of these can be part of one.
    let repeated: [(&str, &str); 8] = [
        (&family, ""),
        (&size, ""),
        (r#" text-anchor="start""#, ""),
        (r#" opacity="1""#, ""),
        (r#" stroke="none""#, ""),
        (r#" stroke-width="0""#, ""),
        (r#" font-weight="bold""#, r#" font-weight="600""#),
        (" \"/>", "\"/>"),
    ];
    // Line breaks, and control characters of a name, which XML does not have.
    let mut body = body.replace(char::is_control, "");
    for (long, short) in repeated {
        body = body.replace(long, short);
    }
    text.push_str(&body);
    Ok(text)
}

/// Text as it may stand in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // XML has no other control characters, not even escaped.
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(description: &str) -> Sheet<'_> {
        Sheet {
            width: 10,
            height: 20,
            language: Language::Lv,
            description,
        }
    }

    #[test]
    fn the_root_scales_and_is_named() {
        let text = document(&sheet("a \"b\" <c> & d"), Scheme::Light, |_| Ok(())).unwrap();
        assert!(text.starts_with(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 40 80""#
        ));
        assert!(text.contains(r#"aria-label="a &quot;b&quot; &lt;c&gt; &amp; d""#));
        assert!(text.ends_with("</svg>"));
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(matches!(finished(&sheet(""), "<html>"), Err(DrawError::NoRoot)));
        assert!(matches!(finished(&sheet(""), ""), Err(DrawError::NoRoot)));
    }
}
