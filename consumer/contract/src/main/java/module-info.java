/** A vendor's module: JUnit gets at the contract's tests by what the testkit opens to it. */
module com.example.contract {
    requires dev.gangway.testkit;
}
