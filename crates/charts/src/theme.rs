//! The tokens: every colour and size a chart is painted with, in the light and the dark scheme.

use blis_domain::compare::{Band, Quarter};
use blis_domain::thirds::Third;

/// Which of the two schemes a chart is painted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scheme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// The family of every text: the reader's own interface face, and an open one with Latvian letters where a
/// server paints.
pub const FONT_FAMILY: &str = "system-ui, Noto Sans, sans-serif";

/// Type size of every label, in pixels.
pub const TEXT: f64 = 13.0;

/// Height of a line of labels.
pub const LINE: f64 = 18.0;

/// Room left free at the sides of a chart.
pub const MARGIN: f64 = 6.0;

/// How many picked comparators have a colour of their own; further ones are in secondary ink.
pub const PICK_COLOURS: usize = 5;

/// A role a colour plays. Charts name roles; this file alone knows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The ground a chart lies on.
    Surface,
    /// Text.
    Text,
    /// Secondary text.
    Secondary,
    /// Lines that help reading.
    Rule,
    /// The own municipality.
    Us,
    /// The rest.
    Peer,
    /// The median.
    Median,
    /// The middle half.
    Half,
    /// The sign of a band.
    Band(Band),
    /// A third of the values of an indicator: one hue, the highest farthest from the ground.
    Third(Third),
    /// The ground of a cell that holds such a sign.
    Tint(Band),
    /// The ground of a cell whose quarter is neither better nor worse.
    Shade(Quarter),
    /// A picked comparator, by its place: bars, lines and dots.
    Pick(usize),
    /// The same comparator's name, as dark (or light) as text must be.
    PickText(usize),
}

impl Ink {
    /// The colour of the role: red, green, blue.
    pub fn rgb(self, scheme: Scheme) -> (u8, u8, u8) {
        let (light, dark) = self.hex();
        let colour = match scheme {
            Scheme::Light => light,
            Scheme::Dark => dark,
        };
        let [_, red, green, blue] = colour.to_be_bytes();
        (red, green, blue)
    }

    /// The two colours of a role: light, dark.
    fn hex(self) -> (u32, u32) {
        match self {
            Ink::Surface => (0xFF_FF_FF, 0x1C_20_24),
            Ink::Text | Ink::Median => (0x1B_1F_24, 0xE9_E6_DF),
            Ink::Secondary => (0x56_60_6B, 0xA6_AE_B6),
            Ink::Rule => (0xDA_D6_CC, 0x34_3A_40),
            Ink::Us => (0x9D_22_35, 0xF0_78_8A),
            Ink::Peer => (0xA9_B4_BF, 0x5E_6A_75),
            Ink::Half => (0xE8_E4_DA, 0x2A_2F_34),
            Ink::Band(Band::Best) => (0x1F_7A_6C, 0x4F_B8_A6),
            Ink::Band(Band::Middle) => (0x74_6F_65, 0x9B_97_8D),
            Ink::Band(Band::Worst) => (0xB0_64_1A, 0xE0_9A_4F),
            Ink::Third(Third::Lowest) => (0x8A_8F_C6, 0x66_6B_A3),
            Ink::Third(Third::Middle) => (0x5C_5F_A8, 0x9A_9E_DB),
            Ink::Third(Third::Highest) => (0x2B_2A_66, 0xDC_DD_FB),
            Ink::Tint(Band::Best) => (0xD0_E4_E0, 0x27_45_44),
            Ink::Tint(Band::Middle) => (0xEC_EA_E5, 0x30_33_36),
            Ink::Tint(Band::Worst) => (0xF0_DE_CC, 0x4A_3A_2A),
            Ink::Shade(Quarter::Upper) => (0xBE_CA_D6, 0x47_54_61),
            Ink::Shade(Quarter::Middle) => (0xDD_E4_EA, 0x35_40_4A),
            Ink::Shade(Quarter::Lower) => (0xF0_F3_F6, 0x28_2F_36),
            // Okabe & Ito's colours, which stay apart for readers who confuse red and green.
            Ink::Pick(0) => (0x00_72_B2, 0x4A_9F_D4),
            Ink::Pick(1) => (0xE6_9F_00, 0xE6_9F_00),
            Ink::Pick(2) => (0x00_9E_73, 0x2B_B9_90),
            Ink::Pick(3) => (0xCC_79_A7, 0xD9_8F_B8),
            Ink::Pick(4) => (0x56_B4_E9, 0x56_B4_E9),
            // The same hues, darkened on light ground until they can be read.
            Ink::PickText(0) => (0x00_68_A3, 0x4A_9F_D4),
            Ink::PickText(1) => (0x85_5B_00, 0xE6_9F_00),
            Ink::PickText(2) => (0x00_75_55, 0x2B_B9_90),
            Ink::PickText(3) => (0x9C_47_77, 0xD9_8F_B8),
            Ink::PickText(4) => (0x17_66_95, 0x56_B4_E9),
            Ink::Pick(_) | Ink::PickText(_) => Ink::Secondary.hex(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours by WCAG 2.2.
    fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |(r, g, b): (u8, u8, u8)| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        let (a, b) = (light(one), light(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_in_both_schemes() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let texts = [Ink::Text, Ink::Secondary, Ink::Us]
                .into_iter()
                .chain((0..PICK_COLOURS + 1).map(Ink::PickText));
            for text in texts {
                for ground in [Ink::Surface, Ink::Half] {
                    let found = contrast(text.rgb(scheme), ground.rgb(scheme));
                    assert!(
                        found >= 4.5,
                        "{text:?} on {ground:?} ({scheme:?}) has a contrast of {found:.2}; WCAG asks for 4.5"
                    );
                }
            }
        }
    }

    #[test]
    fn thirds_stand_out_and_apart() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let mut before = Ink::Surface.rgb(scheme);
            for third in Third::ALL {
                let colour = Ink::Third(third).rgb(scheme);
                let ground = contrast(colour, Ink::Surface.rgb(scheme));
                assert!(
                    ground >= 3.0,
                    "{third:?} ({scheme:?}) on the ground has {ground:.2}; WCAG asks for 3"
                );
                let step = contrast(colour, before);
                assert!(
                    step >= 1.7,
                    "{third:?} ({scheme:?}) is {step:.2} from the one before, also without hue"
                );
                before = colour;
            }
        }
    }

    #[test]
    fn signs_stand_out_on_their_grounds() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let bands =
                [Band::Best, Band::Middle, Band::Worst].map(|band| (Ink::Band(band), Ink::Tint(band)));
            let quarters = [Quarter::Upper, Quarter::Middle, Quarter::Lower]
                .map(|quarter| (Ink::Secondary, Ink::Shade(quarter)));
            for (sign, ground) in bands.into_iter().chain(quarters) {
                let found = contrast(sign.rgb(scheme), ground.rgb(scheme));
                assert!(
                    found >= 3.0,
                    "{sign:?} on {ground:?} ({scheme:?}) has a contrast of {found:.2}; WCAG asks for 3"
                );
            }
        }
    }

    #[test]
    fn signs_of_bands_stand_out() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            for band in [Band::Best, Band::Middle, Band::Worst] {
                let found = contrast(Ink::Band(band).rgb(scheme), Ink::Surface.rgb(scheme));
                assert!(
                    found >= 3.0,
                    "{band:?} ({scheme:?}) has a contrast of {found:.2}; WCAG asks for 3"
                );
            }
        }
    }
}
