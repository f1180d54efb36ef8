package dev.gangway.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.ApiKey;
import dev.gangway.credential.Credential.BearerToken;
import dev.gangway.credential.Credential.Kind;
import dev.gangway.credential.Credential.UserPassword;
import dev.gangway.credential.Secret;
import dev.gangway.result.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFormTest {

    private static final Text WORDS = new Text("A word", "Un mot");
    private static final Map<Kind, Map<String, String>> RIGHT = Map.of(
            Kind.USER_PASSWORD, Map.of("user", "olga", "password", "pw-t0ps3cret"),
            Kind.API_KEY, Map.of("key", "ak-t0ps3cret"),
            Kind.BEARER_TOKEN, Map.of("token", "t"));
    private static final ConnectorSpec SPEC = new ConnectorSpec(
            ConnectorId.of("acme"),
            "Acme",
            List.of(
                    CredentialForm.of(Kind.USER_PASSWORD),
                    CredentialForm.of(Kind.API_KEY)
                            .with(FieldSpec.secret("key", new Text("Acme key", "Clé Acme"), WORDS)
                                    .matching("ak-[a-z0-9]{8,}", new Text("ak- and letters", "ak- et des lettres"))),
                    CredentialForm.of(Kind.BEARER_TOKEN)),
            Optional.empty(),
            List.of(),
            Set.of("acme.example"),
            Optional.empty());

    @Test
    void aTextIsReadInTheReadersLanguageAndElseInEnglish() {
        assertThat(WORDS.in(Locale.CANADA_FRENCH)).isEqualTo("Un mot");
        assertThat(WORDS.in(Locale.UK)).isEqualTo("A word");
        assertThat(WORDS.in(Locale.JAPANESE)).isEqualTo("A word");
        assertThat(WORDS.in(Locale.ROOT)).isEqualTo("A word");
    }

    @Test
    void aTextThatLacksALanguageIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Text("A word", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> new Text("", "Un mot"));
    }

    @Test
    void whatWasEnteredBecomesACredential() {
        assertThat(SPEC.credential(
                        Kind.USER_PASSWORD, Map.of("user", "olga", "password", "pass t0ps3cret", "expiresAt", "")))
                .isEqualTo(new UserPassword("olga", Secret.of("pass t0ps3cret")));
        assertThat(SPEC.credential(Kind.API_KEY, Map.of("key", "ak-t0ps3cret", "expiresAt", "2030-12-31")))
                .isEqualTo(new ApiKey(Secret.of("ak-t0ps3cret")).endingAt(Instant.parse("2030-12-31T00:00:00Z")));
        assertThat(SPEC.credential(Kind.BEARER_TOKEN, Map.of("token", "t", "expiresAt", "2030-12-31T12:00:00Z"))
                        .endsAt())
                .contains(Instant.parse("2030-12-31T12:00:00Z"));
        assertThat(CredentialForm.of(Kind.OAUTH).credential(Map.of("refreshToken", "rt-t0ps3cret")))
                .isEqualTo(Credential.refreshToken(Secret.of("rt-t0ps3cret")));
    }

    @ParameterizedTest
    @CsvSource({
        "USER_PASSWORD, user, 'a:b'",
        "USER_PASSWORD, user, ' '",
        "USER_PASSWORD, password, 'with\ttab'",
        "API_KEY, key, 'BK-t0ps3cret'",
        "API_KEY, key, 'ak-t0ps3cret '",
        "API_KEY, expiresAt, 'tomorrow'",
        "API_KEY, expiresAt, '2030-02-30'",
        "BEARER_TOKEN, token, 'two words'",
        "BEARER_TOKEN, token, ''",
        "BEARER_TOKEN, key, 'x'",
    })
    void whatDoesNotFitItsFieldIsRefusedByNameInBothLanguagesAndNotRepeated(Kind kind, String field, String value) {
        Map<String, String> entered = new HashMap<>(RIGHT.get(kind));
        entered.put(field, value);

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SPEC.credential(kind, entered))
                .satisfies(it -> {
                    assertThat(it.field()).isEqualTo(field);
                    assertThat(it).hasMessage(it.words().en());
                    if (value.length() > 1) {
                        assertThat(it.words().en() + it.words().fr()).doesNotContain(value);
                    }
                });
    }

    @Test
    void aMissingFieldSaysWhatItShouldLookLike() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SPEC.credential(Kind.API_KEY, Map.of()))
                .withMessage("Acme key is missing. Expected: ak- and letters.")
                .satisfies(it -> assertThat(it.words().fr()).contains("Clé Acme", "ak- et des lettres"));
    }

    @Test
    void aSecretInPlaceOfAFieldsNameIsNotRepeated() {
        String secret = "ak-t0ps3cret=t0ps3cret-t0ps3cret-t0ps3cret";

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SPEC.credential(Kind.API_KEY, Map.of("key", "ak-t0ps3cret", secret, "x")))
                .satisfies(it -> assertThat(it.field() + it.words()).doesNotContain("t0ps3cret"));
    }

    @Test
    void aReadyMadeCredentialIsHeldAgainstTheSamePatterns() {
        assertThatNoException().isThrownBy(() -> SPEC.check(new ApiKey(Secret.of("ak-t0ps3cret"))));
        assertThatNoException().isThrownBy(() -> SPEC.check(new UserPassword("olga", Secret.of("pw-t0ps3cret"))));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SPEC.check(new ApiKey(Secret.of("sk-t0ps3cret"))))
                .satisfies(it -> assertThat(it.field()).isEqualTo("key"))
                .withMessageNotContaining("t0ps3cret");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SPEC.check(new BearerToken(Secret.of("two t0ps3cret words"))))
                .satisfies(it -> assertThat(it.field()).isEqualTo("token"));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SPEC.check(new UserPassword("a:b", Secret.of("pw-t0ps3cret"))))
                .satisfies(it -> assertThat(it.field()).isEqualTo("user"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.check(Credential.refreshToken(Secret.of("rt-t0ps3cret"))))
                .withMessageContaining("[USER_PASSWORD, API_KEY, BEARER_TOKEN], not OAUTH");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachKindHasAStandardFormWhoseSecretsAreTypedUnseen(Kind kind) {
        CredentialForm form = CredentialForm.of(kind);

        assertThat(form.fields()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.secret()).isEqualTo(!Set.of("user", "expiresAt").contains(it.id()));
            assertThat(it.required()).isEqualTo(!it.id().equals("expiresAt"));
        });
        for (FieldSpec field : form.fields()) {
            if (field.secret()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> form.with(FieldSpec.open(field.id(), WORDS, WORDS)))
                        .withMessageContaining("unseen");
            }
        }
    }

    @Test
    void whatMakesTheCredentialCanNotBeOptional() {
        CredentialForm form = CredentialForm.of(Kind.USER_PASSWORD);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> form.with(form.field("user").optional()))
                .withMessageContaining("user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form.with(form.field("password").optional()))
                .withMessageContaining("password");
    }

    @Test
    void anEndThatAFormDemandsIsDemandedOfAReadyMadeCredentialToo() {
        CredentialForm form = CredentialForm.of(Kind.API_KEY);
        FieldSpec end = form.field("expiresAt");
        CredentialForm strict = form.with(new FieldSpec(
                end.id(), end.label(), end.help(), end.pattern(), end.shape(), false, true, Optional.empty()));
        ApiKey key = new ApiKey(Secret.of("ak-t0ps3cret"));

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> strict.check(key))
                .satisfies(it -> assertThat(it.field()).isEqualTo("expiresAt"));
        assertThatNoException().isThrownBy(() -> strict.check(key.endingAt(Instant.parse("2030-12-31T00:00:00Z"))));
        assertThatNoException().isThrownBy(() -> form.check(key));
    }

    @Test
    void aFormHasTheFieldsOfItsKindAndNoOthers() {
        List<FieldSpec> more = new ArrayList<>(CredentialForm.of(Kind.API_KEY).fields());
        more.add(FieldSpec.open("region", WORDS, WORDS));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialForm(Kind.API_KEY, WORDS, WORDS, more))
                .withMessageContaining("[key, expiresAt]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CredentialForm.of(Kind.API_KEY).with(FieldSpec.secret("token", WORDS, WORDS)))
                .withMessageContaining("[key, expiresAt]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "1st", "a-b"})
    void aFieldsIdIsAWord(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> FieldSpec.open(id, WORDS, WORDS));
    }

    @Test
    void aPatternThatIsNoneAndAnExampleThatDoesNotMatchAreRefused() {
        FieldSpec field = FieldSpec.open("region", WORDS, WORDS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> field.matching("[a-", WORDS))
                .withMessageContaining("region");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field.matching("[a-z]+", WORDS).like("EU"))
                .withMessageContaining("example");
        assertThat(field.matching("[a-z]+", WORDS).like("eu").optional().required())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z0-9-]+",
                "[-a]",
                "[a/b]",
                "[a|b]",
                "[(a)]",
                "[{a}]",
                "[a-z&&[^b]]",
                "[a-c-e]",
                "x[^/]",
                "[..]",
                "[]a]"
            })
    void aPatternThatBrowsersIgnoreIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldSpec.open("region", WORDS, WORDS).matching(pattern, WORDS))
                .withMessageContaining("region")
                .withMessageContaining("backslash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z0-9\\-]+",
                "(a|b)-c{1,2}",
                "[^\\p{Cc}:]",
                "[\\x21-\\x7E]",
                "\\[a-b/",
                "(?!sl\\.)[A-Za-z0-9._~+\\/=\\-]"
            })
    void aPatternThatBrowsersReadIsTaken(String pattern) {
        assertThat(FieldSpec.open("region", WORDS, WORDS)
                        .matching(pattern, WORDS)
                        .pattern())
                .isEqualTo(pattern);
    }

    @Test
    void aSpecHasOneFormForEachKind() {
        List<CredentialForm> twice = List.of(CredentialForm.of(Kind.API_KEY), CredentialForm.of(Kind.API_KEY));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectorSpec(
                        SPEC.id(), "Acme", twice, Optional.empty(), List.of(), SPEC.hosts(), Optional.empty()));
        assertThat(SPEC.credentialKinds()).containsExactly(Kind.USER_PASSWORD, Kind.API_KEY, Kind.BEARER_TOKEN);
    }
}
