//! What is not as it was backed up is found, and what does not fit is left alone.

use super::{Case, names, tables};
use crate::support::{Kind, ScratchDatabase};
use blis_store::{BackupError, Checked, TableDifference};
use serde_json::{Value, json};

/// The name of a table's entry in a manifest.
fn entry<'m>(manifest: &'m mut Value, table: &str) -> &'m mut Value {
    let tables = manifest["tables"].as_array_mut().unwrap();
    tables.iter_mut().find(|one| one["name"] == table).unwrap()
}

on_both! {
    fn a_database_that_holds_something_is_left_alone(database) {
        let case = Case::new(database);
        case.back_up("b");
        let before = tables(database);
        let error = case.restore("b", database).unwrap_err();
        match database.kind() {
            Kind::Sqlite => assert!(matches!(&error, BackupError::DatabaseExists { .. }), "{error:?}"),
            Kind::Postgres => assert!(matches!(&error, BackupError::NotEmpty { .. }), "{error:?}"),
        }
        assert_eq!(tables(database), before);
    }
}

on_both! {
    fn a_table_that_is_not_as_listed_is_named(database) {
        let case = Case::new(database);
        case.back_up("b");
        case.forge("b", |manifest| {
            entry(manifest, "observation")["rows"] = json!(4711);
            entry(manifest, "batch")["sha256"] = json!("00");
            entry(manifest, "feed")["name"] = json!("gone");
        });
        let elsewhere = database.elsewhere();
        let error = case.restore("b", &elsewhere).unwrap_err();
        let told = match &error {
            BackupError::RestoredWrong { source, .. } => source.to_string(),
            other => other.to_string(),
        };
        for part in [
            "`observation` has",
            "instead of 4711",
            "`batch` holds other values",
            "`gone` is missing",
            "`feed` is not in the manifest",
        ] {
            assert!(told.contains(part), "{told}");
        }
        if let ScratchDatabase::Sqlite(folder) = &elsewhere {
            assert_eq!(names(folder.path()).len(), 0, "a file that is wrong gets no name");
        }
    }
}

on_both! {
    fn what_a_newer_program_made_is_refused(database) {
        let case = Case::new(database);
        case.back_up("b");
        let elsewhere = database.elsewhere();
        case.forge("b", |manifest| {
            manifest["migrations"].as_array_mut().unwrap().push(json!("20990101000000"));
        });
        for refused in [case.restore("b", &elsewhere).err(), case.check("b").err()] {
            let refused = refused.unwrap().to_string();
            assert!(refused.contains("unknown to this program: 20990101000000"), "{refused}");
        }
        case.forge("b", |manifest| *manifest = json!({ "format": 2, "anything": "else" }));
        assert!(matches!(case.restore("b", &elsewhere), Err(BackupError::NewerFormat { format: 2, .. })));
        std::fs::write(case.path("b").join("manifest.json"), "{").unwrap();
        assert!(matches!(case.check("b"), Err(BackupError::Manifest { .. })));
        std::fs::remove_file(case.path("b").join("manifest.json")).unwrap();
        assert!(matches!(case.check("b"), Err(BackupError::File { step: "read", .. })));
    }
}

on_both! {
    fn a_byte_that_changed_is_found(database) {
        let case = Case::new(database);
        let manifest = case.back_up("b");
        let expected = match database.kind() {
            Kind::Sqlite => Checked::Tables,
            Kind::Postgres => Checked::File,
        };
        assert_eq!(case.check("b").unwrap(), expected);
        let path = case.path("b").join(&manifest.data.file);
        let good = std::fs::read(&path).unwrap();
        let elsewhere = database.elsewhere();
        for place in (0..good.len()).step_by(good.len() / 23) {
            let mut bad = good.clone();
            bad[place] ^= 1;
            std::fs::write(&path, &bad).unwrap();
            assert!(case.check("b").is_err(), "byte {place} is another");
        }
        assert!(case.restore("b", &elsewhere).is_err());
        std::fs::write(&path, &good[..good.len() - 1]).unwrap();
        assert!(case.check("b").is_err(), "a byte less");
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(case.check("b"), Err(BackupError::File { .. })));
        assert!(matches!(case.restore("b", &elsewhere), Err(BackupError::File { .. })));
    }
}

#[test]
fn a_row_that_changed_in_the_file_is_told_by_its_table() {
    let database = ScratchDatabase::sqlite();
    let case = Case::new(&database);
    case.back_up("b");
    let path = case.path("b").join("blis.db");
    let store = |sql: &str| {
        use diesel::Connection;
        use diesel::connection::SimpleConnection;
        let mut file = diesel::SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        file.batch_execute(sql).unwrap();
    };
    let differences = || match case.check("b").unwrap_err() {
        BackupError::Differs { differences } => differences,
        other => panic!("{other:?}"),
    };
    let table = || "observation".to_owned();
    store("update observation set value = value + 1e-9 where id = 1");
    assert_eq!(differences(), [TableDifference::Content { table: table() }]);
    store("update observation set value = value - 1e-9 where id = 1; delete from idempotency");
    assert!(matches!(
        differences().as_slice(),
        [TableDifference::Rows { table, found: 0, .. }] if table == "idempotency"
    ));
    store("drop table indicator_version; create table other (x integer)");
    let all = differences();
    assert!(all.contains(&TableDifference::Missing {
        table: "indicator_version".to_owned()
    }));
    assert!(all.contains(&TableDifference::Unlisted {
        table: "other".to_owned()
    }));
}

#[test]
fn a_leftover_of_another_database_is_not_read_into_the_restored_one() {
    let database = ScratchDatabase::sqlite();
    let case = Case::new(&database);
    case.back_up("b");
    let elsewhere = database.elsewhere();
    std::fs::write(format!("{}-wal", elsewhere.address()), "").unwrap();
    let error = case.restore("b", &elsewhere).unwrap_err().to_string();
    assert!(error.contains("blis.db-wal exists already"), "{error}");
}

#[test]
fn a_backup_is_not_restored_into_the_other_kind_or_another_schema() {
    let (Some(first), Some(second)) = (ScratchDatabase::postgres(), ScratchDatabase::postgres()) else {
        return;
    };
    let case = Case::new(&first);
    case.back_up("b");
    let error = case.restore("b", &ScratchDatabase::sqlite()).unwrap_err();
    assert!(
        error.to_string().contains("is of a PostgreSQL database"),
        "{error}"
    );
    let error = case.restore("b", &second).unwrap_err();
    assert!(matches!(&error, BackupError::OtherSchema { .. }), "{error:?}");
}
