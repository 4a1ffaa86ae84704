//! Writes a page of charts in every state to `target/gallery/index.html`, to be looked at:
//! `cargo run -p blis-charts --example gallery [PART-OF-A-NAME]`.

#[path = "../tests/it/heat_states.rs"]
mod heat_states;
#[path = "../tests/it/sample.rs"]
mod sample;
#[path = "../tests/it/scatter_states.rs"]
mod scatter_states;
#[path = "../tests/it/slope_states.rs"]
mod slope_states;
#[path = "../tests/it/states.rs"]
mod states;

use blis_charts::{Scheme, Step};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "<!doctype html><html lang=lv><meta charset=utf-8><title>BLIS charts</title><style>\
    body{font:15px system-ui,sans-serif;margin:16px;background:#fbfaf7;color:#1b1f24}\
    .dark{background:#14171a;color:#e9e6df;padding:16px;margin:0 -16px}h2{font-size:15px}</style>";

fn main() -> Result<(), Box<dyn Error>> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut page = String::from(HEAD);
    for (scheme, class) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
        write!(page, "<div class={class}>")?;
        for (name, chart) in states::all() {
            if name.contains(&wanted) {
                write!(page, "<h2>{name}</h2>")?;
                show(&mut page, chart, scheme, name.ends_with("ordinary"))?;
            }
        }
        page.push_str("</div>");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/gallery");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("index.html"), page)?;
    Ok(())
}

fn show(
    page: &mut String,
    chart: states::Drawn,
    scheme: Scheme,
    also_pointed: bool,
) -> Result<(), Box<dyn Error>> {
    let chart = match chart {
        Ok(chart) => chart,
        Err(reason) => {
            write!(page, "<p>{reason}")?;
            return Ok(());
        }
    };
    write!(page, "{}<p>{}", chart.svg(scheme, None)?, chart.description())?;
    if also_pointed {
        let own = chart.step(None, Step::Right);
        let hidden = (0..4).fold(own, |at, _| chart.step(at, Step::Up));
        for pointed in [own, hidden] {
            let card = pointed.map(|place| chart.marks()[place].card.sentence());
            let card = card.unwrap_or_default();
            write!(page, "<h2>pointed: {card}</h2>{}", chart.svg(scheme, pointed)?)?;
        }
    }
    Ok(())
}
