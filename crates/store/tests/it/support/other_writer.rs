//! Somebody else who writes while a test looks on.

use super::{Kind, ScratchDatabase};
use diesel::connection::SimpleConnection;
use std::any::Any;

/// Another program in the middle of a transaction, which whoever wants to change values waits for. It ends, with nothing
/// done, when this is dropped.
pub(crate) struct OtherWriter {
    _connection: Box<dyn Any>,
}

impl OtherWriter {
    pub(crate) fn on(database: &ScratchDatabase) -> OtherWriter {
        let connection: Box<dyn Any> = match database.kind() {
            Kind::Sqlite => {
                let mut connection = database.sqlite_connection();
                connection.batch_execute("begin immediate").unwrap();
                Box::new(connection)
            }
            Kind::Postgres => {
                let mut connection = database.pg_connection();
                let lock = "begin; select version from data_version for update";
                connection.batch_execute(lock).unwrap();
                Box::new(connection)
            }
        };
        OtherWriter {
            _connection: connection,
        }
    }
}
