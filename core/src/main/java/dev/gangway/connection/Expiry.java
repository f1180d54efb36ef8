package dev.gangway.connection;

import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Announces the end of a credential ahead, at each of the times that the application wants, and the end itself. */
final class Expiry {

    private Expiry() {}

    /** The record as it stands after what is due was announced. */
    static Stored announced(Shared shared, Stored record) {
        Instant now = shared.time().instant();
        if (due(shared, record, now).equals(record)) {
            return record;
        }
        return shared.ledger()
                .change(record.info().id(), it -> due(shared, it, now))
                .orElse(record);
    }

    private static Stored due(Shared shared, Stored record, Instant now) {
        ConnectionInfo info = record.info();
        if (info.expiresAt().isEmpty()
                || info.state() == ConnectionState.DISCONNECTED
                || info.state() == ConnectionState.NEEDS_RECONNECT) {
            return record;
        }
        Instant end = info.expiresAt().get();
        if (!now.isBefore(end)) {
            return record.moved(
                    shared.ledger().trouble(ConnectionState.NEEDS_RECONNECT, ConnectionCause.EXPIRED, expired(end)));
        }
        List<Duration> ahead = shared.settings().announceExpiry();
        Optional<Instant> due =
                ahead.stream().map(end::minus).filter(at -> !now.isBefore(at)).max(Comparator.naturalOrder());
        return due.isPresent() && announcedAt(info).map(due.get()::isAfter).orElse(true)
                ? record.moved(shared.ledger().trouble(info.state(), ConnectionCause.EXPIRES_SOON, soon(end, now)))
                : record;
    }

    /** When the end of the present credential was announced last, if it was. */
    private static Optional<Instant> announcedAt(ConnectionInfo info) {
        for (int i = info.history().size() - 1; i >= 0; i--) {
            Transition it = info.history().get(i);
            switch (it.cause()) {
                case EXPIRES_SOON -> {
                    return Optional.of(it.at());
                }
                case CONNECTED, RECONNECTED, CREDENTIAL_REPLACED -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    static Diagnosis expired(Instant end) {
        return new Diagnosis(
                Problem.CREDENTIAL_EXPIRED,
                "The credential expired on " + date(end) + ".",
                "Replace it by a new one, or have an admin of the team connect again.",
                Who.TEAM_ADMIN);
    }

    private static Diagnosis soon(Instant end, Instant now) {
        long days = now.until(end, ChronoUnit.DAYS);
        return new Diagnosis(
                Problem.CREDENTIAL_EXPIRED,
                "The credential expires on " + date(end) + ", in "
                        + (days == 1 ? "1 day" : days == 0 ? "less than a day" : days + " days") + ".",
                "Replace it by a new one before that; connection, history and jobs stay.",
                Who.TEAM_ADMIN);
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(instant);
    }
}
