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
import java.util.Optional;
import java.util.stream.Stream;

/** Announces the end of a credential ahead, at each of the times that the application wants, and the end itself. */
final class Expiry {

    private Expiry() {}

    /** The record as it stands after what is due was announced. */
    static Stored announced(Shared shared, Stored record) {
        return due(shared, record).equals(record)
                ? record
                : shared.ledger()
                        .change(record.info().id(), it -> due(shared, it))
                        .orElse(record);
    }

    /** The record with what is due now, if anything is. */
    static Stored due(Shared shared, Stored record) {
        ConnectionInfo info = record.info();
        if (info.expiresAt().isEmpty() || record.isEnded() || info.state() == ConnectionState.NEEDS_RECONNECT) {
            return record;
        }
        Instant now = shared.time().instant();
        Instant end = info.expiresAt().get();
        Optional<Instant> due = Stream.concat(shared.settings().announceExpiry().stream(), Stream.of(Duration.ZERO))
                .map(end::minus)
                .filter(at -> !now.isBefore(at))
                .max(Comparator.naturalOrder());
        if (due.isEmpty()
                || announcedAt(info).filter(at -> !at.isBefore(due.get())).isPresent()) {
            return record;
        }
        return record.moved(
                now.isBefore(end)
                        ? shared.ledger().trouble(info.state(), ConnectionCause.EXPIRES_SOON, soon(end, now))
                        : shared.ledger()
                                .trouble(ConnectionState.NEEDS_RECONNECT, ConnectionCause.EXPIRED, expired(end)));
    }

    /** When the end of the present credential was told last, if it was: what goes on working after it isn't told again. */
    private static Optional<Instant> announcedAt(ConnectionInfo info) {
        for (int i = info.history().size() - 1; i >= 0; i--) {
            Transition it = info.history().get(i);
            switch (it.cause()) {
                case EXPIRES_SOON, EXPIRED -> {
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
