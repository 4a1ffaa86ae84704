//! Typed HTTP client of the BLIS API, native and WASM.
