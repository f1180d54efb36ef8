package dev.gangway.dropbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/simulator/"))
            .importPackages("dev.gangway.dropbox");

    @Test
    void onlyTheConnectorIsPublic() {
        assertThat(OURS.stream()
                        .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactly("DropboxConnector");
        assertThat(OURS.size()).isGreaterThan(20);
    }

    @Test
    void theSdksExceptionsAreKnownToTheCallsOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Calls(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("com\\.dropbox\\.core\\..*Exception")
                .check(OURS);
    }

    @Test
    void theSdkNeitherHoldsTokensNorReachesTheNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.dropbox.core.oauth..", "java.net.http..", "okhttp3..", "com.squareup.moshi..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("com\\.dropbox\\.core\\.(DbxWebAuth|DbxAppInfo|DbxPKCE.*|http\\.(Standard|OkHttp).*)")
                .check(OURS);
    }

    @Test
    void theClockIsCores() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(OURS);
    }

    @Test
    void secretsAreNotRevealedHere() {
        noClasses()
                .should()
                .callMethod(dev.gangway.credential.Secret.class, "reveal")
                .check(OURS);
    }

    @Test
    void everyClassIsFinalOrAbstractOrAnInterface() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(OURS);
    }
}
