//! A drawing as PNG, set in an open face that has every Latvian letter.

use crate::web::problem::ApiError;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, LazyLock};

/// Pixels of the image in one of the drawing: sharp on a projector and in print.
const FINENESS: f32 = 2.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// The drawing as an image of twice its size.
pub(super) fn png(drawing: &str) -> Result<Vec<u8>, ApiError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    let tree = Tree::from_str(drawing, &options).map_err(ApiError::internal)?;
    let size = tree.size();
    let pixels = |length: f32| (length * FINENESS).ceil() as u32;
    let mut image = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| ApiError::internal("a drawing without a size"))?;
    let scale = Transform::from_scale(FINENESS, FINENESS);
    resvg::render(&tree, scale, &mut image.as_mut());
    image.encode_png().map_err(ApiError::internal)
}
