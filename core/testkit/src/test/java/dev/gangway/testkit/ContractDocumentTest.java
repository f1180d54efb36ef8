package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([A-Z]+-\\d\\d) \\| (MUST|SHOULD|MAY) \\| [^|]+ \\| [^|]+ \\|$");

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/contract.md"));
    }

    /** The rules as the document numbers them. */
    private static List<String> rules() throws IOException {
        return ROW.matcher(document()).results().map(it -> it.group(1)).toList();
    }

    /** The rules whose numbers start with one of these groups of letters. */
    static List<String> rules(String... groups) throws IOException {
        return rules().stream()
                .filter(it -> List.of(groups).contains(group(it)))
                .toList();
    }

    private static String group(String rule) {
        return rule.substring(0, rule.indexOf('-'));
    }

    private static Stream<Method> tests() {
        return Stream.of(ConnectorContract.class, StoreContract.class)
                .flatMap(it -> Arrays.stream(it.getDeclaredClasses()))
                .filter(it -> it.isAnnotationPresent(Nested.class))
                .flatMap(it -> Arrays.stream(it.getSuperclass().getDeclaredMethods()))
                .filter(it -> it.isAnnotationPresent(Test.class));
    }

    @Test
    void everyRuleHasOneTestAndEveryTestOneRule() throws IOException {
        assertThat(tests()).allMatch(it -> it.isAnnotationPresent(Rule.class), "has a @Rule");

        List<String> tested =
                tests().map(it -> it.getAnnotation(Rule.class).value()).toList();

        assertThat(tested).containsExactlyInAnyOrderElementsOf(rules());
    }

    @Test
    void rulesAreInOrderAndEachIsThereOnce() throws IOException {
        List<String> sorted = new ArrayList<>(rules());
        List<String> groups = List.of("C", "U", "F", "L", "T", "A", "P", "D", "S", "ST");
        sorted.sort(
                Comparator.comparing((String id) -> groups.indexOf(group(id))).thenComparing(id -> id));

        assertThat(rules()).isEqualTo(sorted).doesNotHaveDuplicates();
    }

    @Test
    void everyRowHasNumberWordTextAndIntent() throws IOException {
        long rows =
                document().lines().filter(it -> it.matches("\\| [A-Z]+-\\d.*")).count();

        assertThat(ROW.matcher(document()).results().map(MatchResult::group)).hasSize((int) rows);
    }
}
