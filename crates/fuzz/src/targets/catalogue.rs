//! Files of the catalogue, as people write them.

use blis_api::{CatalogueFile, read_catalogue, write_catalogue};
use blis_domain::indicator::Indicator;
use blis_domain::samples;
use blis_domain::sheet::{Sheet, sheet_faults};
use blis_domain::text::Language;
use blis_domain::wire::CatalogueFormat;

/// YAML.
pub(crate) fn yaml(bytes: &[u8]) {
    file(CatalogueFormat::Yaml, bytes);
}

/// CSV.
pub(crate) fn csv(bytes: &[u8]) {
    file(CatalogueFormat::Csv, bytes);
}

/// A file is refused with a place that is there, or its sheets are the same when they are written in either format and
/// read again.
fn file(format: CatalogueFormat, bytes: &[u8]) {
    let read = match read_catalogue(format, bytes) {
        Ok(read) => read,
        Err(faults) => {
            assert!(!faults.is_empty());
            let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
            for fault in faults {
                assert!(
                    Language::ALL
                        .iter()
                        .all(|language| !fault.sentence(*language).is_empty())
                );
                assert!(
                    fault.line.is_none_or(|line| line <= lines + 1),
                    "{fault} of {lines} lines"
                );
            }
            return;
        }
    };
    let sound: Vec<(Indicator, u64)> = sheets(&read)
        .into_iter()
        .filter_map(|(sheet, seen)| {
            let unit = samples::unit(&sheet.unit, "");
            let is_sound = sheet_faults(&sheet, std::slice::from_ref(&unit)).is_empty();
            is_sound.then(|| (sheet.on(unit), seen.unwrap_or(1)))
        })
        .collect();
    if sound.is_empty() {
        return;
    }
    let wanted: Vec<(Sheet, Option<u64>)> = sound
        .iter()
        .map(|(sheet, version)| (Sheet::from(sheet), Some(*version)))
        .collect();
    for format in CatalogueFormat::ALL {
        let written = write_catalogue(format, &sound).expect("what was read is written");
        let again = read_catalogue(format, &written).expect("what was written is read");
        assert_eq!(sheets(&again), wanted, "{}", String::from_utf8_lossy(&written));
    }
}

fn sheets(file: &CatalogueFile) -> Vec<(Sheet, Option<u64>)> {
    file.sheets
        .iter()
        .map(|one| (one.sheet.clone(), one.seen))
        .collect()
}
