package dev.gangway.store;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.StoreException;
import java.sql.SQLException;

/** Reads SQL states, the standard's own codes, and makes exceptions that hold nothing of a driver's message: it may repeat values. */
final class JdbcTrouble {

    private static final String UNKNOWN_COMPLETION = "40003";

    private JdbcTrouble() {}

    /** Whether the database undid the statement, as it does to one of two that are in each other's way. */
    static boolean wasUndone(SQLException failed) {
        String state = state(failed);
        return state.startsWith("40") && !state.equals(UNKNOWN_COMPLETION);
    }

    /** Whether this may be the answer to an insert of what is there already; some drivers give no state for it. */
    static boolean isRefusal(SQLException failed) {
        return state(failed).startsWith("23") || state(failed).isEmpty();
    }

    static GangwayException of(String what, String table, SQLException failed) {
        if (Thread.currentThread().isInterrupted()) {
            return new CallInterruptedException("The thread was interrupted while the store was to " + what + ".");
        }
        String state = state(failed);
        return new StoreException(
                "The store couldn't " + what + " in " + table + ": "
                        + failed.getClass().getSimpleName()
                        + (state.isEmpty() ? "" : ", SQL state " + state)
                        + (failed.getErrorCode() == 0 ? "" : ", the database's code " + failed.getErrorCode())
                        + ". " + advice(state),
                redacted(failed, state));
    }

    private static String advice(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "The database can't be reached: look whether it runs, and at its address and the network.";
            case "28" -> "The database refuses the data source's user or password.";
            case "42" ->
                "Either the table isn't there: createSchema() makes it, stores.md shows how to make it by hand. Or the data"
                        + " source's user may not select, insert, update or delete in it.";
            case "53" -> "The database is short of room, memory or connections.";
            default -> "The database's manual explains the code, and its log says more.";
        };
    }

    private static String state(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "";
    }

    private static SQLException redacted(SQLException failed, String state) {
        SQLException shown = new SQLException("The message is left out.", state, failed.getErrorCode());
        shown.setStackTrace(failed.getStackTrace());
        return shown;
    }
}
