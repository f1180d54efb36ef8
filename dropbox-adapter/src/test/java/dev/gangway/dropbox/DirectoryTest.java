package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final UserId LEO = new UserId("dbmid:leo");
    private static final String ANA_HERE = Bodies.member("dbmid:ana", "ana@example.com", "active");
    private static final String LEO_GONE = Bodies.member("dbmid:leo", "leo@example.com", "recoverable");

    private final Script dropbox = new Script();

    @Test
    void somebodyWhoLeftIsFoundByIdInTheListWithLeavers() {
        dropbox.answers(200, Bodies.notFound("dbmid:leo"))
                .answers(200, Bodies.page(List.of(ANA_HERE), "c1", true))
                .answers(200, Bodies.page(List.of(LEO_GONE), "c2", false));

        Optional<User> leo = dropbox.users().find(UserRef.id(LEO));

        assertThat(leo.map(User::status)).contains(UserStatus.REMOVED_RECOVERABLE);
        assertThat(dropbox.sent().get(1).body()).contains("\"include_removed\":true");
        assertThat(dropbox.sent().get(2).body()).isEqualTo("{\"cursor\":\"c1\"}");
    }

    @Test
    void somebodyUnknownByAddressIsNotSearchedAmongLeavers() {
        dropbox.answers(200, Bodies.notFound("leo@example.com"));

        assertThat(dropbox.users().find(UserRef.email("leo@example.com"))).isEmpty();
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void aListThatGoesInCirclesIsNotReadForEver() {
        dropbox.answers(200, Bodies.notFound("dbmid:leo"))
                .answers(200, Bodies.page(List.of(ANA_HERE), "c1", true))
                .answers(200, Bodies.page(List.of(), "c1", true));

        assertThatThrownBy(() -> dropbox.users().find(UserRef.id(LEO))).isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void aPageGivesTheWayToTheNext() {
        dropbox.answers(200, Bodies.page(List.of(ANA_HERE), "c1", true));

        Page<User> page = dropbox.users().list(Cursor.START);

        assertThat(page.next()).contains(new Cursor("c1"));
        assertThat(dropbox.onlySent().body()).isEqualTo("{\"limit\":1000,\"include_removed\":false}");
    }

    @Test
    void theListHoldsNobodyWhoLeft() {
        dropbox.answers(200, Bodies.page(List.of(ANA_HERE, LEO_GONE), "c1", false));

        assertThat(dropbox.users().list(Cursor.START).items())
                .extracting(User::email)
                .containsExactly("ana@example.com");
    }

    @Test
    void moreWithoutACursorIsNotTakenForTheEnd() {
        dropbox.answers(200, Bodies.page(List.of(ANA_HERE), "", true));

        assertThatThrownBy(() -> dropbox.users().list(Cursor.START))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("not complete");
    }

    @Test
    void aCursorThatIsGoneSaysToStartAgain() {
        dropbox.refuses("invalid_cursor");

        assertThatThrownBy(() -> dropbox.users().list(new Cursor("old")))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("invalid_cursor")
                .hasMessageContaining("from the start");
    }

    @Test
    void aStatusOfTomorrowFailsLoudlyInsteadOfLosingTheRow() {
        dropbox.answers(
                200,
                Bodies.page(List.of(ANA_HERE.replace("{\".tag\":\"active\"}", "{\".tag\":\"dozing\"}")), "c", false));

        assertThatThrownBy(() -> dropbox.users().list(Cursor.START)).isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void twoAnswersAboutOnePersonAreNotBelieved() {
        dropbox.answers(
                200,
                "{\"members_info\":[{\".tag\":\"id_not_found\",\"id_not_found\":\"a\"},{\".tag\":\"id_not_found\",\"id_not_found\":\"b\"}]}");

        assertThatThrownBy(() -> dropbox.users().find(UserRef.id(LEO))).isInstanceOf(ProviderProtocolException.class);
    }
}
