package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonDataException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Cookie;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What Gangway offers is said in types of the JDK and its own, and JUnit's in the testkit: the libraries behind it may change. It is checked
 * here for all modules at once, since this one sees them all.
 */
@Tag("once")
class ExportedSignaturesTest {

    private static final List<String> OURS =
            List.of("java.", "javax.net.", "javax.sql.", "dev.gangway.", "org.junit.jupiter.api.");

    /** Where a user hands in an HTTP client, or gets one. */
    private static final Set<String> WITH_A_CLIENT = Set.of(
            "dev.gangway.Gangway$Builder.httpClient uses okhttp3.OkHttpClient",
            "dev.gangway.connection.ConnectionsSettings.<init> uses okhttp3.OkHttpClient",
            "dev.gangway.connection.ConnectionsSettings.client uses okhttp3.OkHttpClient",
            "dev.gangway.dropbox.simulator.DropboxSimulator.clientWithoutSockets uses okhttp3.OkHttpClient",
            "dev.gangway.dropbox.simulator.DropboxSimulator.httpClient uses okhttp3.OkHttpClient",
            "dev.gangway.http.Transport$Builder.client uses okhttp3.OkHttpClient",
            "dev.gangway.oauth.TokenEndpoint.of uses okhttp3.OkHttpClient",
            "dev.gangway.testkit.ConnectorContract.httpClient uses okhttp3.OkHttpClient");

    @Test
    void noLibrarysTypeIsInOneButTheClientWhereUsersNeedIt() {
        List<JavaClass> exported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.gangway").stream()
                        .filter(ExportedSignaturesTest::isExported)
                        .filter(it -> !it.getPackageName().contains(".internal."))
                        .filter(it -> !it.getPackageName().matches("dev\\.gangway\\.(examples|leakwatch).*"))
                        .toList();

        assertThat(exported)
                .extracting(JavaClass::getPackageName)
                .contains("dev.gangway", "dev.gangway.testkit", "dev.gangway.dropbox", "dev.gangway.dropbox.simulator");
        assertThat(exported.stream().flatMap(ExportedSignaturesTest::foreign)).hasSameElementsAs(WITH_A_CLIENT);
    }

    @Test
    void aLeakIsSeenWhereverItIs() {
        JavaClass leaks = new ClassFileImporter().importClass(Leaks.class);

        assertThat(foreign(leaks).map(it -> it.substring(it.indexOf("Leaks"))))
                .containsExactlyInAnyOrder(
                        "Leaks uses okhttp3.Call",
                        "Leaks uses okhttp3.EventListener",
                        "Leaks uses okhttp3.Cookie",
                        "Leaks.field uses okhttp3.Headers",
                        "Leaks.array uses okhttp3.Headers",
                        "Leaks.bound uses okhttp3.Interceptor",
                        "Leaks.wildcard uses okhttp3.Request",
                        "Leaks.thrown uses com.squareup.moshi.JsonDataException",
                        "Leaks.client uses okhttp3.OkHttpClient");
    }

    /** One leak of each kind. */
    abstract static class Leaks<T extends Call> extends EventListener implements Supplier<List<Cookie>> {
        protected List<Headers> field = List.of();

        abstract Headers seenByNobody();

        protected abstract Headers[][] array();

        public abstract <S extends Interceptor> void bound();

        public abstract void wildcard(Map<String, ? super Request> map);

        public abstract void thrown() throws JsonDataException;

        public abstract OkHttpClient client();
    }

    /** What a type says of others, itself or by a member that users see. */
    private static Stream<String> foreign(JavaClass type) {
        Stream<JavaClass> heads = Stream.of(
                        type.getSuperclass().stream(), type.getInterfaces().stream(), type.getTypeParameters().stream())
                .flatMap(it -> it)
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Collection::stream);
        Stream<JavaClass> inherited =
                Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
        Stream<String> members = type.getAllMembers().stream()
                .filter(it -> it.getOwner().getPackageName().startsWith("dev.gangway"))
                .filter(it -> isVisible(it.getModifiers()))
                .flatMap(ExportedSignaturesTest::foreign);
        return Stream.concat(Stream.concat(heads, inherited).flatMap(it -> foreign(type.getName(), it)), members)
                .distinct();
    }

    private static Stream<String> foreign(JavaMember member) {
        Set<JavaClass> used = new HashSet<>(member.getAllInvolvedRawTypes());
        if (member instanceof JavaCodeUnit unit) {
            used.addAll(unit.getExceptionTypes());
        }
        return used.stream().flatMap(it -> foreign(member.getOwner().getName() + "." + member.getName(), it));
    }

    private static Stream<String> foreign(String user, JavaClass used) {
        String name = used.getBaseComponentType().getName();
        return name.contains(".") && OURS.stream().noneMatch(name::startsWith)
                ? Stream.of(user + " uses " + name)
                : Stream.empty();
    }

    /** A type within one that users can't see is as hidden as that is, whatever its own modifiers. */
    private static boolean isExported(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass()
                        .map(ExportedSignaturesTest::isExported)
                        .orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
