package dev.gangway.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that the tests start, one of each for a run, behind pools as applications have them. */
final class Databases {

    private Databases() {}

    static DataSource h2() {
        return H2.POOL;
    }

    static DataSource postgres() {
        return Postgres.POOL;
    }

    static HikariDataSource sqlite(Path file) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setBusyTimeout(10_000);
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.OFF); // no test cuts the power
        SQLiteDataSource dataSource = new SQLiteDataSource(sqlite);
        dataSource.setUrl("jdbc:sqlite:" + file);
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        return pool(config);
    }

    private static HikariDataSource pool(HikariConfig config) {
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static final class H2 {
        static final DataSource POOL = pool(config());

        private static HikariConfig config() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:gangway;DB_CLOSE_DELAY=-1");
            return config;
        }
    }

    /** As strict as an application's pool may be: nothing commits by itself, and whole transactions read one state. */
    private static final class Postgres {
        static final DataSource POOL = pool(config());

        private static HikariConfig config() {
            HikariConfig config = new HikariConfig();
            config.setDataSource(start().getPostgresDatabase());
            config.setAutoCommit(false);
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            return config;
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                Path.of("target", "postgres").toFile())
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
