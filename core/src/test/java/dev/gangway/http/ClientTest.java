package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.TokenAnswer;
import dev.gangway.oauth.TokenEndpoint;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application's own client brings along. */
class ClientTest {

    private static final String TARGET = "localhost:8443";

    private final FakeTime time = new FakeTime();
    private final FakeProvider proxy = FakeProvider.start();

    @AfterEach
    void stop() {
        proxy.close();
    }

    /** The provider behind it is the proxy itself, once the tunnel is there. */
    private OkHttpClient.Builder throughProxy() {
        int port = Integer.parseInt(proxy.host().split(":", 2)[1]);
        return proxy.client().newBuilder().proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", port)));
    }

    private static MockResponse tunnel(int status) {
        return new MockResponse.Builder().inTunnel().code(status).build();
    }

    private Transport transport(OkHttpClient client, String host) {
        return Transport.builder(time, Set.of(host))
                .client(client)
                .authorization(Authorization.bearer(Secret.of("t0ps3cret-a")))
                .build();
    }

    private static Request request(String host) {
        return Request.of(Effect.WRITES, "POST", "members/remove", URI.create("https://" + host + "/remove"));
    }

    @Test
    void aProxyIsUsedAndSeesTheHostAlone() {
        proxy.answers(tunnel(200), new MockResponse.Builder().body("fine").build());

        Reply reply = transport(throughProxy().build(), TARGET).send(request(TARGET));

        assertThat(reply.text()).isEqualTo("fine");
        RecordedRequest connect = proxy.took();
        assertThat(connect.getRequestLine()).isEqualTo("CONNECT " + TARGET + " HTTP/1.1");
        assertThat(connect.getHeaders().get("Authorization")).isNull();
        RecordedRequest inside = proxy.took();
        assertThat(inside.getRequestLine()).isEqualTo("POST /remove HTTP/1.1");
        assertThat(inside.getHeaders().get("Authorization")).isEqualTo("Bearer t0ps3cret-a");
    }

    @Test
    void aProxyThatWantsAPasswordGetsTheApplications() {
        proxy.answers(
                new MockResponse.Builder()
                        .inTunnel()
                        .code(407)
                        .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                        .build(),
                tunnel(200),
                new MockResponse.Builder().build());
        OkHttpClient client = throughProxy()
                .proxyAuthenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic("user", "test-t0ps3cret"))
                        .build())
                .build();

        assertThat(transport(client, TARGET).send(request(TARGET)).status()).isEqualTo(200);

        assertThat(proxy.tookAll())
                .hasSize(3)
                .last()
                .satisfies(inside -> assertThat(inside.getHeaders().get("Proxy-Authorization"))
                        .isNull());
    }

    @Test
    void theTokenEndpointIsReachedThroughTheProxyToo() {
        proxy.answers(
                tunnel(200),
                new MockResponse.Builder()
                        .body("{\"access_token\":\"t0ps3cret-a\"}")
                        .build());
        OAuthSpec spec = OAuthSpec.of(
                URI.create("https://" + TARGET + "/authorize"), URI.create("https://" + TARGET + "/token"), "app");

        TokenAnswer answer = TokenEndpoint.of(spec, throughProxy().build(), time)
                .refresh(Credential.refreshToken(Secret.of("t0ps3cret-r")));

        assertThat(answer).isInstanceOf(TokenAnswer.Granted.class);
        assertThat(proxy.took().getRequestLine()).startsWith("CONNECT " + TARGET);
    }

    @Test
    void anInterceptorOfTheApplicationSeesEachRequestAndMayAddToIt() {
        proxy.answers(503).answers(200);
        AtomicInteger seen = new AtomicInteger();
        OkHttpClient client = proxy.client()
                .newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("X-Trace", "trace-" + seen.incrementAndGet())
                        .build()))
                .build();

        transport(client, proxy.host()).send(Request.get("members/list", proxy.uri("/list")));

        assertThat(proxy.tookAll())
                .extracting(took -> took.getHeaders().get("X-Trace"))
                .containsExactly("trace-1", "trace-2");
    }
}
