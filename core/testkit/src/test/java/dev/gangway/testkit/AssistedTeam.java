package dev.gangway.testkit;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.Notice;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.TrailRecord;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.Connector;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A team whose admin lets partners in, and what its admins are told. */
final class AssistedTeam implements AutoCloseable {

    final TestClock clock = new TestClock();
    final InMemoryConnector team = new InMemoryConnector(clock);
    final InMemoryStore store = new InMemoryStore(clock);
    final Keyring keyring = Keyring.random();
    final List<Notice> mail = new ArrayList<>();
    final UserId leo;
    final Gangway gangway;
    final ConnectionId id;
    Optional<IOException> mailTrouble = Optional.empty();

    AssistedTeam() {
        leo = team.personJoins(NewUser.of("leo@example.com").named("Leo", "Chen"));
        UserId bea = team.personJoins(NewUser.of("bea@example.com").named("Bea", "Moreau"));
        team.personHasRoles(bea, InMemoryConnector.USER_ADMIN);
        gangway = node(team, store);
        id = gangway.connections()
                .connect(InMemoryConnector.ID, "Acme", team.credential())
                .id();
    }

    Gangway node(Connector connector, Store seen) {
        return node(connector, seen, it -> it);
    }

    Gangway node(Connector connector, Store seen, UnaryOperator<Gangway.Builder> more) {
        return more.apply(Gangway.builder()
                        .connector(connector)
                        .time(clock)
                        .store(seen, keyring)
                        .adminNotifier(this::send))
                .build();
    }

    private void send(Notice notice) throws IOException {
        if (mailTrouble.isPresent()) {
            throw mailTrouble.get();
        }
        mail.add(notice);
    }

    Assistance assistance() {
        return gangway.assistance(id);
    }

    void enable() {
        assistance().enable(Acknowledgement.of("Ana", Acknowledgement.WORDS.en()), Baa.NOT_SIGNED);
    }

    /** A week for Northwind IT. */
    GrantRequest aWeek() {
        return GrantRequest.to("Northwind IT", clock.instant().plus(Duration.ofDays(7)));
    }

    Grant give(GrantRequest request) {
        return assistance()
                .give(request, "Ana")
                .match(done -> done.value(), refused -> fail(refused), unsettled -> fail(unsettled));
    }

    PartnerSession enter(Grant grant) {
        return gangway.partners().enter(assistance().link(grant.id(), "Ana").code());
    }

    /** With assistance on, a partner who is in and may do what is asked for. */
    PartnerSession entered(GrantRequest request) {
        enable();
        return enter(give(request));
    }

    List<String> told() {
        return assistance().trail().records().map(it -> it.sentence().en()).toList();
    }

    TrailRecord last() {
        List<TrailRecord> all = assistance().trail().records().toList();
        return all.get(all.size() - 1);
    }

    private static <T> T fail(Object outcome) {
        throw new AssertionError(outcome);
    }

    @Override
    public void close() {
        gangway.close();
    }
}
