package dev.gangway.connection;

import dev.gangway.connector.Connector;
import dev.gangway.connector.Revocation;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.GangwayException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Fact;
import dev.gangway.store.Store;
import dev.gangway.user.OpenOffboarding;
import dev.gangway.user.User;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections. First the record says that it is over, which stops every node; then the provider is asked to withdraw the credential; then
 * all is erased, unless that failed: then the sealed credential stays, only to try it again. A crash in between is mended by ending it again.
 */
final class Ending {

    private static final Logger LOGGER = LoggerFactory.getLogger(Ending.class);

    private final Shared shared;

    Ending(Shared shared) {
        this.shared = shared;
    }

    Disconnection disconnect(Stored found, Optional<String> actor) {
        ConnectionId id = found.info().id();
        Transition ended =
                shared.ledger().transition(ConnectionState.DISCONNECTED, ConnectionCause.DISCONNECT_REQUESTED, actor);
        Stored record = shared.ledger()
                .change(id, it -> it.isEnded() ? it : it.moved(ended))
                .orElseThrow(() -> OpenConnections.noSuch(id));
        shared.open().drop(id);
        shared.names().release(record.info().tenant(), record.info().name(), id);
        Revocation revocation = revoke(record);
        CutOff cutOff = eraseWork(id);
        if (revocation.state() == Revocation.State.FAILED) {
            Diagnosis diagnosis = new Diagnosis(
                    Problem.OTHER,
                    "The connection is ended, but its credential may still be alive at the provider.",
                    revocation.explanation(),
                    Who.TEAM_ADMIN);
            shared.ledger()
                    .change(
                            id,
                            it -> it.moved(new Transition(
                                    ConnectionState.DISCONNECTED,
                                    ConnectionCause.REVOCATION_FAILED,
                                    shared.time().instant(),
                                    Optional.of(diagnosis),
                                    actor)));
        } else {
            shared.records().erase(id);
        }
        return new Disconnection(id, revocation, cutOff.open(), cutOff.neverBegun());
    }

    /** Erases what is left of a connection that was ended. */
    Disconnection forget(Stored found) {
        if (!found.isEnded()) {
            throw new IllegalStateException("The connection " + found.info().id()
                    + " is in use; disconnect it first, which withdraws its credential. Nothing was erased.");
        }
        return erase(
                found.info().id(),
                new Revocation(
                        Revocation.State.NOT_POSSIBLE,
                        "The provider was not asked; the credential may still be alive. Have an admin remove the app "
                                + "in the provider's console."));
    }

    /** Erases all that is stored, whatever it is. */
    Disconnection erase(ConnectionId id, Revocation revocation) {
        shared.open().drop(id);
        shared.names().releaseAll(id);
        CutOff cutOff = eraseWork(id);
        shared.records().erase(id);
        return new Disconnection(id, revocation, cutOff.open(), cutOff.neverBegun());
    }

    /** What the end of a connection cuts off. */
    private record CutOff(Fact<List<OpenOffboarding>> open, Fact<List<User>> neverBegun) {}

    private CutOff eraseWork(ConnectionId id) {
        CutOff cutOff;
        try {
            Store store = shared.settings().store();
            cutOff = new CutOff(
                    Fact.of(OpenOffboarding.of(store, id.value())),
                    Fact.of(OpenOffboarding.neverBegun(store, id.value())));
        } catch (StoreException | IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            String why = "a record of the journal can't be read";
            cutOff = new CutOff(Fact.unknown(why), Fact.unknown(why));
        }
        shared.records().eraseWork(id);
        return cutOff;
    }

    private Revocation revoke(Stored record) {
        Connector connector = shared.connectors().get(record.info().connector());
        if (connector == null) {
            return failed("its connector " + record.info().connector() + " isn't registered");
        }
        try (Live live = Live.open(shared, connector, Custody.ofEnded(shared, record))) {
            return live.session().revoke();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (StoreException sealed) {
            LOGGER.warn("The credential of a connection that was ended can't be opened: {}", sealed.getMessage());
            return failed("its stored credential can't be opened; the log says why");
        } catch (GangwayException failed) {
            return failed(failed.getMessage());
        }
    }

    private static Revocation failed(String why) {
        return new Revocation(
                Revocation.State.FAILED,
                "The provider could not be asked to withdraw the credential (" + why
                        + "). Disconnect again to try it again, or have an admin remove the app in the provider's "
                        + "console and forget the connection.");
    }
}
