package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.credential.Secret;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.fake.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnauthorizedTest {

    private final FakeProvider provider = FakeProvider.start();
    private final List<String> renewed = new ArrayList<>();

    /** Counts up at each renewal. */
    private final Authorization counting = new Authorization() {
        @Override
        public String header() {
            return "Bearer t0ps3cret-" + renewed.size();
        }

        @Override
        public boolean renew(String rejectedHeader) {
            renewed.add(rejectedHeader);
            return true;
        }
    };

    @AfterEach
    void stop() {
        provider.close();
    }

    private Transport.Builder transport(Authorization authorization) {
        return Transport.builder(new FakeTime(), Set.of(provider.host()))
                .client(provider.client())
                .authorization(authorization);
    }

    private Request request(Effect effect) {
        return Request.of(effect, "POST", "members/remove", provider.uri("/"));
    }

    @ParameterizedTest
    @EnumSource
    void aRejectedTokenIsRenewedAndTheRequestSentOnceMore(Effect effect) {
        provider.answers(401).answers(200, "fine");

        assertThat(transport(counting).build().send(request(effect)).text()).isEqualTo("fine");

        assertThat(renewed).containsExactly("Bearer t0ps3cret-0");
        assertThat(provider.tookAll())
                .extracting(took -> took.getHeaders().get("Authorization"))
                .containsExactly("Bearer t0ps3cret-0", "Bearer t0ps3cret-1");
    }

    @Test
    void aSecondRejectionEndsIt() {
        provider.answers(401).answers(401).answers(200);

        assertThatExceptionOfType(CredentialRejectedException.class)
                .isThrownBy(() -> transport(counting).build().send(request(Effect.WRITES)))
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("t0ps3cret"));
        assertThat(provider.requests()).isEqualTo(2);
        assertThat(renewed).hasSize(1);
    }

    @Test
    void aTokenThatNobodyCanRenewEndsItAtOnce() {
        provider.answers(401).answers(200);
        Authorization bare = Authorization.bearer(Secret.of("t0ps3cret"));

        assertThatExceptionOfType(CredentialRejectedException.class)
                .isThrownBy(() -> transport(bare).build().send(request(Effect.READS)));
        assertThat(provider.requests()).isEqualTo(1);
        assertThat(provider.took().getHeaders().get("Authorization")).isEqualTo("Bearer t0ps3cret");
    }

    @Test
    void aTokenThatCanNotBeSentIsNotRepeated() {
        Authorization odd = Authorization.bearer(Secret.of("t0ps3cret-é"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport(odd).build().send(request(Effect.READS)))
                .withMessageNotContaining("t0ps3cret");
        assertThat(provider.requests()).isZero();
    }

    @Test
    void a401ThatIsNotAboutTheTokenGoesToTheConnector() {
        provider.answers(401, "missing_scope");
        Transport transport = transport(counting)
                .tokenRejectedWhen(reply -> !reply.text().contains("missing_scope"))
                .build();

        Reply reply = transport.send(request(Effect.WRITES));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).isEqualTo("missing_scope");
        assertThat(renewed).isEmpty();
    }

    @Test
    void withoutAuthorizationNoHeaderIsSent() {
        provider.answers(401, "who are you");
        Transport transport = Transport.builder(new FakeTime(), Set.of(provider.host()))
                .client(provider.client())
                .build();

        assertThat(transport.send(request(Effect.READS)).text()).isEqualTo("who are you");
        assertThat(provider.took().getHeaders().get("Authorization")).isNull();
    }
}
