//! How large a file is, as people say it.

/// `640 B`, `12.3 KB`, `200 MB`: decimal units as systems show them, three digits.
pub(crate) fn size(bytes: u64) -> String {
    let mut unit = 1_u64;
    for name in ["B", "KB", "MB", "GB"] {
        let whole = bytes.saturating_add(unit / 2) / unit;
        if whole < 1_000 || name == "GB" {
            let tenths = bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
            return if name == "B" || tenths >= 1_000 {
                format!("{whole} {name}")
            } else {
                format!("{}.{} {name}", tenths / 10, tenths % 10)
            };
        }
        unit *= 1000;
    }
    bytes.to_string()
}

#[cfg(test)]
mod tests {
    use super::size;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn sizes_are_said_in_three_digits() {
        for (bytes, said) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 KB"),
            (12_345, "12.3 KB"),
            (999_499, "999 KB"),
            (999_500, "1.0 MB"),
            (200_000_000, "200 MB"),
            (1_500_000_000, "1.5 GB"),
            (5_000_000_000_000, "5000 GB"),
        ] {
            assert_eq!(size(bytes), said, "{bytes}");
        }
    }
}
