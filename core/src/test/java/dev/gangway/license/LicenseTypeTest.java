package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The provider's totals beside what the list of people adds up to: 10 assigned, 2 of them reserved, 3 suspended. */
class LicenseTypeTest {

    private static final String LAGS = "lags";

    private static LicenseType counted(Fact<Integer> providers, int unclear) {
        return new LicenseType("full", Fact.of(12), 10, 2, 3, 5, unclear, providers, List.of());
    }

    private static List<String> explanations(int providers, int unclear, int unlicensed, int joined) {
        return Differences.explained(counted(Fact.of(providers), unclear), unlicensed, joined)
                .explanations();
    }

    private static void says(List<String> explanations, String... parts) {
        assertThat(explanations).hasSize(parts.length);
        for (int i = 0; i < parts.length; i++) {
            assertThat(explanations.get(i)).contains(parts[i]);
        }
    }

    @Test
    void aDifferenceIsTheProvidersCountLessOurs() {
        assertThat(counted(Fact.of(13), 0).difference()).isEqualTo(Fact.of(3));
        assertThat(counted(Fact.of(8), 0).difference()).isEqualTo(Fact.of(-2));
        assertThat(counted(Fact.unknown("not told"), 0).difference()).isEqualTo(Fact.unknown("not told"));
        assertThat(counted(Fact.of(13), 1).difference()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void unusedIsWhatWasBoughtLessWhatIsTaken() {
        assertThat(counted(Fact.of(13), 0).unused()).isEqualTo(Fact.of(2));
        assertThat(counted(Fact.of(13), 1).unused()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void agreementNeedsNoExplanation() {
        assertThat(explanations(10, 5, 0, 5)).isEmpty();
    }

    @Test
    void aCountThatTheProviderDoesNotTellIsNotExplained() {
        LicenseType type = counted(Fact.unknown("not told"), 5);

        assertThat(Differences.explained(type, 1, 1)).isEqualTo(type);
    }

    @Test
    void peopleOfAnUnknownTypeMayExplainMore() {
        says(explanations(13, 3, 0, 0), "isn't known which license", LAGS);
        says(explanations(13, 2, 0, 0), LAGS);
        says(explanations(9, 2, 0, 0), LAGS);
    }

    @Test
    void asManyPeopleWithoutALicenseMayExplainMore() {
        says(explanations(14, 0, 4, 0), "take no license", LAGS);
        says(explanations(14, 0, 5, 0), LAGS);
        says(explanations(6, 0, 4, 0), LAGS);
    }

    @Test
    void asManyInvitedOrSuspendedPeopleMayExplainLess() {
        says(explanations(8, 0, 0, 0), "invitations", LAGS);
        says(explanations(7, 0, 0, 0), "suspended", LAGS);
        says(explanations(5, 0, 0, 0), "invitations and suspended", LAGS);
        says(explanations(12, 0, 0, 0), LAGS);
        says(explanations(13, 0, 0, 0), LAGS);
    }

    @Test
    void peopleWhoJoinMeanwhileMayExplainAFewFewer() {
        says(explanations(9, 0, 0, 1), "joined while", LAGS);
        says(explanations(11, 0, 0, 1), "joined while", LAGS);
        says(explanations(6, 0, 0, 3), LAGS);
    }

    @Test
    void theRestOfTheTypeStays() {
        LicenseType type = counted(Fact.of(14), 1);
        LicenseType explained = Differences.explained(type, 4, 0);

        assertThat(explained)
                .isEqualTo(new LicenseType("full", Fact.of(12), 10, 2, 3, 5, 1, Fact.of(14), explained.explanations()));
    }
}
