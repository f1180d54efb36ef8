package dev.gangway.testkit;

import dev.gangway.store.JdbcStore;
import dev.gangway.store.Store;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The contract on some database; each test has a table of its own. */
abstract class JdbcStoreContract extends StoreContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    private final String prefix = "contract" + TABLES.incrementAndGet() + "_";
    private final DataSource dataSource = new HookedDataSource(dataSource()) {
        @Override
        void connecting() throws SQLException {
            if (cut) {
                throw new SQLException("refused; tried content-that-nobody-may-see", "08001");
            }
        }
    }.dataSource();
    private boolean cut;

    abstract DataSource dataSource();

    @Override
    protected Store open() {
        JdbcStore store = new JdbcStore(dataSource, prefix);
        store.createSchema();
        return store;
    }

    @Override
    protected void damage(String key) {
        String sql = "UPDATE " + prefix + "records SET record_version = -1 WHERE record_key = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            connection.setAutoCommit(true);
            update.setBytes(1, key.getBytes(StandardCharsets.US_ASCII));
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    protected void cutOff() {
        cut = true;
    }
}
