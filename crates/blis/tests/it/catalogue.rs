//! `blis catalogue`.

use crate::harness::Place;
use serde_json::Value;

on_both!(the_catalogue_goes_out_as_text_and_comes_back);

fn the_catalogue_goes_out_as_text_and_comes_back(place: Place) {
    let server = place.serve();
    for format in ["yaml", "csv"] {
        let exported = place.run(["catalogue", "export", "--format", format]);
        assert_eq!(exported.code, 0, "{}", exported.stderr);
        let name = format!("catalogue.{format}");
        place.write(&name, &exported.stdout);
        let back = place.run(["catalogue", "import", &name, "--json"]);
        assert_eq!(back.code, 0, "{}{}", back.stdout, back.stderr);
        let told: Value = serde_json::from_str(&back.stdout).unwrap();
        assert_eq!(
            (&told["changed"], &told["unchanged"]),
            (&Value::Array(vec![]), &98.into()),
            "{format}"
        );
    }
    let text = std::fs::read_to_string(place.path("catalogue.yaml")).unwrap();
    let changed = text.replacen("en: Population at the start of the year\n", "en: People\n", 1);
    assert_ne!(changed, text);
    place.write("changed.yml", &changed);
    let tried = place.run(["catalogue", "import", "changed.yml", "--dry-run"]);
    assert_eq!(
        tried.stdout,
        "CTX.POP changed\n  name.en: \"Population at the start of the year\" -> \"People\"\n\
         sheets: 1 would change, 97 unchanged; 0 derived values computed anew\n"
    );
    assert_eq!(
        place.run(["catalogue", "export"]).stdout,
        text,
        "trying stores nothing"
    );
    assert_eq!(place.run(["catalogue", "import", "changed.yml"]).code, 0);
    let exported = place.run(["catalogue", "export"]).stdout;
    assert_eq!(
        exported,
        changed.replacen("code: CTX.POP\n  version: 1", "code: CTX.POP\n  version: 2", 1)
    );

    place.write("late.yaml", &text);
    let late = place.run(["catalogue", "import", "late.yaml"]);
    assert_eq!(late.code, 1);
    let line = text.lines().position(|line| line == "- code: CTX.POP").unwrap() + 1;
    assert!(
        late.stderr.contains(&format!("line {line}, CTX.POP, code: ")),
        "{}",
        late.stderr
    );
    assert!(
        late.stderr.contains("Nothing of the file was taken."),
        "{}",
        late.stderr
    );
    assert_eq!(
        place.run(["catalogue", "import", "catalogue.txt"]).code,
        2,
        "what is it?"
    );
    assert!(server.stop().success());
}
