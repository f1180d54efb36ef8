package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.TokenAnswer;
import dev.gangway.oauth.TokenEndpoint;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Renewing an access token, through the public interface, against the simulated team. */
class RenewalTest {

    private static final String TOKEN = "oauth2/token";
    private static final UserRef ANA = UserRef.email("ana@example.com");
    private static final Duration LIFE = Duration.ofHours(4);
    private static final int CALLS = 400;

    @Test
    void manyThreadsAtExpiryCostOneRenewal() throws Exception {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.clock().advance(LIFE.plusSeconds(1));
            int before = team.calls(TOKEN);

            assertThat(findManyTimes(team.connection())).hasSize(CALLS).allMatch(Optional::isPresent);

            assertThat(team.calls(TOKEN)).isEqualTo(before + 1);
        }
    }

    @Test
    void manyThreadsWithATokenThatDropboxRejectsCostOneRenewal() throws Exception {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            int before = team.calls(TOKEN);
            team.inject(Fault.at("team/members/get_info_v2").expireToken());

            assertThat(findManyTimes(team.connection())).hasSize(CALLS).allMatch(Optional::isPresent);

            assertThat(team.calls(TOKEN)).isEqualTo(before + 1);
        }
    }

    @Test
    void anAccessTokenAloneWorksUntilItExpires() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            Secret token = accessToken(team);
            ConnectionId id = team.gangway()
                    .connections()
                    .connect(DropboxConnector.ID, "For an afternoon", new Credential.BearerToken(token))
                    .id();
            Connection connection = team.gangway().connection(id);
            assertThat(connection.users().find(ANA)).isPresent();
            int before = team.calls(TOKEN);

            team.clock().advance(LIFE.plusSeconds(1));

            assertThatThrownBy(() -> connection.users().find(ANA)).isInstanceOf(CredentialRejectedException.class);
            assertThat(team.calls(TOKEN)).isEqualTo(before);
        }
    }

    /** As an application may have it from elsewhere. */
    private static Secret accessToken(SimulatedTeam team) {
        OAuthSpec oauth = DropboxConnector.forApp(
                        team.simulator().appKey(), Secret.of(team.simulator().appSecret()))
                .spec()
                .oauth()
                .orElseThrow();
        TokenAnswer answer = TokenEndpoint.of(oauth, team.simulator().httpClient(), team.clock())
                .refresh(Credential.refreshToken(Secret.of(team.simulator().refreshToken())));
        return ((TokenAnswer.Granted) answer).tokens().accessToken().orElseThrow();
    }

    private static List<Optional<User>> findManyTimes(Connection connection) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            Callable<Optional<User>> find = () -> connection.users().find(ANA);
            List<Future<Optional<User>>> ends = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                ends.add(threads.submit(find));
            }
            List<Optional<User>> found = new ArrayList<>();
            for (Future<Optional<User>> end : ends) {
                found.add(end.get());
            }
            return found;
        } finally {
            threads.shutdownNow();
        }
    }
}
