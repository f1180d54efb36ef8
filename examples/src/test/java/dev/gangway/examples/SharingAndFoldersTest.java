package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.activity.ActivityRange;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.InMemoryConnector;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages on activity, controls, acting as a user and team folders show code that does what they say. */
class SharingAndFoldersTest {

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final UserId leo = team.personJoins(NewUser.of("leo@example.com").named("Leo", "Chen"));
    private final List<String> page = new ArrayList<>();
    private final Gangway gangway = Gangway.builder()
            .connector(team)
            .time(clock)
            .store(new InMemoryStore(clock), Keyring.random())
            .build();
    private final SharingAndFolders code = new SharingAndFolders(
            gangway.connection(gangway.connections()
                    .connect(InMemoryConnector.ID, "Acme", team.credential())
                    .id()),
            page::add);

    @AfterEach
    void close() {
        gangway.close();
    }

    @Test
    void whatIsSharedWithAClientIsTold() {
        team.personShared(leo, "Plans", "bob@client.example", clock.instant());
        team.personShared(leo, "Menus", "eve@other.example", clock.instant());

        assertThat(code.activity(ActivityRange.between(clock.instant().minus(Duration.ofDays(30)), clock.instant()))
                        .sessions())
                .isEmpty();
        assertThat(page.get(0)).contains("Leo Chen", "Plans");
        assertThat(page).hasSize(2).last().asString().startsWith("complete until ");
    }

    @Test
    void aClientIsAllowedAndAFolderClosed() {
        SharedFolderId folder = team.sharedFolder("Plans");

        code.controls(folder);

        assertThat(team.allowList()).containsExactly(AllowListEntry.domain("client.example"));
        assertThat(page).last().asString().contains("Done", "TEAM");
    }

    @Test
    void somebodysFilesAreListed() {
        team.personStores(leo, "/May.txt", 7);

        assertThat(code.actingAsUser().toOptional()).isPresent();
        assertThat(page).last().isEqualTo("May.txt: 7");
    }

    @Test
    void aFolderIsMadeOnce() {
        assertThat(code.teamFolder()).endsWith(" is ACTIVE").isEqualTo(code.teamFolder());
        assertThat(team.teamFolders()).hasSize(1);
    }
}
