package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes and their arguments are those of the specification: what it allows is taken, everything else refused. */
class ArgumentTest {
    private static final Specification SPECIFICATION = Specification.read();

    static Stream<String> names() {
        return SPECIFICATION.routes().keySet().stream();
    }

    @Test
    void allRoutesOfTheListAreThereAndNoOthers() {
        assertThat(Routes.names()).isEqualTo(List.copyOf(SPECIFICATION.routes().keySet()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRouteWantsTheTokenAndTheScopeOfTheSpecification(String name) {
        Specification.RouteFacts facts = SPECIFICATION.routes().get(name);
        Route route = Routes.find(name).orElseThrow();

        assertThat(route.auth().name()).isEqualToIgnoringCase(facts.auth());
        assertThat(route.scope().orElse("-")).isEqualTo(facts.scope());
    }

    @ParameterizedTest
    @MethodSource("names")
    void anArgumentIsTakenOrRefusedAsSpecified(String name) {
        Route route = Routes.find(name).orElseThrow();
        String argument = SPECIFICATION.routes().get(name).argument();

        assertThat(new Probes(SPECIFICATION).of(argument))
                .allSatisfy(probe -> assertThat(takes(route, probe.json()))
                        .as(probe.toString())
                        .isEqualTo(probe.fits()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void anAbsentFieldMeansItsDefault(String name) {
        Route route = Routes.find(name).orElseThrow();
        Map<String, Object> byChange = new LinkedHashMap<>();
        new Probes(SPECIFICATION)
                .of(SPECIFICATION.routes().get(name).argument())
                .forEach(probe -> byChange.put(probe.change(), probe.json()));

        byChange.forEach((change, json) -> {
            if (change.endsWith(" default")) {
                Object absent = byChange.get(change.replace(" default", " absent"));
                assertThat(route.argument().decode(absent, ""))
                        .as(change)
                        .isEqualTo(route.argument().decode(json, ""));
            }
        });
    }

    private static boolean takes(Route route, Object json) {
        try {
            route.argument().decode(json, "");
            return true;
        } catch (BadInput refused) {
            return false;
        }
    }
}
