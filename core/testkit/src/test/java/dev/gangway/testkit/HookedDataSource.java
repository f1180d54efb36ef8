package dev.gangway.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A real data source with hooks at the moments at which a database can fail. */
class HookedDataSource {

    private final DataSource inner;

    HookedDataSource(DataSource inner) {
        this.inner = inner;
    }

    /** Before a connection is got. */
    void connecting() throws SQLException {}

    /** What is sent instead of a statement. */
    String sql(String sql) {
        return sql;
    }

    /** Before a statement that changes something is executed. */
    void updating() throws SQLException {}

    /** After a statement that changes something was executed. */
    void updated() throws SQLException {}

    /** Before a connection is given back. */
    void closing(Connection connection) throws SQLException {}

    DataSource dataSource() {
        return proxy(DataSource.class, inner, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return method.invoke(inner, arguments);
            }
            connecting();
            return connection(inner.getConnection());
        });
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, real, (method, arguments) -> {
            switch (method.getName()) {
                case "close" -> closeAfterHook(real);
                case "prepareStatement" -> {
                    return statement(PreparedStatement.class, real.prepareStatement(sql((String) arguments[0])));
                }
                case "createStatement" -> {
                    return statement(Statement.class, real.createStatement());
                }
                default -> {
                    return method.invoke(real, arguments);
                }
            }
            return null;
        });
    }

    private void closeAfterHook(Connection real) throws SQLException {
        try {
            closing(real);
        } finally {
            real.close();
        }
    }

    private <S extends Statement> S statement(Class<S> type, S real) {
        return proxy(type, real, (method, arguments) -> {
            if (method.getName().equals("executeUpdate")) {
                updating();
                Object rows = method.invoke(real, arguments);
                updated();
                return rows;
            }
            return method.getName().equals("executeQuery") && arguments != null
                    ? real.executeQuery(sql((String) arguments[0]))
                    : method.invoke(real, arguments);
        });
    }

    private interface Call {
        Object invoke(Method method, Object[] arguments)
                throws SQLException, IllegalAccessException, InvocationTargetException;
    }

    private static <T> T proxy(Class<T> type, T real, Call call) {
        return type.cast(Proxy.newProxyInstance(
                HookedDataSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.invoke(method, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
