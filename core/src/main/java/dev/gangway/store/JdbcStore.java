package dev.gangway.store;

import dev.gangway.error.StoreException;
import dev.gangway.store.Leases.NodeTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in one table of a SQL database, for any number of nodes. Thread-safe.
 *
 * <p>Every change is one statement, committed by itself, so the store needs no transactions. It works with every pool and at every isolation
 * level above "read uncommitted". Give it a data source that doesn't take part in transactions of the caller (none of a container, no
 * transaction-aware proxy) and that reaches the one database that is written to, not a replica. Set the driver's own time limits for
 * connecting and reading; the store adds none. Leases run on the database's clock.
 *
 * <p>The table is made by {@link #createSchema()} or by hand; {@code stores.md} shows it. Tested with PostgreSQL, H2 and SQLite.
 */
public final class JdbcStore extends CheckedStore {

    private static final int TRIES = 10;

    private final DataSource dataSource;
    private final String table;
    private volatile @Nullable Dialect dialect;

    /**
     * A store in the table {@code gangway_records}.
     *
     * @param dataSource where the database is; it stays the caller's to close
     */
    public JdbcStore(DataSource dataSource) {
        this(dataSource, "gangway_");
    }

    /**
     * A store in a table of another name.
     *
     * @param dataSource where the database is; it stays the caller's to close
     * @param prefix what the table's name begins with, before {@code records}: letters, digits and underscores, with a schema's name and a
     *     dot before it if wanted
     * @throws IllegalArgumentException if the prefix has another shape
     */
    public JdbcStore(DataSource dataSource, String prefix) {
        super(NodeTime.SYSTEM);
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        if (!prefix.matches("([A-Za-z]\\w{0,49}\\.)?[A-Za-z]\\w{0,49}")) {
            throw new IllegalArgumentException(
                    "A prefix of tables has 1 to 50 letters, digits and underscores and begins"
                            + " with a letter; the name of a schema and a dot may be before it.");
        }
        this.table = prefix + "records";
    }

    /**
     * Makes the table if it isn't there. Any number of nodes may do this at once, at each start.
     *
     * @throws StoreException if the table can't be made; the message says what to do
     */
    public void createSchema() {
        run("create the table", connection -> {
            if (!hasTable(connection)) {
                Dialect types = dialect(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE " + table + " (record_key " + types.keyType
                            + " NOT NULL PRIMARY KEY, record_version BIGINT NOT NULL, record_data " + types.dataType
                            + " NOT NULL)");
                } catch (SQLException failed) {
                    if (!hasTable(connection)) { // else another node was quicker
                        throw failed;
                    }
                }
            }
            return true;
        });
    }

    private boolean hasTable(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT COUNT(*) FROM " + table + " WHERE 1 = 0")) {
            return none.next();
        } catch (SQLException absent) {
            return false;
        }
    }

    @Override
    Optional<Versioned> read(String key) {
        return run("read the record " + key, connection -> {
            try (PreparedStatement select = statement(
                            connection,
                            "SELECT record_version, record_data FROM " + table + " WHERE record_key = ?",
                            ascii(key));
                    ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(versioned(key, row.getLong(1), row.getBytes(2)))
                        : Optional.<Versioned>empty();
            }
        });
    }

    private Versioned versioned(String key, long version, byte @Nullable [] data) {
        if (version <= 0 || data == null || data.length == 0) {
            throw new StoreException(
                    "The row of the record " + key + " in " + table + " is damaged; put a copy of it back.", null);
        }
        return new Versioned(version, data);
    }

    @Override
    OptionalLong swap(String key, long expectedVersion, byte[] data) {
        String what = "write the record " + key + " (read it again before you rely on its being old or new)";
        return run(what, connection -> {
            if (expectedVersion == 0) {
                return create(connection, key, data);
            }
            if (data.length == 0) {
                String delete = "DELETE FROM " + table + " WHERE record_key = ? AND record_version = ?";
                return changed(connection, delete, ascii(key), expectedVersion)
                        ? OptionalLong.of(0)
                        : OptionalLong.empty();
            }
            long next = Versions.after(expectedVersion);
            String update = "UPDATE " + table
                    + " SET record_version = ?, record_data = ? WHERE record_key = ? AND record_version = ?";
            return changed(connection, update, next, data, ascii(key), expectedVersion)
                    ? OptionalLong.of(next)
                    : OptionalLong.empty();
        });
    }

    private OptionalLong create(Connection connection, String key, byte[] data) throws SQLException {
        String insert = "INSERT INTO " + table + " (record_key, record_version, record_data) VALUES (?, ?, ?)";
        for (int attempt = 1; !isThere(connection, key); attempt++) {
            if (data.length == 0) {
                return OptionalLong.of(0);
            }
            long version = Versions.after(0);
            try {
                changed(connection, insert, ascii(key), version, data);
                return OptionalLong.of(version);
            } catch (SQLException failed) {
                if (attempt == TRIES || !JdbcTrouble.isRefusal(failed)) {
                    throw failed;
                } // another node was quicker, and may have erased it again
            }
        }
        return OptionalLong.empty();
    }

    private boolean isThere(Connection connection, String key) throws SQLException {
        String count = "SELECT COUNT(*) FROM " + table + " WHERE record_key = ?";
        try (PreparedStatement select = statement(connection, count, ascii(key));
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    /** Whether the statement changed the one row that it is about. */
    private boolean changed(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = statement(connection, sql, values)) {
            int rows = statement.executeUpdate();
            if (rows > 1) {
                throw new StoreException(
                        "The table " + table + " has a key twice. It needs a primary key on record_key; make it as"
                                + " stores.md shows.",
                        null);
            }
            return rows == 1;
        }
    }

    @Override
    List<String> keys(String prefix) {
        String select =
                "SELECT record_key FROM " + table + " WHERE record_key >= ? AND record_key < ? ORDER BY record_key";
        return run("list records", connection -> {
            try (PreparedStatement statement = statement(connection, select, ascii(prefix), after(prefix));
                    ResultSet rows = statement.executeQuery()) {
                List<String> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(new String(rows.getBytes(1), StandardCharsets.US_ASCII));
                }
                return keys;
            }
        });
    }

    /** The first text after all that start so. */
    private static byte[] after(String prefix) {
        byte[] end = ascii(prefix.isEmpty() ? "~" : prefix);
        end[end.length - 1]++;
        return end;
    }

    @Override
    Instant now() {
        return run("ask the database for its time", connection -> {
            Dialect time = dialect(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT COUNT(*), " + time.now + " FROM " + table + " WHERE 1 = 0")) {
                row.next(); // counting nothing gives one row, in every database
                return time.readNow(row, 2);
            }
        });
    }

    private Dialect dialect(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection.getMetaData().getDatabaseProductName());
            dialect = known;
        }
        return known;
    }

    private static PreparedStatement statement(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setLong(i + 1, (Long) values[i]);
            }
        }
        return statement;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs statements that commit by themselves, and again if the database undid one. */
    private <T> T run(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return runOnce(work);
            } catch (SQLException failed) {
                if (attempt == TRIES || !JdbcTrouble.wasUndone(failed)) {
                    throw JdbcTrouble.of(what, table, failed);
                }
            }
        }
    }

    private <T> T runOnce(Work<T> work) throws SQLException {
        boolean interrupted = Thread.currentThread().isInterrupted();
        Connection connection = connect();
        boolean committing = true;
        try {
            committing = connection.getAutoCommit();
            if (!committing) {
                connection.setAutoCommit(true);
            }
            return work.run(connection);
        } finally {
            giveBack(connection, committing);
            if (interrupted) {
                Thread.currentThread().interrupt(); // some drivers forget it
            }
        }
    }

    private Connection connect() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException failed) { // some pools throw these
            throw new SQLException(failed.getClass().getSimpleName(), "08001", failed);
        }
    }

    /** What was done is done, whatever becomes of the connection. */
    private static void giveBack(Connection connection, boolean committing) {
        try (connection) {
            if (!committing) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException broken) {
            // The pool or the next call finds out.
        }
    }
}
