package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.InMemoryConnector;
import dev.gangway.testkit.TestClock;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The page of {@code gangway-smtp} shows code that does what it says; that it shows this code, {@link DocumentsTest} checks. */
class SendingNoticesTest {

    @Test
    void aServerWithALoginAndAnAuthorityOfItsOwnIsSetUp() throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        var mail = SendingNotices.server(Secret.of("t0ps3cret-mail"));
        SendingNotices.ownAuthority(mail, authorities);
        SendingNotices.configured(Gangway.builder(), mail);

        assertThat(mail.build()).hasToString("notices from gangway@example.com by smtp.example.com:587");
    }

    @Test
    void anOperatorHearsOfANoticeThatWaits() {
        TestClock clock = new TestClock();
        InMemoryConnector team = new InMemoryConnector(clock);
        List<String> heard = new ArrayList<>();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        try (Gangway gangway = Gangway.builder()
                .connector(team)
                .time(clock)
                .store(new InMemoryStore(clock), Keyring.random())
                .adminNotifier(notice -> {
                    throw new IOException("the mail server is down");
                })
                .build()) {
            ConnectionId id = gangway.connections()
                    .connect(InMemoryConnector.ID, "Acme", team.credential())
                    .id();
            gangway.assistance(id).enable(Acknowledgement.of("Ana", Acknowledgement.WORDS.en()), Baa.NOT_SIGNED);
            String grant = gangway.assistance(id)
                    .give(
                            GrantRequest.to("Northwind IT", clock.instant().plus(Duration.ofDays(7)))
                                    .allowing(ActionKind.MONITOR_SHARING),
                            "Ana")
                    .toOptional()
                    .orElseThrow()
                    .id();
            gangway.partners().enter(gangway.assistance(id).link(grant, "Ana").code());

            ScheduledFuture<?> schedule = SendingNotices.everyMinute(gangway, scheduler, heard::add);
            assertThat(schedule.getDelay(TimeUnit.SECONDS)).isBetween(1L, 60L);
            ((RunnableFuture<?>) schedule).run();

            assertThat(heard)
                    .isNotEmpty()
                    .allMatch(it -> it.startsWith("A notice waits since "))
                    .allMatch(it -> it.endsWith(": the mail server is down"));
        } finally {
            scheduler.shutdownNow();
        }
    }
}
