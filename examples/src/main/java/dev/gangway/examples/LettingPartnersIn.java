package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.AdminNotifier;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.AssistanceStatus;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Disabled;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.Offer;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.Revoked;
import dev.gangway.assistance.SignInLink;
import dev.gangway.assistance.Timeline;
import dev.gangway.assistance.TrailCheck;
import dev.gangway.assistance.TrailHead;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.result.Outcome;
import dev.gangway.teamfolder.TeamFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How an application lets a customer's partner in; a method is a section of the page on assistance. */
final class LettingPartnersIn {

    private final Gangway gangway;
    private final Consumer<String> page;

    LettingPartnersIn(Gangway gangway, Consumer<String> page) {
        this.gangway = gangway;
        this.page = page;
    }

    static Gangway.Builder configured(Gangway.Builder builder, AdminNotifier notifier) {
        // [assistance-set-up]
        builder.adminNotifier(notifier); // SmtpNotifier of gangway-smtp, or your own mail service
        // [/assistance-set-up]
        return builder;
    }

    Optional<Grant> give(ConnectionId id, String admin, String agreedTo, Baa baa) {
        // [assistance-give]
        Assistance assistance = gangway.assistance(id);
        Outcome<AssistanceStatus> on = assistance.enable(Acknowledgement.of(admin, agreedTo), baa); // once

        Outcome<Grant> given = assistance.give(
                GrantRequest.to("Northwind IT", Instant.now().plus(Duration.ofDays(7)))
                        .allowing(ActionKind.CREATE_TEAM_FOLDERS, ActionKind.MONITOR_SHARING)
                        .allowingDestructive(ActionKind.MANAGE_MEMBERS), // without this word nobody can be removed
                admin);
        // [/assistance-give]
        page.accept(on + " " + given);
        return given.toOptional();
    }

    String link(ConnectionId id, Grant grant, String admin) {
        // [assistance-link]
        SignInLink link = gangway.assistance(id).link(grant.id(), admin); // once, for 15 minutes
        String address =
                "https://app.example.com/partner?code=" + link.code().reveal(); // to the partner and nobody else
        // [/assistance-link]
        return address;
    }

    String entered(Secret code) {
        // [assistance-enter]
        Optional<Offer> offer = gangway.partners().look(code); // GET: shows what it is about, uses nothing up
        page.accept(offer.map(it -> it.grant().partner() + " is about to enter " + it.team())
                .orElse("This link leads nowhere any more."));

        PartnerSession partner = gangway.partners().enter(code); // POST: once, after all admins' notices are kept
        String sessionId =
                partner.id(); // for the partner's HTTP session; gangway.partners().resume(sessionId) on any node
        // [/assistance-enter]
        return sessionId;
    }

    void work(PartnerSession partner) {
        // [assistance-work]
        Connection team = partner.connection(); // the customer's, as far as the grant goes
        try {
            Outcome<TeamFolder> folder = team.teamFolders().create("Client projects");
            page.accept(folder.toString());
        } catch (AssistanceRefusedException refused) {
            page.accept(refused.getMessage()); // what the grant doesn't name; nothing was sent, and the trail has it
        }
        // [/assistance-work]
    }

    void watch(ConnectionId id, TrailHead kept) {
        // [assistance-watch]
        Assistance assistance = gangway.assistance(id);
        assistance.trail().records().forEach(it -> page.accept(it.sentence().fr()));
        TrailCheck check = assistance.trail().check(kept); // kept elsewhere, from an earlier trail().head()

        Instant now = Instant.now();
        Timeline month = assistance.timeline(now.minus(Duration.ofDays(30)), now); // with the provider's own log
        // [/assistance-watch]
        page.accept(check.isSound() + " " + month.entries().size());
    }

    void end(ConnectionId id, Grant grant, String admin) {
        // [assistance-end]
        Revoked revoked = gangway.assistance(id).revoke(grant.id(), admin); // nothing begins any more, on any node
        Disabled off = gangway.assistance(id).disable(admin); // ends all grants; off.admins() stay admins until you act
        // [/assistance-end]
        page.accept(revoked.unended().size() + " " + off.admins().map(List::size));
    }
}
