//! Putting the page together: names by content, the documents that use them, and the swap into place.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, anyhow, bail};

use super::bindgen::{self, Bound, files_below};
use super::{Profile, Size, compress, split, stamp, styles, template};
use crate::hash;
use crate::workspace::Workspace;

/// Everything the finished page is made from.
pub(crate) struct Source {
    pub(crate) profile: Profile,
    wasm: Vec<u8>,
    index: String,
    boot: String,
    styles: String,
    public: Vec<(String, Vec<u8>)>,
}

impl Source {
    pub(crate) fn read(workspace: &Workspace, wasm: &Path, profile: Profile) -> anyhow::Result<Self> {
        let frontend = workspace.root().join("frontend");
        let text = |name: &str| {
            let path = frontend.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Ok(Self {
            profile,
            wasm: fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?,
            index: text("index.html")?,
            boot: text("boot.js")?,
            styles: styles::concatenate(&frontend.join("styles"))?,
            public: files_below(&frontend.join("public"))?,
        })
    }

    /// A hash that changes whenever the finished page would.
    pub(crate) fn hash(&self) -> String {
        let fixed = [
            // This program's own part in the result.
            ("recipe", [5, self.profile as u8].to_vec()),
            ("wasm", self.wasm.clone()),
            ("index", self.index.clone().into_bytes()),
            ("boot", self.boot.clone().into_bytes()),
            ("styles", self.styles.clone().into_bytes()),
        ];
        let public = self
            .public
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        hash::of_parts(
            fixed
                .iter()
                .map(|(name, bytes)| (*name, bytes.as_slice()))
                .chain(public),
        )
    }
}

/// When a file of the page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Before the first comparison is there
    First,
    /// With a page that is loaded later
    Later,
}

/// A file of the finished page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asset {
    /// Its path
    pub(super) name: String,
    /// What it holds
    pub(super) bytes: Vec<u8>,
    moment: Moment,
}

/// Makes the page and puts it into place; the answer is its size in brotli.
pub(crate) fn write(workspace: &Workspace, source: &Source) -> anyhow::Result<Size> {
    let bound = bindgen::bind(&source.wasm, source.profile)?;
    let assets = assets(source, bound)?;
    let packed = pack(&assets, source.profile.compression())?;

    // Written beside and swapped, so that a running server never serves half of a page.
    let next = workspace.spa().with_extension("next");
    let old = workspace.spa().with_extension("old");
    remove(&next)?;
    for (asset, packed) in assets.iter().zip(&packed) {
        write_file(&next.join(&asset.name), &asset.bytes)?;
        if let Some(packed) = packed {
            write_file(&next.join(format!("{}.br", asset.name)), packed)?;
        }
    }
    remove(&old)?;
    if workspace.spa().exists() {
        fs::rename(workspace.spa(), &old).context("cannot move the previous page away")?;
    }
    fs::rename(&next, workspace.spa()).context("cannot move the new page into place")?;
    remove(&old)?;

    let size = size(&assets, &packed);
    stamp::write(workspace, source, &assets, size)?;
    Ok(size)
}

/// What travels: the brotli copies, or a file itself where there is none.
fn size(assets: &[Asset], packed: &[Option<Vec<u8>>]) -> Size {
    let of = |moment| {
        let files = assets
            .iter()
            .zip(packed)
            .filter(|(asset, _)| asset.moment == moment);
        files
            .map(|(asset, packed)| packed.as_ref().unwrap_or(&asset.bytes).len() as u64)
            .sum()
    };
    Size {
        first: of(Moment::First),
        later: of(Moment::Later),
    }
}

fn assets(source: &Source, bound: Bound) -> anyhow::Result<Vec<Asset>> {
    let mut pieces = Vec::with_capacity(bound.pieces.len());
    let mut loader_text = bound.loader;
    for (name, bytes) in bound.pieces {
        let hashed = hash::file_name(name.trim_end_matches(".wasm"), "wasm", &bytes);
        loader_text = renamed(&loader_text, "new URL(", &format!("./{name}"), &hashed)?;
        pieces.push((hashed, bytes));
    }
    // The loader and the main module name each other, so that neither hash can be taken first: both carry that of
    // the two together.
    let javascript = String::from_utf8(bound.javascript).context("wasm-bindgen wrote no text")?;
    let both = [javascript.as_bytes(), loader_text.as_bytes()].concat();
    let js = hash::file_name("blis-frontend", "js", &both);
    let loader = hash::file_name("loader", "js", &both);
    let javascript = renamed(&javascript, "from ", split::LOADER, &loader)?;
    let loader_text = renamed(&loader_text, "from ", split::MAIN, &js)?;
    let wasm = hash::file_name("blis-frontend", "wasm", &bound.wasm);
    let css = hash::file_name("blis", "css", source.styles.as_bytes());
    let boot_text =
        template::fill(&source.boot, &[("js", &js), ("wasm", &wasm)]).context("in frontend/boot.js")?;
    let boot = hash::file_name("boot", "js", boot_text.as_bytes());
    let names = [
        ("js", js.as_str()),
        ("loader", &loader),
        ("wasm", &wasm),
        ("css", &css),
        ("boot", &boot),
    ];
    let index = template::fill(&source.index, &names).context("in frontend/index.html")?;
    let mut first = vec![
        ("index.html".to_owned(), index.into_bytes()),
        (boot, boot_text.into_bytes()),
        (js, javascript.into_bytes()),
        (loader, loader_text.into_bytes()),
        (wasm, bound.wasm),
        (css, source.styles.clone().into_bytes()),
    ];
    first.extend(bound.snippets);
    first.extend(source.public.iter().cloned());
    let at = |moment| move |(name, bytes)| Asset { name, bytes, moment };
    let first = first.into_iter().map(at(Moment::First));
    Ok(first.chain(pieces.into_iter().map(at(Moment::Later))).collect())
}

/// The text of a module with the hashed name of a file wherever it asks for it: in quotes, after
/// `before`. The same name elsewhere is what the WebAssembly calls the module by.
fn renamed(text: &str, before: &str, address: &str, hashed: &str) -> anyhow::Result<String> {
    let place = format!("{before}\"{address}\"");
    if !text.contains(&place) {
        bail!("no module of the page says `{place}`, so the name with the hash cannot be put there");
    }
    Ok(text.replace(&place, &format!("{before}\"./{hashed}\"")))
}

/// The brotli copies, one thread a file: the WebAssembly takes as long as all others together.
fn pack(assets: &[Asset], quality: i32) -> anyhow::Result<Vec<Option<Vec<u8>>>> {
    thread::scope(|scope| {
        let running: Vec<_> = assets
            .iter()
            .map(|asset| {
                scope.spawn(move || match compress::is_worthwhile(&asset.name) {
                    true => compress::brotli(&asset.bytes, quality).map(Some),
                    false => Ok(None),
                })
            })
            .collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread
                .join()
                .unwrap_or_else(|_| Err(anyhow!("compressing ended early")))
        };
        running.into_iter().map(join).collect()
    })
}

fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source {
            profile: Profile::Wasm,
            wasm: b"wasm".to_vec(),
            index: "{{css}} {{js}} {{loader}} {{wasm}} {{boot}}".to_owned(),
            boot: "import './{{js}}' './{{wasm}}'".to_owned(),
            styles: "a{}".to_owned(),
            public: vec![("favicon.svg".to_owned(), b"<svg/>".to_vec())],
        }
    }

    /// A page with one piece, as the tools write it.
    fn bound(javascript: &str, piece: &str) -> Bound {
        let imports = r#"import * as import1 from "./loader.js"; const imports = {"./loader.js": import1};"#;
        let loader =
            r#"import { initSync } from "./main.js"; fetch(new URL("./split_about.wasm", import.meta.url));"#;
        Bound {
            javascript: format!("{imports} {javascript}").into(),
            wasm: b"bound".to_vec(),
            loader: loader.to_owned(),
            pieces: vec![("split_about.wasm".to_owned(), piece.into())],
            snippets: Vec::new(),
        }
    }

    fn names(assets: &[Asset]) -> Vec<&str> {
        assets.iter().map(|asset| asset.name.as_str()).collect()
    }

    fn text<'a>(assets: &'a [Asset], stem: &str) -> &'a str {
        let asset = assets.iter().find(|asset| asset.name.starts_with(stem)).unwrap();
        str::from_utf8(&asset.bytes).unwrap()
    }

    #[test]
    fn a_change_deep_down_renames_all_that_lead_to_it() {
        let one = assets(&source(), bound("one", "piece")).unwrap();
        let other = assets(&source(), bound("other", "piece")).unwrap();
        let (one, other) = (names(&one), names(&other));
        assert_eq!(one[0], other[0], "the document keeps its name");
        assert_ne!(
            one[1], other[1],
            "the boot module names the changed module, so it changes too"
        );
        assert_ne!(one[2], other[2]);
        assert_ne!(one[3], other[3], "the loader names it as well");
        assert_eq!(one[4..], other[4..], "what did not change keeps its name");
    }

    #[test]
    fn a_changed_piece_is_asked_for_by_another_name() {
        let one = assets(&source(), bound("same", "one")).unwrap();
        let other = assets(&source(), bound("same", "other")).unwrap();
        for stem in ["split_about-", "loader-", "blis-frontend-", "boot-"] {
            let name = |assets: &[Asset]| {
                let names = names(assets);
                (*names.iter().find(|name| name.starts_with(stem)).unwrap()).to_owned()
            };
            assert_ne!(name(&one), name(&other), "{stem}");
        }
    }

    #[test]
    fn main_module_loader_and_piece_find_each_other() {
        let assets = assets(&source(), bound("", "piece")).unwrap();
        let called = |stem: &str| {
            format!(
                "\"./{}\"",
                names(&assets).iter().find(|name| name.starts_with(stem)).unwrap()
            )
        };
        let main = text(&assets, "blis-frontend-");
        assert!(main.contains(&format!("from {}", called("loader-"))), "{main}");
        assert!(
            main.contains(r#"{"./loader.js": import1}"#),
            "what the WebAssembly calls it stays: {main}"
        );
        let loader = text(&assets, "loader-");
        assert!(
            loader.contains(&format!("from {}", called("blis-frontend-"))),
            "{loader}"
        );
        assert!(
            loader.contains(&format!("new URL({}", called("split_about-"))),
            "{loader}"
        );
    }

    #[test]
    fn a_module_that_names_what_is_not_there_is_refused() {
        let mut bound = bound("", "piece");
        bound.loader.clear();
        assert!(assets(&source(), bound).is_err());
    }

    #[test]
    fn what_is_loaded_later_is_counted_apart() {
        let assets = assets(&source(), bound("", "piece")).unwrap();
        let mut packed = vec![None; assets.len()];
        let whole = size(&assets, &packed);
        assert_eq!(
            whole.later,
            "piece".len() as u64,
            "a file without a copy travels as it is"
        );
        let all: usize = assets.iter().map(|asset| asset.bytes.len()).sum();
        assert_eq!(whole.first + whole.later, all as u64);
        packed[0] = Some(vec![0; 3]);
        let less = assets[0].bytes.len() as u64 - 3;
        assert_eq!(
            size(&assets, &packed).first,
            whole.first - less,
            "the copy travels where there is one"
        );
    }

    #[test]
    fn public_files_keep_their_names() {
        let assets = assets(&source(), bound("one", "piece")).unwrap();
        assert!(names(&assets).contains(&"favicon.svg"));
    }

    #[test]
    fn every_input_counts() {
        let same = source().hash();
        assert_eq!(same, source().hash());
        assert_ne!(
            same,
            Source {
                styles: "b{}".to_owned(),
                ..source()
            }
            .hash()
        );
        assert_ne!(
            same,
            Source {
                profile: Profile::Dev,
                ..source()
            }
            .hash()
        );
        assert_ne!(
            same,
            Source {
                public: Vec::new(),
                ..source()
            }
            .hash()
        );
    }
}
