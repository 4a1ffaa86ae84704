//! Everything kept: schema, migrations, queries, the read model; SQLite and PostgreSQL.
