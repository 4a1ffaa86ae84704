//! Filling `{{name}}` in a template; a name nobody fills and a value nobody uses are errors.

use anyhow::bail;

/// The template with every `{{name}}` replaced by its value.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> anyhow::Result<String> {
    let mut used = vec![false; values.len()];
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            bail!("a placeholder is opened by {{{{ and never closed");
        };
        let Some(index) = values.iter().position(|(known, _)| *known == name.trim()) else {
            bail!(
                "the template asks for `{}`, which is none of the values it is given",
                name.trim()
            );
        };
        used[index] = true;
        filled.push_str(before);
        filled.push_str(values[index].1);
        rest = after;
    }
    filled.push_str(rest);
    if let Some(index) = used.iter().position(|used| !used) {
        bail!("the template has no place for `{}`", values[index].0);
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let filled = fill(
            "<a href=\"/{{js}}\">{{ js }} {{css}}</a>",
            &[("js", "a.js"), ("css", "b.css")],
        )
        .unwrap();
        assert_eq!(filled, "<a href=\"/a.js\">a.js b.css</a>");
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let unknown = fill("{{jss}}", &[("js", "a.js")]).unwrap_err().to_string();
        assert!(unknown.contains("`jss`"), "{unknown}");
        let unused = fill("text", &[("js", "a.js")]).unwrap_err().to_string();
        assert!(unused.contains("`js`"), "{unused}");
        assert!(fill("{{js", &[("js", "a.js")]).is_err());
    }
}
