package dev.gangway.examples;

import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connector.Account;
import dev.gangway.user.Consequence;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Progress;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what an IT administrator wants to read. */
final class Printed {

    private static final int WIDTH = 110;

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

    /** What is too long for a line goes on below its own beginning. */
    private void wrapped(String before, String text) {
        String indent = " ".repeat(before.length());
        String broken = text.replaceAll("(.{1," + (WIDTH - before.length()) + "})( +|$)", "$1\n")
                .strip();
        line(before + broken.replace("\n", System.lineSeparator() + "   " + indent));
    }

    /** A line, or several if it is long. */
    void text(String text) {
        wrapped("- ", text);
    }

    /** Prints the progress of one call. */
    Consumer<Progress> progress() {
        return new ProgressLines(this::line);
    }

    void connection(ConnectionInfo info) {
        account(info);
        line("What the connection is good for (found out without changing anything):");
        info.capabilities()
                .forEach(it -> line(String.format("  %-49s %s", it.capability().words(), Words.of(it))));
        info.account()
                .warnings()
                .forEach(it -> wrapped("Advice: ", it + " (For " + it.who().words() + ".)"));
    }

    void account(ConnectionInfo info) {
        Account account = info.account();
        line("Connected to " + account.teamName() + " (team id " + account.teamId() + ")");
        line("through the account of "
                + account.adminEmail().match(it -> it, why -> "an admin who isn't known (" + why + ")")
                + ", whose admin role is "
                + account.adminRole().match(it -> '"' + it + '"', why -> "not known (" + why + ")") + ".");
    }

    void broken(ConnectionInfo info) {
        line("The test finds: " + info.state().words() + ".");
        info.diagnosis().ifPresent(it -> {
            wrapped("What is wrong: ", it.what());
            wrapped("What to do:    ", it.remedy());
            line("Who can do it: " + it.who().words() + ".");
        });
    }

    void history(ConnectionInfo info) {
        line(String.format("%-9s %-28s %s", "UTC", "state", "why"));
        info.history()
                .forEach(it -> line(String.format(
                        "%-9s %-28s %s",
                        Words.SECOND.format(it.at()),
                        it.state().words(),
                        it.cause().words())));
    }

    void plan(OffboardingPlan plan) {
        plan.consequences().forEach(it -> line("- " + it.text()));
        plan.refusals().forEach(it -> line("REFUSED: " + Words.of(it)));
    }

    /** Where the files go, or why the plan is refused. */
    void planInALine(String which, OffboardingPlan plan) {
        Stream<String> says = plan.refusals().isEmpty()
                ? plan.consequences().stream()
                        .filter(it -> it.kind() == Consequence.Kind.FILES_MOVE)
                        .map(Consequence::text)
                : plan.refusals().stream().map(it -> "refused. " + Words.of(it));
        line(which + ": " + says.collect(Collectors.joining(" ")));
    }

    void receipt(Receipt receipt) {
        line(Words.of(receipt.before()) + " has left; confirmed by " + receipt.actor() + ".");
        line("UTC       what happened");
        receipt.steps()
                .forEach(it -> line(Words.SECOND.format(it.at()) + "  " + it.text()
                        + (it.providerRequestIds().isEmpty()
                                ? ""
                                : "  [request " + String.join(", ", it.providerRequestIds()) + "]")));
        line(receipt.undoUntil()
                .map(it -> "It can be undone until " + Words.MINUTE.format(it) + ".")
                .orElse("It can't be undone."));
    }

    void undone(Undone undone) {
        line(Words.of(undone.user()) + " is back: " + Words.of(undone.user().status()) + ".");
        undone.restored().forEach(it -> line("Back again: " + it));
        undone.notRestored().forEach(it -> line("NOT back: " + it));
    }
}
