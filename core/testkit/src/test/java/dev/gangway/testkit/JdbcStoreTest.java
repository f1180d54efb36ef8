package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import dev.gangway.store.JdbcStore;
import dev.gangway.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a store on a database has to stand. */
class JdbcStoreTest {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final byte[] DATA = {1, 2, 3};

    private final String prefix = "jdbc" + TABLES.incrementAndGet() + "_";

    private JdbcStore made(DataSource dataSource) {
        JdbcStore store = new JdbcStore(dataSource, prefix);
        store.createSchema();
        return store;
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(sql);
        }
    }

    @Test
    void nothingIsMadeUnlessAskedFor() {
        JdbcStore store = new JdbcStore(Databases.postgres(), prefix);

        assertThatThrownBy(() -> store.get("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("read the record a", prefix + "records", "42P01", "createSchema()");
    }

    @Test
    void manyNodesMayMakeTheTableAtOnceAndAgain() {
        Race.of(4, node -> () -> made(Databases.postgres()));

        JdbcStore store = made(Databases.postgres());
        assertThat(store.compareAndSet("a", 0, DATA)).isPresent();
        made(Databases.postgres());
        assertThat(store.get("a")).isPresent();
    }

    @Test
    void aTableCanBeInASchema() throws SQLException {
        execute(Databases.postgres(), "CREATE SCHEMA " + prefix + "schema");
        JdbcStore store = new JdbcStore(Databases.postgres(), prefix + "schema.our_");
        store.createSchema();

        store.compareAndSet("a", 0, DATA);

        execute(Databases.postgres(), "SELECT record_version FROM " + prefix + "schema.our_records");
        assertThat(store.list("")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a b", "a;", "a.b.c", ".a", "a.", "\"a\"", "a-", "\u00e9"})
    void aPrefixOfAnotherShapeIsRefused(String bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JdbcStore(Databases.h2(), bad));
    }

    @Test
    void leasesRunOnTheDatabasesClock() {
        made(Databases.postgres()).lease("work", Duration.ofMinutes(59));
        Store inAnHour = new JdbcStore(
                new HookedDataSource(Databases.postgres()) {
                    @Override
                    String sql(String sql) {
                        return sql.replace("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP + INTERVAL '1 hour'");
                    }
                }.dataSource(),
                prefix);

        assertThat(new JdbcStore(Databases.postgres(), prefix).lease("work", Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(inAnHour.lease("work", Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void aConnectionIsGivenBackAsItWas() {
        List<Boolean> committing = new ArrayList<>();
        Store store = made(
                new HookedDataSource(Databases.postgres()) {
                    @Override
                    void closing(Connection connection) throws SQLException {
                        committing.add(connection.getAutoCommit());
                    }
                }.dataSource());

        store.get("a");

        assertThat(committing).isNotEmpty().doesNotContain(true);
    }

    @Test
    void whatWasWrittenIsDoneAlsoIfTheConnectionBreaksAfterwards() {
        Store store = made(
                new HookedDataSource(Databases.postgres()) {
                    @Override
                    void closing(Connection connection) throws SQLException {
                        throw new SQLException("broken", "40001");
                    }
                }.dataSource());

        assertThat(store.compareAndSet("a", 0, DATA)).isPresent();
    }

    /** A store whose first changes fail before they are made. */
    private Store failing(int times, String state, AtomicInteger tries) {
        made(Databases.h2());
        return new JdbcStore(
                new HookedDataSource(Databases.h2()) {
                    @Override
                    void updating() throws SQLException {
                        if (tries.incrementAndGet() <= times) {
                            throw new SQLException("INSERT ... VALUES (secret)", state, 7);
                        }
                    }
                }.dataSource(),
                prefix);
    }

    @Test
    void whatTheDatabaseUndidIsDoneAgain() {
        Store store = failing(9, "40001", new AtomicInteger());

        assertThat(store.compareAndSet("a", 0, DATA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40003", "08006", "57014", "HY000", "99999"})
    void whatMayHaveBeenDoneIsNotDoneAgain(String state) {
        AtomicInteger tries = new AtomicInteger();
        Store store = failing(1, state, tries);

        assertThatThrownBy(() -> store.compareAndSet("a", 0, DATA))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("write the record a", "read it again", state, "code 7")
                .hasMessageNotContaining("secret")
                .hasStackTraceContaining("HookedDataSource")
                .extracting(it -> it.getCause().getMessage())
                .isEqualTo("The message is left out.");
        assertThat(tries).hasValue(1);
    }

    @Test
    void aDatabaseThatUndoesEverythingIsTroubleInTheEnd() {
        AtomicInteger tries = new AtomicInteger();
        Store store = failing(Integer.MAX_VALUE, "40001", tries);

        assertThatThrownBy(() -> store.compareAndSet("a", 0, DATA)).isInstanceOf(StoreException.class);
        assertThat(tries).hasValue(10);
    }

    @Test
    void aConstraintOfAnotherKindIsNotTakenForARecordThatIsThere() throws SQLException {
        made(Databases.postgres());
        execute(Databases.postgres(), "ALTER TABLE " + prefix + "records ADD CHECK (record_version < 0)");

        assertThatThrownBy(() -> new JdbcStore(Databases.postgres(), prefix).compareAndSet("a", 0, DATA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("23514");
    }

    @Test
    void anotherNodesRecordThatCameInBetweenIsNoTrouble() {
        Store other = made(Databases.postgres());
        Store store = new JdbcStore(
                new HookedDataSource(Databases.postgres()) {
                    @Override
                    void updating() {
                        other.compareAndSet("a", 0, DATA);
                    }
                }.dataSource(),
                prefix);

        assertThat(store.compareAndSet("a", 0, DATA)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void anotherNodesRecordThatCameInBetweenAndIsGoneAgainIsNoTrouble() {
        Store other = made(Databases.postgres());
        Store store = new JdbcStore(
                new HookedDataSource(Databases.postgres()) {
                    private boolean came;
                    private OptionalLong version = OptionalLong.empty();

                    @Override
                    void updating() {
                        version = came ? OptionalLong.empty() : other.compareAndSet("a", 0, DATA);
                        came = true;
                    }

                    @Override
                    String sql(String sql) {
                        version.ifPresent(it -> other.compareAndSet("a", it, new byte[0]));
                        version = OptionalLong.empty();
                        return sql;
                    }
                }.dataSource(),
                prefix);

        assertThat(store.compareAndSet("a", 0, DATA)).isPresent();
    }

    @Test
    void aTableWithoutItsPrimaryKeyIsFoundOut() throws SQLException {
        execute(
                Databases.h2(),
                "CREATE TABLE " + prefix
                        + "records (record_key VARBINARY(512), record_version BIGINT, record_data BLOB)");
        for (int i = 0; i < 2; i++) {
            execute(Databases.h2(), "INSERT INTO " + prefix + "records VALUES (X'61', 5, X'01')");
        }

        assertThatThrownBy(() -> new JdbcStore(Databases.h2(), prefix).compareAndSet("a", 5, DATA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("primary key");
    }

    @Test
    void aPoolThatThrowsExceptionsOfItsOwnIsTroubleToo() {
        Store store = new JdbcStore(
                new HookedDataSource(Databases.h2()) {
                    @Override
                    void connecting() {
                        throw new IllegalStateException("jdbc:x:?password=secret");
                    }
                }.dataSource(),
                prefix);

        assertThatThrownBy(() -> store.get("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be reached")
                .satisfies(it -> assertThat(it).hasStackTraceContaining("SQLException"))
                .satisfies(it -> assertThat(it.getCause()).hasNoCause());
    }

    @Test
    void anInterruptIsKeptAlsoIfTheDriverForgetsIt() {
        Store store = made(
                new HookedDataSource(Databases.h2()) {
                    @Override
                    void updated() {
                        Thread.interrupted();
                    }
                }.dataSource());
        Thread.currentThread().interrupt();

        store.compareAndSet("a", 0, DATA);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedWaitForAConnectionSaysSo() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + prefix);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection taken = pool.getConnection()) {
            assertThat(taken.isClosed()).isFalse();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> new JdbcStore(pool, prefix).get("a")).isInstanceOf(CallInterruptedException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
