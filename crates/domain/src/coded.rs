//! Enumerations whose members are words: the same in the store, in an address and on the wire.

/// Declares such enumerations, each with all its members, the word of a member, and the member of a word. The word is taken
/// as a token: what writes the schemas does not see into a literal of a macro.
macro_rules! coded {
    ($($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $name:ident = $code:tt,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $type {
            $($(#[$of])* #[serde(rename = $code)] $name,)*
        }

        impl $type {
            /// Every one.
            pub const ALL: &'static [$type] = &[$($type::$name),*];

            /// The word in the store and on the wire.
            pub fn code(self) -> &'static str {
                match self { $($type::$name => $code,)* }
            }

            /// The one of a word.
            pub fn from_code(code: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    )*};
}
