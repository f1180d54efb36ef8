package dev.gangway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What databases don't have in common: the names of binary types, and how to ask for the time. */
enum Dialect {
    POSTGRESQL("BYTEA", "BYTEA", "CURRENT_TIMESTAMP"),
    MYSQL("VARBINARY(512)", "MEDIUMBLOB", "CAST(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000 AS SIGNED)"),
    SQLITE("BLOB", "BLOB", "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"),
    STANDARD("VARBINARY(512)", "BLOB", "CURRENT_TIMESTAMP");

    final String keyType;
    final String dataType;

    /** The database's time, as a time with a zone or as milliseconds since 1970. */
    final String now;

    Dialect(String keyType, String dataType, String now) {
        this.keyType = keyType;
        this.dataType = dataType;
        this.now = now;
    }

    static Dialect of(String product) {
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MySQL", "MariaDB" -> MYSQL;
            case "SQLite" -> SQLITE;
            default -> STANDARD;
        };
    }

    /** Reads what {@link #now} gave. A time without a zone would be read by this node's zone, so it is refused. */
    Instant readNow(ResultSet row, int column) throws SQLException {
        return now.startsWith("CAST")
                ? Instant.ofEpochMilli(row.getLong(column))
                : row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
