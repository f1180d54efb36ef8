package dev.gangway.testkit;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreContractTest extends JdbcStoreContract {

    private static HikariDataSource pool;

    @BeforeAll
    static void open(@TempDir Path directory) {
        pool = Databases.sqlite(directory.resolve("gangway.db"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Override
    DataSource dataSource() {
        return pool;
    }
}
