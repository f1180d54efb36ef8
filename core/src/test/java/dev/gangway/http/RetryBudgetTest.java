package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.fake.FakeTime;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final Request READ = Request.get("members/list", URI.create("https://api.example.com/list"));

    private final AtomicInteger requests = new AtomicInteger();

    /** Answers by the number of the request, from 1, without a network. */
    private Transport transport(IntUnaryOperator status) {
        OkHttpClient scripted = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status.applyAsInt(requests.incrementAndGet()))
                        .message("")
                        .body(ResponseBody.create(new byte[0], null))
                        .build())
                .build();
        return Transport.builder(new FakeTime(), Set.of("api.example.com"))
                .client(scripted)
                .build();
    }

    private static int failures(Transport transport, int calls) {
        int failures = 0;
        for (int call = 0; call < calls; call++) {
            try {
                transport.send(READ);
            } catch (ProviderUnavailableException failed) {
                failures++;
            }
        }
        return failures;
    }

    @Test
    void aProviderThatAlwaysFailsGetsOnePercentMoreRequestsThanCallsAtMost() {
        Transport transport = transport(number -> 503);

        assertThat(failures(transport, 10_000)).isEqualTo(10_000);

        assertThat(requests.get()).isLessThanOrEqualTo(10_100);
    }

    @Test
    void aFaultNowAndThenIsRepeatedForEver() {
        Transport transport = transport(number -> number % 20 == 0 ? 503 : 200);

        assertThat(failures(transport, 10_000)).isZero();

        assertThat(requests.get()).isGreaterThan(10_500);
    }

    @Test
    void aBudgetThatIsSpentFillsUpWithAnswers() {
        Transport transport = transport(number -> number <= 1000 || number > 1300 ? 503 : 200);
        failures(transport, 980);
        assertThat(requests).hasValue(1000);
        failures(transport, 300);
        assertThat(requests).hasValue(1300);

        failures(transport, 10);

        assertThat(requests).hasValue(1300 + 10 + 20);
    }

    @Test
    void answersThatSlowDownOrRejectAreNoFaultsAndCostNothing() {
        Transport transport = transport(number -> number % 2 == 0 ? 200 : 429);

        assertThat(failures(transport, 100)).isZero();

        assertThat(requests).hasValue(200);
    }

    @Test
    void whatIsNotRepeatedSaysSoAsIfItHadBeen() {
        Transport transport = transport(number -> 503);
        failures(transport, 100);

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> transport.send(READ))
                .withMessageContaining("503");
    }
}
