package dev.gangway.connection;

import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a connection's pulse from its ordinary calls: a rejected credential, a provider that is down for a while, and that all is well again
 * become transitions. A finding about a credential that was replaced in the meantime is dropped. Thread-safe.
 */
final class Pulse {

    private static final Logger LOGGER = LoggerFactory.getLogger(Pulse.class);

    /** A provider that fails for this long, and this often, is said to be down. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int FAILURES = 3;

    private final Shared shared;
    private final Custody custody;
    private final LongSupplier requests;
    private volatile @Nullable Failing failing;

    /** Since when, and how often, the provider has failed without a call going through in between. */
    private record Failing(Instant since, int times, boolean told) {}

    /**
     * The pulse of a connection.
     *
     * @param requests how many requests were authorized so far: a call that needed none proves nothing
     */
    Pulse(Shared shared, Custody custody, LongSupplier requests) {
        this.shared = shared;
        this.custody = custody;
        this.requests = requests;
    }

    /** The same capability, whose calls are felt here. */
    <T> T feeling(Class<T> type, T capability) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Instant start = shared.time().instant();
                    long before = requests.getAsLong();
                    long grant = custody.grant();
                    try {
                        Object result = method.invoke(capability, arguments);
                        if (requests.getAsLong() > before) {
                            worked(start, grant);
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        if (failed.getCause() instanceof GangwayException it) {
                            failed(it, grant);
                        }
                        throw failed.getCause();
                    }
                }));
    }

    private void worked(Instant start, long grant) {
        failing = null;
        if (custody.record().filter(it -> Findings.isDisproved(it, start)).isPresent()) {
            note(it -> isOf(it, grant) ? Findings.worked(shared, it, start) : it);
        }
    }

    /** The provider answered to a test, which nobody feels here: it isn't down. */
    void answered() {
        failing = null;
    }

    /** A call failed that was begun with a grant: a late answer doesn't blame a newer one. */
    void failed(GangwayException trouble, long grant) {
        if (trouble instanceof CredentialRejectedException it) {
            note(record -> isOf(record, grant) ? Findings.rejected(shared, record, it.diagnosis()) : record);
        } else if (trouble instanceof ConnectFailedException it) {
            note(record -> isOf(record, grant) ? Findings.failed(shared, record, it.diagnosis()) : record);
        } else if (trouble instanceof PermissionMissingException it) {
            note(record -> isOf(record, grant) ? Findings.refused(shared, record, it.missing()) : record);
        } else if (trouble instanceof ProviderUnavailableException it) {
            unavailable(it);
        }
    }

    private static boolean isOf(Stored record, long grant) {
        return record.credential().grant() == grant;
    }

    private void unavailable(ProviderUnavailableException trouble) {
        Instant now = shared.time().instant();
        Failing before = failing;
        Failing then = before == null
                ? new Failing(now, 1, false)
                : new Failing(before.since(), before.times() + 1, before.told());
        boolean down = !then.told()
                && then.times() >= FAILURES
                && !now.isBefore(then.since().plus(PATIENCE));
        failing = down ? new Failing(then.since(), then.times(), true) : then;
        if (down) {
            Diagnosis diagnosis = new Diagnosis(
                    Problem.PROVIDER_UNAVAILABLE,
                    "No call has gone through since " + then.since() + ". " + trouble.getMessage(),
                    "Wait: the connection heals by itself. If only this machine is concerned, check its network.",
                    Who.NOBODY);
            note(it -> it.info().state() == ConnectionState.CONNECTED
                    ? it.moved(shared.ledger()
                            .trouble(ConnectionState.DEGRADED, ConnectionCause.PROVIDER_UNAVAILABLE, diagnosis))
                    : it);
        }
    }

    /** A finding that can't be stored is found again by the next call; the caller's own result comes first. */
    private void note(UnaryOperator<Stored> finding) {
        Optional<Stored> record = custody.record();
        if (record.isEmpty()) {
            return;
        }
        try {
            shared.ledger().change(record.get().info().id(), finding).ifPresent(custody::saw);
        } catch (StoreException unwritable) {
            LOGGER.warn(
                    "A finding about connection {} could not be stored.",
                    record.get().info().id());
        }
    }
}
