package dev.gangway.examples.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Authorization;
import dev.gangway.http.Transport;
import dev.gangway.testkit.Levers;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code connectors.md} says in words and tables is so, and nothing that a vendor has to know is left out. */
class ConnectorsDocumentTest {

    private static final Pattern STATUS =
            Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| [^|]+ \\| (?:`(\\w+)`|any other) \\|");

    private final String document;

    ConnectorsDocumentTest() throws IOException {
        document = Files.readString(Path.of("../core/docs/connectors.md"));
    }

    @Test
    void theTableOfStatusesIsWhatTheConnectorDoes() {
        List<MatchResult> rows = STATUS.matcher(document).results().toList();

        assertThat(rows).extracting(row -> UserStatus.valueOf(row.group(1))).containsExactly(UserStatus.values());
        assertThat(rows)
                .allSatisfy(row -> assertThat(AcmeUsers.status(row.group(2) == null ? "frozen" : row.group(2)))
                        .hasToString(row.group(1)));
    }

    @Test
    void eachLeverIsExplained() {
        String levers = document.substring(document.indexOf("| lever |"), document.indexOf("## 8."));

        assertThat(Arrays.stream(Levers.class.getMethods()).map(Method::getName))
                .allSatisfy(lever -> assertThat(levers).contains("`" + lever + "`"));
    }

    @Test
    void eachExceptionHasItsPlace() {
        assertThat(Arrays.stream(GangwayException.class.getPermittedSubclasses())
                        .map(Class::getSimpleName))
                .allSatisfy(exception -> assertThat(document).contains("`" + exception + "`"));
    }

    @Test
    void theRequestAndItsAnswerAreWhatGoesOverTheWire() throws IOException {
        TestClock clock = new TestClock();
        try (FakeAcme acme = new FakeAcme(clock);
                Transport transport = Transport.builder(
                                clock, Set.of(acme.endpoint().getAuthority()))
                        .client(acme.httpClient())
                        .authorization(Authorization.bearer(acme.key()))
                        .build()) {
            UserId leo = new AcmeLevers(acme, clock).activePerson(NewUser.of("leo@example.com"));
            acme.with(team -> team.holdsJobs = true);

            new AcmeUsers(new AcmeApi(acme.endpoint(), transport))
                    .remove(leo, DataHandling.keepRecoverable().keepingDevices());

            List<String> block = document.lines()
                    .dropWhile(line -> !line.equals("<!-- exchange -->"))
                    .skip(2)
                    .takeWhile(line -> !line.equals("```"))
                    .toList();
            FakeAcme.Exchange exchange = acme.lastExchange();
            assertThat(exchange.method() + " " + exchange.target()).isEqualTo(block.get(0));
            assertThat(exchange.body()).isEqualTo(json(block.get(1)));
            assertThat(exchange.answer().status()).hasToString(block.get(3));
            assertThat(exchange.answer().body()).isEqualTo(json(block.get(4)));
        }
    }

    private static Object json(String text) throws IOException {
        return new Moshi.Builder().build().adapter(Object.class).fromJson(text);
    }
}
