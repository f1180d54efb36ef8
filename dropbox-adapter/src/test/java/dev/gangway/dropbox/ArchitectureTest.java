package dev.gangway.dropbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
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
    void noForeignTypeIsInAnExportedSignature() {
        Stream<Class<?>> methods = Stream.of(DropboxConnector.class.getDeclaredMethods())
                .filter(it -> Modifier.isPublic(it.getModifiers()))
                .flatMap(ArchitectureTest::types);
        Stream<Class<?>> constructors = Stream.of(DropboxConnector.class.getConstructors())
                .map(Constructor::getParameterTypes)
                .flatMap(Stream::of);

        assertThat(Stream.concat(methods, constructors)
                        .map(it -> it.isArray() ? it.getComponentType() : it)
                        .map(Class::getName))
                .isNotEmpty()
                .allMatch(it -> it.startsWith("java.") || it.startsWith("dev.gangway.") || !it.contains("."));
    }

    private static Stream<Class<?>> types(Method method) {
        return Stream.of(
                        Stream.of(method.getReturnType()),
                        Stream.of(method.getParameterTypes()),
                        Stream.of(method.getExceptionTypes()))
                .flatMap(it -> it);
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
    void everyClassIsFinalOrAnInterface() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(OURS);
    }
}
