package dev.gangway.testkit;

import javax.sql.DataSource;

class H2StoreContractTest extends JdbcStoreContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
