package dev.gangway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.http.Authorization;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.internal.json.JsonObject;
import java.io.Serializable;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets stay where they can be followed. */
class SecretsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("leakwatch"))
            .importPackages("dev.gangway");

    /** Who reads a secret, and what for. Look twice before adding to it. */
    private static final Set<String> READERS = Set.of(
            "dev.gangway.connector.Connector", // a header
            "dev.gangway.connector.FieldSpec", // a pattern that it has to match
            "dev.gangway.http.Authorization", // a header
            "dev.gangway.oauth.AccessToken", // a header
            "dev.gangway.oauth.TokenEndpoint", // a form for the token endpoint
            "dev.gangway.oauth.OAuthSpec", // the state in the address of the consent page
            "dev.gangway.oauth.State", // a hash
            "dev.gangway.oauth.Pkce", // a hash
            "dev.gangway.store.Envelope", // sealing
            "dev.gangway.store.Keyring", // a key
            "dev.gangway.user.ReceiptSigning"); // the private half that signs

    @Test
    void secretsAreReadInFewPlaces() {
        assertThat(CLASSES.get(Secret.class).getMethod("reveal").getAccessesToSelf())
                .extracting(it -> it.getOriginOwner().getName().replaceAll("\\$.*", ""))
                .filteredOn(it -> !it.equals(Secret.class.getName()))
                .containsOnly(READERS.toArray(String[]::new));
    }

    @Test
    void whatIsSecretHasTheTypeThatDoesNotPrint() {
        assertThat(fields().filter(it -> it.getName().matches("(?i).*(token|secret|password|verifier)"))
                        .filter(it ->
                                it.getRawType().isArray() || it.getRawType().isEquivalentTo(String.class)))
                .isEmpty();
    }

    @Test
    void nothingThatCanBeSerializedHoldsASecretOrABody() {
        assertThat(fields().filter(it -> it.getOwner().isAssignableTo(Serializable.class))
                        .filter(SecretsTest::canHoldASecret))
                .isEmpty();
    }

    private static Stream<JavaField> fields() {
        return CLASSES.stream()
                .map(JavaClass::getFields)
                .flatMap(Set::stream)
                .filter(it -> !it.getModifiers().contains(JavaModifier.STATIC));
    }

    private static boolean canHoldASecret(JavaField field) {
        return Stream.of(
                                Secret.class,
                                Authorization.class,
                                Request.class,
                                Reply.class,
                                JsonObject.class,
                                URI.class,
                                Object.class)
                        .anyMatch(it -> field.getRawType().isEquivalentTo(it))
                || field.getRawType().isAssignableTo(Credential.class)
                || field.getRawType().isArray();
    }
}
