package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.dropbox.simulator.Call;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.leakwatch.LeakWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TourTest {

    @Nested
    @DisplayName("through the simulated team")
    class Simulated {

        private static String printed = "";
        private static String page = "";

        @BeforeAll
        static void walk() throws IOException {
            printed = tour(Map.of(), List.of(), Gangway.builder());
            page = Files.readString(LicenseChapters.PAGE);
        }

        @Test
        void theTourWalksTheWholeWay() {
            assertThat(printed)
                    .contains("Connected to Example Corp")
                    .contains(
                            "Advice: anna.schneider@example.com, who consented, also works with this account: 1 device")
                    .contains("Invited: Ana Silva <ana.silva@example.com>.")
                    .contains("1 license of type full becomes free.")
                    .contains("It can be undone until ")
                    .contains("is back: active.")
                    .contains("NOT back: 2 linked devices; to be linked again by the person")
                    .contains("Connections that are stored now: 0.")
                    .doesNotContain("It stopped", "REFUSED", "Refused", "Not known yet");
        }

        @Test
        void thePlanIsAboutSomebodyOnWhomThingsHang() {
            assertThat(printed)
                    .contains("linked devices; nothing is wiped.")
                    .contains("Apps linked to the account lose access: ")
                    .contains("These groups lose a member: ");
        }

        @Test
        void aTransferAndARefusedPlanAreShownInALineEach() {
            assertThat(printed.lines())
                    .anyMatch(it -> it.matches("   With a transfer of the files: All files of .+ move to .+\\."))
                    .anyMatch(it ->
                            it.matches("   For the connecting admin: refused\\. The connection works through .+"));
        }

        @Test
        void theReportIsATableThatNamesTheFirstIdlePeopleAndAPageThatNamesAll() {
            assertThat(printed)
                    .contains("   Licenses of Example Corp\n")
                    .containsPattern(
                            "full +15.00 EUR a month +3,900.00 EUR +46,800.00 EUR +2,700.00 EUR +6,840.00 EUR\n")
                    .containsPattern("28 people neither signed in nor used a device from")
                    .contains(
                            "no device and no web session; joined on ",
                            "And 23 more; the report's CSV has all of them.")
                    .contains(LicenseChapters.PAGE.toUri().toString());
            assertThat(page)
                    .startsWith("<!DOCTYPE html>")
                    .contains("<h1>Licenses of Example Corp</h1>", "28 people neither signed in nor used a device")
                    .doesNotContain("more. The report");
        }

        @Test
        void theSecondRefreshReadsTheNewSignInsAlone() {
            assertThat(printed)
                    .containsPattern("sign-ins +1\\d,\\d{3} in [34]\\d pages +3 in 1 page\n")
                    .containsPattern("in all +[45]\\d pages +7 pages\n");
        }

        @Test
        void theReportsThatFollowSayWhatIsDifferentAndThatTheUndoBroughtBackEverybody() {
            String[] again = printed.split("The report again");

            assertThat(again).hasSize(3);
            assertThat(again[1])
                    .contains("- Came: Ana Silva <ana.silva@example.com>, invited.", "- Left: ")
                    .contains("- Changed their status or license: nobody.", "- Became idle: nobody.")
                    .containsPattern("- Were idle and used their license again: (\\S+ \\S+\\s+<\\S+>[,.]\\s+){3}-")
                    .contains("250 assigned, 237 used, 8 reserved (before: 250 assigned, 238 used, 7 reserved).")
                    .containsPattern("be\\s+saved: 6,120.00 EUR \\(before:\\s+6,840.00\\s+EUR\\)\\.")
                    .doesNotContain("Left: nobody");
            assertThat(again[2])
                    .contains("- Came: Ana Silva <ana.silva@example.com>, invited.")
                    .contains("- Left: nobody.", "- Changed their status or license: nobody.")
                    .contains("251 assigned, 238 used, 8 reserved (before: 250 assigned, 238 used, 7 reserved).");
        }

        @Test
        void aBulkOffboardingIsStoppedHalfWayGoneOnWithAndUndoneForOne() {
            assertThat(printed)
                    .containsPattern(
                            "So far: +13 people: [1-9]\\d? gone, 0 refused, \\d not settled, [1-9]\\d? not attempted\\.\n"
                                    + "(?s).*At the end: 13 people: 13 gone, 0 refused, 0 not settled, 0 not attempted\\."
                                    + ".*One of them was a mistake: undo it.*is back: active\\.")
                    .doesNotContain("It was not stopped.", "Not undone");
        }

        @Test
        void aConnectionThatBreaksIsExplainedAndAnotherAdminConnectsItAgain() {
            String chapter = printed.substring(printed.indexOf("The admin who connected is suspended"));

            assertThat(chapter)
                    .contains(
                            "The test finds: needs to be connected again.",
                            "What is wrong: It was connected by anna.schneider@example.com. The admin who consented has left the team,",
                            "What to do:    Have another team admin connect the team again",
                            "Who can do it: an admin of the team.",
                            "It is the same connection, ",
                            "The next call goes through: Anna Schneider <anna.schneider@example.com> is suspended.")
                    .containsPattern("through the account of (?!anna)[a-z.]+@example.com")
                    .containsPattern("(?m)^   \\S+ +connected +It was connected, and real calls went through\\.$\n"
                            + "   \\S+ +needs to be connected again +Whoever connected is no longer an active admin of the team\\.$\n"
                            + "   \\S+ +connected +It was connected again\\.$");
        }

        @Test
        void nothingIsSaidTwiceInARow() {
            List<String> lines = printed.lines().toList();

            assertThat(lines)
                    .noneMatch(it -> it.contains("the provider is at work")); // said as "works on it in the background"
            for (int i = 1; i < lines.size(); i++) {
                assertThat(lines.get(i)).as("line %d", i).isNotEqualTo(lines.get(i - 1));
            }
        }

        /** An administrator isn't expected to know our code. */
        @Test
        void noNameOfAClassOrConstantIsPrinted() {
            assertThat(printed.replace(LicenseChapters.PAGE.toUri().toString(), "the page"))
                    .doesNotContainPattern("[A-Z]+_[A-Z]+")
                    .doesNotContainPattern("[A-Z][a-z]+[A-Z][a-z]+\\.[a-z]")
                    .doesNotContain("()", "[at=", "Optional");
        }
    }

    @Test
    void againstARealTeamItOnlyReads() {
        try (DropboxSimulator simulator = DropboxSimulator.start()) {
            String printed = tour(environment(simulator), List.of(), over(simulator));

            assertThat(printed)
                    .contains("Nothing of the team was changed", "Your refresh token stays valid.")
                    .containsPattern("1 person neither signed in|\\d+ people neither signed in")
                    .contains("Plan to see off Leo Okoye <leo@example.com> (nothing is written)")
                    .contains("For the connecting admin: refused.");
            assertThat(printed).doesNotContain("The admin who connected is suspended");
            assertThat(simulator.calls())
                    .filteredOn(Call::effectApplied)
                    .extracting(Call::route)
                    .containsExactly("oauth2/token"); // an access token is the one thing that was made
        }
    }

    @Test
    void withoutARefreshTokenItAsksForConsentAndGivesItBackAtTheEnd() {
        try (DropboxSimulator simulator = DropboxSimulator.start()) {
            simulator.registerRedirectUri(Tour.CALLBACK);
            String printed = tour(app(simulator), List.of(), over(simulator), simulator::approve);

            assertThat(printed)
                    .containsPattern("(?m)^   https://www.dropbox.com/oauth2/authorize\\?\\S+$")
                    .contains("Connected to ", "Nothing of the team was changed", "Dropbox withdrew the credential");
            assertThat(simulator.calls())
                    .filteredOn(Call::effectApplied)
                    .extracting(Call::route)
                    .containsOnly("oauth2/token", "auth/token/revoke");
        }
    }

    @Test
    void anAddressThatIsNoAnswerEndsInWords() {
        try (DropboxSimulator simulator = DropboxSimulator.start()) {
            assertThat(tour(app(simulator), List.of(), over(simulator), consent -> URI.create("")))
                    .contains("It stopped: ")
                    .doesNotContain("Connected to");
        }
    }

    @Test
    void toldToWriteItInvitesThatOnePersonAndWithdrawsTheInvitation() {
        try (DropboxSimulator simulator = DropboxSimulator.start()) {
            String printed = tour(
                    environment(simulator), List.of("--write", "--invite=new.person@example.com"), over(simulator));

            assertThat(printed)
                    .contains(
                            "Invited: new.person@example.com",
                            "The invitation of new.person@example.com is withdrawn.");
            assertThat(simulator.calls("team/members/add_v2")).hasSize(1);
            assertThat(simulator.calls("team/members/remove")).hasSize(1);
        }
    }

    @Test
    void toldToInviteSomebodyWhoIsKnownItWritesNothing() {
        try (DropboxSimulator simulator = DropboxSimulator.start()) {
            String printed =
                    tour(environment(simulator), List.of("--write", "--invite=leo@example.com"), over(simulator));

            assertThat(printed).contains("Nothing is written: leo@example.com is known to the team already.");
            assertThat(simulator.calls("team/members/add_v2")).isEmpty();
            assertThat(simulator.calls("team/members/remove")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, Unknown argument --nonsense",
        "--write, --write and --invite are for a real team",
    })
    void aWrongArgumentIsSaidSoAndNothingStarts(String argument, String complaint) {
        assertThat(tour(Map.of(), List.of(argument), Gangway.builder()))
                .contains(complaint)
                .doesNotContain("==");
    }

    @Test
    void aHalfSetEnvironmentIsSaidSoAndNothingStarts() {
        assertThat(tour(Map.of("DROPBOX_APP_KEY", "key"), List.of(), Gangway.builder()))
                .contains("DROPBOX_APP_SECRET")
                .doesNotContain("==");
    }

    @Test
    void aRejectedRefreshTokenEndsInWords() {
        try (DropboxSimulator simulator = DropboxSimulator.start()) {
            Map<String, String> wrong = Map.of(
                    "DROPBOX_APP_KEY", simulator.appKey(),
                    "DROPBOX_APP_SECRET", simulator.appSecret(),
                    "DROPBOX_REFRESH_TOKEN", "no-such-t0ps3cret");

            assertThat(tour(wrong, List.of(), over(simulator)))
                    .contains("It stopped: The provider doesn't accept the refresh token")
                    .doesNotContain("no-such-t0ps3cret", simulator.appSecret());
        }
    }

    private static Gangway.Builder over(DropboxSimulator simulator) {
        return Gangway.builder().httpClient(simulator.httpClient());
    }

    private static Map<String, String> app(DropboxSimulator simulator) {
        return Map.of("DROPBOX_APP_KEY", simulator.appKey(), "DROPBOX_APP_SECRET", simulator.appSecret());
    }

    private static Map<String, String> environment(DropboxSimulator simulator) {
        Map<String, String> environment = new HashMap<>(app(simulator));
        environment.put("DROPBOX_REFRESH_TOKEN", simulator.refreshToken());
        return environment;
    }

    private static String tour(Map<String, String> environment, List<String> arguments, Gangway.Builder builder) {
        return tour(environment, arguments, builder, consent -> {
            throw new AssertionError("Nobody was to be asked.");
        });
    }

    private static String tour(
            Map<String, String> environment,
            List<String> arguments,
            Gangway.Builder builder,
            UnaryOperator<URI> browser) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Tour.run(environment, arguments, builder, new PrintStream(bytes, true, StandardCharsets.UTF_8), browser);
        String printed = bytes.toString(StandardCharsets.UTF_8);
        LeakWatch.examine(
                "the tour",
                printed.replaceAll(
                        "(?m)^ +https://www\\S+\\?\\S+$", "")); // the admin needs that address, state and all
        return printed;
    }
}
