package dev.gangway.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivityTest {

    private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");
    private static final Party ADA =
            Party.of(Party.Kind.ADMIN).withId(new UserId("ada")).named("Ada Lovelace");

    private static Activity event(ActivityKind kind) {
        return Activity.of("key", NOON, kind, "some_event", ADA);
    }

    @Test
    void anEventIsASentenceInBothLanguages() {
        Activity event = event(ActivityKind.SHARE_ROLE_CHANGED)
                .onBehalfOf(ADA)
                .affecting(Party.of(Party.Kind.OUTSIDER).withEmail("bob@client.com"))
                .with(Thing.named(Thing.Kind.FOLDER, "Marketing"))
                .changing(Fact.of("viewer"), Fact.of("editor"));

        assertThat(event.sentence().en())
                .isEqualTo(
                        "Ada Lovelace changed a right to something shared: Marketing; bob@client.com; viewer → editor");
        assertThat(event.sentence().fr())
                .isEqualTo(
                        "Ada Lovelace a changé un droit sur un partage : Marketing ; bob@client.com ; lecteur → éditeur");
    }

    @Test
    void aValueThatOnlyTheProviderHasAWordForIsQuotedInFrench() {
        Activity event =
                event(ActivityKind.SHARE_ROLE_CHANGED).changing(Fact.unknown("?"), Fact.of("viewer_no_comment"));

        assertThat(event.sentence().en()).endsWith(": viewer_no_comment");
        assertThat(event.sentence().fr()).endsWith(" : « viewer_no_comment »");
    }

    @Test
    void anEventThatHasNoWordSaysTheProvidersName() {
        assertThat(event(ActivityKind.OTHER).sentence().en()).isEqualTo("Ada Lovelace did something else: some_event");
    }

    @Test
    void whatIsNotToldIsSaidByItsKind() {
        Activity event = Activity.of("key", NOON, ActivityKind.LINK_VIEWED, "x", Party.of(Party.Kind.ANONYMOUS))
                .with(new Thing(
                        Thing.Kind.LINK, Optional.empty(), Optional.of(" "), Optional.empty(), Optional.empty()));

        assertThat(event.sentence().en()).isEqualTo("somebody anonymous opened a shared link: a link");
        assertThat(event.sentence().fr()).isEqualTo("une personne anonyme a ouvert un lien de partage : un lien");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasWordsOfItsOwn(ActivityKind kind) {
        assertThat(ActivityKind.values())
                .filteredOn(it -> it.text().en().equals(kind.text().en())
                        || it.text().fr().equals(kind.text().fr()))
                .containsExactly(kind);
    }

    @Test
    void domainsAreThoseOfPeopleOutsideOnly() {
        Activity event = event(ActivityKind.SHARE_INVITED)
                .affecting(
                        Party.of(Party.Kind.OUTSIDER).withEmail("Bob@Client.COM"),
                        Party.of(Party.Kind.USER).withEmail("eve@acme.com"),
                        Party.of(Party.Kind.OUTSIDER));

        assertThat(event.outsideDomains()).isEqualTo(Set.of("client.com"));
    }

    @Test
    void theAddressOfALinkIsNotPrinted() {
        String address = "https://files.example/s/t0ps3cret";

        assertThat(Thing.named(Thing.Kind.LINK, "plan").withId(address).toString())
                .doesNotContain("t0ps3cret");
        assertThat(event(ActivityKind.LINK_VIEWED)
                        .with(Thing.named(Thing.Kind.LINK, "plan").withId(address))
                        .sentence()
                        .toString())
                .doesNotContain("t0ps3cret");
    }

    @Test
    void aRangeEndsAfterItStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityRange.between(NOON, NOON))
                .withMessageContaining("ends after it starts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityRange.between(NOON.plusMillis(2), NOON.plusMillis(1)));
        assertThat(ActivityRange.between(NOON, NOON.plusSeconds(1)).contains(NOON))
                .isTrue();
        assertThat(ActivityRange.between(NOON, NOON.plusSeconds(1)).contains(NOON.plusSeconds(1)))
                .isFalse();
    }

    /** So what happened just now is in a range that ends now. */
    @Test
    void theSecondInWhichARangeEndsIsInIt() {
        ActivityRange range = ActivityRange.between(NOON.plusMillis(200), NOON.plusMillis(201));

        assertThat(range).isEqualTo(ActivityRange.between(NOON, NOON.plusSeconds(1)));
        assertThat(range.contains(NOON)).isTrue();
    }

    @Test
    void anEventHasAKeyAndAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Activity.of(" ", NOON, ActivityKind.OTHER, "x", ADA));
        assertThatIllegalArgumentException().isThrownBy(() -> Activity.of("key", NOON, ActivityKind.OTHER, "", ADA));
    }

    @Test
    void kindsOfATopicAreAllOfThem() {
        assertThat(List.of(ActivityTopic.values()))
                .allSatisfy(
                        topic -> assertThat(ActivityKind.of(topic)).isNotEmpty().allMatch(it -> it.topic() == topic));
    }
}
