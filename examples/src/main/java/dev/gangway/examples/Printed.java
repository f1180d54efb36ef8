package dev.gangway.examples;

import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Progress;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.User;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints what an IT administrator wants to read. */
final class Printed {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int SHOWN = 8;

    private final PrintStream out;
    private int chapter = 1;

    Printed(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println("== " + chapter + ". " + text);
        chapter++;
    }

    void line(String text) {
        out.println(text.isEmpty() ? "" : "   " + text);
    }

    void progress(Progress progress) {
        line("... " + progress.message());
    }

    void connection(ConnectionInfo info) {
        Account account = info.account();
        line("Connected to " + account.teamName() + " (" + account.teamId() + ")");
        line("as " + account.adminEmail().match(it -> it, why -> "an admin who isn't known: " + why) + ", role "
                + account.adminRole().match(it -> it, why -> "not known: " + why) + ".");
        for (CapabilityCheck check : info.capabilities()) {
            line(String.format(
                    "  %-18s %s", words(check.proof()), check.capability().words()));
        }
    }

    private static String words(CapabilityCheck.Proof proof) {
        return switch (proof) {
            case PROVED -> "proved by a call";
            case GRANTED -> "granted, uncalled";
            case MISSING -> "MISSING";
            case UNKNOWN -> "not known";
        };
    }

    void report(LicenseReport report, Duration idleTime) {
        line(String.format(
                "%-10s %9s %8s %6s %8s %9s %6s",
                "type", "purchased", "assigned", "used", "invited", "suspended", "unused"));
        for (LicenseType type : report.byType()) {
            line(String.format(
                    "%-10s %9s %8d %6d %8d %9d %6s",
                    type.name(),
                    type.purchased().match(Object::toString, why -> "?"),
                    type.assigned(),
                    type.used(),
                    type.reserved(),
                    type.suspended(),
                    type.unused().match(Object::toString, why -> "?")));
            type.difference()
                    .toOptional()
                    .filter(it -> it != 0)
                    .ifPresent(it -> line("The provider counts " + Math.abs(it) + (it > 0 ? " more" : " fewer")
                            + " than the list of people."));
        }
        line(report.signInsSince()
                .match(
                        start -> "Sign-ins were read since " + DAY.format(start) + ".",
                        why -> "Last logins are unknown: " + why));
        List<LicenseUse> idle = report.idle(idleTime).stream()
                .sorted(Comparator.comparing(Printed::lastSeen))
                .toList();
        line("Active, and surely not signed in for " + idleTime.toDays() + " days: " + idle.size() + " people.");
        idle.stream().limit(SHOWN).forEach(it -> line(String.format("  %-52s %s", person(it.user()), lastLogin(it))));
        if (idle.size() > SHOWN) {
            line("  ... and " + (idle.size() - SHOWN) + " more");
        }
    }

    void plan(OffboardingPlan plan) {
        plan.consequences().forEach(it -> line("- " + it));
        plan.refusals().forEach(it -> line("REFUSED: " + it));
    }

    void receipt(Receipt receipt) {
        line(person(receipt.before()) + " has left; confirmed by " + receipt.actor() + ".");
        receipt.steps()
                .forEach(it -> line(SECOND.format(it.at()) + "  " + it.text()
                        + (it.providerRequestIds().isEmpty()
                                ? ""
                                : "  [request " + String.join(", ", it.providerRequestIds()) + "]")));
        line(receipt.undoUntil()
                .map(it -> "It can be undone until " + MINUTE.format(it) + ".")
                .orElse("It can't be undone."));
    }

    void changes(LicenseReport before, LicenseReport after) {
        for (LicenseType now : after.byType()) {
            before.byType().stream()
                    .filter(it -> it.name().equals(now.name()))
                    .forEach(then -> line(String.format(
                            "%s: assigned %d -> %d, used %d -> %d, invited %d -> %d",
                            now.name(),
                            then.assigned(),
                            now.assigned(),
                            then.used(),
                            now.used(),
                            then.reserved(),
                            now.reserved())));
        }
        names(after, before).forEach(it -> line("+ " + it));
        names(before, after).forEach(it -> line("- " + it));
    }

    private static List<String> names(LicenseReport in, LicenseReport notIn) {
        Set<Object> others = notIn.people().stream().map(it -> it.user().id()).collect(Collectors.toSet());
        return in.people().stream()
                .map(LicenseUse::user)
                .filter(it -> !others.contains(it.id()))
                .map(Printed::person)
                .toList();
    }

    static List<String> undone(Undone undone) {
        List<String> lines = new ArrayList<>();
        lines.add(person(undone.user()) + " is back: "
                + undone.user().status().name().toLowerCase(Locale.ROOT) + ".");
        undone.restored().forEach(it -> lines.add("restored: " + it));
        undone.notRestored().forEach(it -> lines.add("NOT restored: " + it));
        return lines;
    }

    static String person(User user) {
        return user.displayName().equals(user.email()) ? user.email() : user.displayName() + " <" + user.email() + ">";
    }

    private static String lastLogin(LicenseUse use) {
        return use.lastLogin()
                .match(
                        seen -> "last seen " + DAY.format(seen.at()) + " (" + seen.source() + ")",
                        none -> "none since " + DAY.format(none.start()),
                        unknown -> "unknown: " + unknown.why());
    }

    static Instant lastSeen(LicenseUse use) {
        return use.lastLogin().match(seen -> seen.at(), none -> Instant.EPOCH, unknown -> Instant.MAX);
    }
}
