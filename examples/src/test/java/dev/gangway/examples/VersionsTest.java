package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials names the versions that the build was tested with. */
class VersionsTest {

    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z.]+\\.version)>([^<]+)</\\1>");

    @Test
    void theBillOfMaterialsAgreesWithTheBuild() throws IOException {
        String parent = Files.readString(Path.of("../pom.xml"));
        Map<String, String> properties = pairs(PROPERTY, parent);
        Map<String, String> build = new TreeMap<>();
        pairs(
                        DEPENDENCY,
                        parent.substring(
                                parent.indexOf("<dependencyManagement>"), parent.indexOf("</dependencyManagement>")))
                .forEach((artifact, version) -> build.put(artifact, resolved(version, properties)));
        build.put("okhttp", build.get("okhttp-jvm")); // for users who declare it; the build itself doesn't
        String bom = Files.readString(Path.of("../core/bom/pom.xml"));
        Map<String, String> offered = pairs(
                DEPENDENCY,
                bom.substring(bom.indexOf("<dependencyManagement>"), bom.indexOf("</dependencyManagement>")));

        assertThat(offered)
                .hasSize(13)
                .allSatisfy((artifact, version) -> assertThat(build).containsEntry(artifact, version));
    }

    private static String resolved(String version, Map<String, String> properties) {
        return version.equals("${project.version}")
                ? "0.1.0-SNAPSHOT"
                : properties.getOrDefault(version.replaceAll("[${}]", ""), version);
    }

    private static Map<String, String> pairs(Pattern pattern, String text) {
        Map<String, String> pairs = new TreeMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            pairs.put(matcher.group(1), matcher.group(2));
        }
        return pairs;
    }
}
