package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.Action;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.AdminNotifier;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.Notice;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.SignInLink;
import dev.gangway.assistance.Stage;
import dev.gangway.assistance.Trail;
import dev.gangway.assistance.TrailCheck;
import dev.gangway.assistance.TrailHead;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.result.Outcome;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A customer lets a partner help for a week, watches it, and takes the right back. */
final class PartnerChapter {

    private static final Queue<Notice> MAIL = new ConcurrentLinkedQueue<>();

    /** Where the tour's mail goes; {@code gangway-smtp} hands it to a mail server. */
    static final AdminNotifier MAILBOX = MAIL::add;

    private static final Set<Action> NOT_SHOWN = Set.of(
            Action.NOTICE_QUEUED,
            Action.NOTICE_SENT,
            Action.MEMBERS_READ,
            Action.HOLDINGS_READ,
            Action.LICENSES_READ,
            Action.TEAM_FOLDERS_READ);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

    private final Gangway gangway;
    private final Assistance assistance;
    private final String admin;
    private final Printed out;

    PartnerChapter(Gangway gangway, ConnectionInfo info, Printed out) {
        this.gangway = gangway;
        this.assistance = gangway.assistance(info.id());
        this.admin = info.account().adminEmail().match(it -> it, unknown -> "an admin");
        this.out = out;
    }

    void walk() {
        out.title("Let a partner help for a week");
        assistance.enable(Acknowledgement.of(admin, Acknowledgement.WORDS.en()), Baa.NOT_SIGNED);
        Grant grant = value(assistance.give(
                GrantRequest.to("Northwind IT", Instant.now().plus(Duration.ofDays(7)))
                        .allowing(ActionKind.MANAGE_MEMBERS, ActionKind.CREATE_TEAM_FOLDERS),
                admin));
        out.line(admin
                + " has agreed to what that means, and said that the team has signed no business associate agreement.");
        out.line(grant.partner() + " may help until " + DAY.format(grant.until()) + ": "
                + EnumSet.copyOf(grant.kinds()).stream()
                        .map(it -> it.words().en())
                        .collect(Collectors.joining(", "))
                + ",");
        out.line("but not what is destructive of it, such as removing somebody. Everything else is refused.");

        SignInLink link = assistance.link(grant.id(), admin);
        for (int scan = 0; scan < 3; scan++) {
            gangway.partners().look(link.code());
        }
        out.line("The sign-in link was opened by three mail scanners: nothing is used up.");
        MAIL.clear();
        PartnerSession partner = gangway.partners().enter(link.code());
        out.line("The partner enters by it, once. Before that, each of the team's " + MAIL.size()
                + " admins was sent a notice:");
        out.line("  " + MAIL.element().subject().en());
        out.line("  " + MAIL.element().subject().fr());

        out.line("");
        work(partner);

        assistance.revoke(grant.id(), admin);
        out.line(admin + " takes the right back. The partner is still in, and from that moment on:");
        refused(() -> partner.connection().teamFolders().create("Another folder"));

        tell();
    }

    private void work(PartnerSession partner) {
        String folder = value(partner.connection().teamFolders().create("Client projects"))
                .name();
        out.line("It creates the team folder \"" + folder + "\": done.");
        Users users = partner.connection().users();
        User somebody;
        try (var people = users.stream()) {
            somebody = people.filter(
                            it -> it.status() == UserStatus.ACTIVE && it.roles().isEmpty())
                    .findFirst()
                    .orElseThrow();
        }
        OffboardingPlan plan = users.planOffboarding(
                UserRef.id(somebody.id()), DataHandling.keepRecoverable().keepingDevices());
        out.line("It plans to remove " + somebody.displayName() + ", and wants to carry that out:");
        refused(() -> users.execute(plan.confirmedBy("help@northwind-it.example")));
    }

    private void refused(Runnable attempt) {
        try {
            attempt.run();
            throw new IllegalStateException("The partner was not held back.");
        } catch (AssistanceRefusedException refused) {
            out.text(refused.getMessage());
        }
    }

    private void tell() {
        out.line("");
        out.line("The trail, which is only ever added to. Of its "
                + assistance.trail().records().count() + " records, without notices, and without what was looked up:");
        assistance
                .trail()
                .records()
                .filter(it -> !NOT_SHOWN.contains(it.action()) || it.stage() == Stage.REFUSED)
                .forEach(record -> {
                    out.line(String.format(
                            "  %2d  %s", record.number(), record.sentence().en()));
                    out.line(String.format("      « %s »", record.sentence().fr()));
                });
        TrailHead head = assistance.trail().head();
        out.line("Its head, a line for somebody else to keep: " + head.number() + " "
                + head.hash().substring(0, 12) + "...");
        StringWriter export = new StringWriter();
        assistance.trail().export(export);
        String edited = export.toString().replace("\"MEMBER_REMOVED\"", "\"MEMBER_INVITED\"");
        out.line("Checked by an export: " + words(Trail.check(new StringReader(export.toString()), head)));
        out.line("The same with the refused removal made an invitation: "
                + words(Trail.check(new StringReader(edited), head)));
    }

    private static String words(TrailCheck check) {
        return check.isSound()
                ? "sound."
                : check.faults().stream().map(it -> it.words().en()).collect(Collectors.joining("; ", "", "."));
    }

    private static <T> T value(Outcome<T> outcome) {
        return outcome.match(
                done -> done.value(),
                refused -> {
                    throw new IllegalStateException(refused.refusal().explanation());
                },
                unsettled -> {
                    throw new IllegalStateException(unsettled.why());
                });
    }
}
