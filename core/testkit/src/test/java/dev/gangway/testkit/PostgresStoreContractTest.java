package dev.gangway.testkit;

import javax.sql.DataSource;

class PostgresStoreContractTest extends JdbcStoreContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }
}
