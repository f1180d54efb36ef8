package dev.gangway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The plan of the house: no package imports from a floor above. */
@Tag("once")
class FloorsTest {

    /** Ground floor first; decision 0001. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("dev.gangway.internal.json", "dev.gangway.internal.text", "dev.gangway.result", "dev.gangway.error"),
            Set.of("dev.gangway.credential"),
            Set.of("dev.gangway.store"),
            Set.of("dev.gangway.http"),
            Set.of("dev.gangway.oauth"),
            Set.of("dev.gangway.user"),
            Set.of(
                    "dev.gangway.activity",
                    "dev.gangway.license",
                    "dev.gangway.security",
                    "dev.gangway.sharing",
                    "dev.gangway.teamfolder",
                    "dev.gangway.userdata"),
            Set.of("dev.gangway.analytics"),
            Set.of("dev.gangway.connector"),
            Set.of("dev.gangway.connection"),
            Set.of("dev.gangway.assistance"),
            Set.of("dev.gangway"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("leakwatch"))
            .importPackages("dev.gangway");

    @Test
    void everyPackageHasAFloor() {
        Set<String> packages =
                new TreeSet<>(CLASSES.stream().map(JavaClass::getPackageName).toList());

        assertThat(packages).allMatch(name -> floor(name) >= 0).hasSize(20);
    }

    @Test
    void noPackageImportsFromAFloorAboveOrFromItsNeighbours() {
        List<String> violations = CLASSES.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .filter(it -> it.getTargetClass().getPackageName().startsWith("dev.gangway"))
                .filter(it -> !it.getOriginClass()
                        .getPackageName()
                        .equals(it.getTargetClass().getPackageName()))
                .filter(it -> floor(it.getTargetClass().getPackageName())
                        >= floor(it.getOriginClass().getPackageName()))
                .map(Object::toString)
                .toList();

        assertThat(violations).isEmpty();
    }

    private static int floor(String packageName) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(packageName)) {
                return floor;
            }
        }
        return -1;
    }
}
