//! The files of the page.

use rust_embed::RustEmbed;
use std::borrow::Cow;

/// A file of the page in one of its forms.
pub(super) struct File {
    /// Its name without the mark of packing.
    pub(super) name: String,
    /// Its media type.
    pub(super) media: &'static str,
    /// What it holds.
    pub(super) content: Vec<u8>,
    /// Whether that is brotli.
    pub(super) packed: bool,
}

/// Where files come from; the tests bring their own.
pub(super) trait Files {
    /// The bytes of a stored file.
    fn bytes(name: &str) -> Option<Cow<'static, [u8]>>;

    /// A file, packed when that is wanted and there is a packed copy.
    fn file(name: &str, packed: bool) -> Option<File> {
        let form = |bytes: Cow<'static, [u8]>, packed| File {
            name: name.to_owned(),
            media: media(name),
            content: bytes.into_owned(),
            packed,
        };
        let copy = if packed {
            Self::bytes(&format!("{name}.br"))
        } else {
            None
        };
        match copy {
            Some(bytes) => Some(form(bytes, true)),
            None => Self::bytes(name).map(|bytes| form(bytes, false)),
        }
    }
}

/// What `cargo xtask` has built; empty when it has not.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../target/spa"]
pub(super) struct Page;

impl Page {
    /// The names of the files there are.
    pub(super) fn file_names() -> impl Iterator<Item = String> {
        Page::iter().map(Cow::into_owned)
    }
}

impl Files for Page {
    fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
        Page::get(name).map(|file| file.data)
    }
}

/// The media type of a name. The page has few kinds of files, and a wrong type keeps WebAssembly from starting.
fn media(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
