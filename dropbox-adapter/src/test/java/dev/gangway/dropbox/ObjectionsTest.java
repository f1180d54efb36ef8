package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.Person;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused before anything is sent; the figure RemovalOptions holds it against what Dropbox then says. */
class ObjectionsTest {

    private static final TeamSetup TEAM = TeamSetup.small()
            .with(Person.active("una@example.com", "Una", "Okafor").unverified());

    private static List<Reason> reasons(DirectTeam team, DataHandling handling, Optional<UserId> invitationsTo) {
        User leo = team.users().find(UserRef.email("leo@example.com")).orElseThrow();
        return team.users().objections(leo, handling, invitationsTo).stream()
                .map(Refusal::reason)
                .toList();
    }

    private static DataHandling transferTo(UserId recipient) {
        return DataHandling.transferTo(UserRef.id(recipient)).keepingDevices();
    }

    @Test
    void theAddressOfALeaverIsOnlyFreeWhenNothingBringsThemBack() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId ana = team.id("ana");
            Optional<UserId> toAna = Optional.of(ana);

            assertThat(reasons(team, transferTo(ana), toAna)).isEmpty();
            assertThat(reasons(
                            team,
                            DataHandling.transferAfterwardsTo(UserRef.id(ana)).wipingDevices(),
                            toAna))
                    .isEmpty();
            assertThat(reasons(team, DataHandling.deleteForGood().keepingDevices(), toAna))
                    .isEmpty();
            assertThat(reasons(team, DataHandling.keepRecoverable().keepingDevices(), toAna))
                    .containsExactly(Reason.ADDRESS_NOT_FREE);
            assertThat(reasons(team, DataHandling.keepAsPersonalAccount(Shares.REMOVE), toAna))
                    .containsExactly(Reason.ADDRESS_NOT_FREE);
            assertThat(reasons(team, DataHandling.keepRecoverable().keepingDevices(), Optional.empty()))
                    .isEmpty();
        }
    }

    @Test
    void whoHasNotVerifiedTheirOwnAddressGetsNeitherFilesNorAddresses() {
        try (DirectTeam team = DirectTeam.start(it -> it.team(TEAM))) {
            UserId una = team.id("una");

            assertThat(reasons(team, transferTo(una), Optional.empty())).containsExactly(Reason.RECIPIENT_UNSUITABLE);
            assertThat(reasons(team, transferTo(team.id("ana")), Optional.of(una)))
                    .containsExactly(Reason.RECIPIENT_UNSUITABLE);
            assertThat(reasons(team, transferTo(team.id("ana")), Optional.of(team.id("ivy"))))
                    .containsExactly(Reason.RECIPIENT_UNSUITABLE);
        }
    }

    @Test
    void sharesAreNotKeptWhereTheTeamSharesWithNobodyOutside() {
        try (DirectTeam team = DirectTeam.start()) {
            DataHandling keepShares = DataHandling.keepAsPersonalAccount(Shares.RETAIN);
            assertThat(reasons(team, keepShares, Optional.empty())).isEmpty();

            team.simulator().console().allowSharingOutside(false);

            assertThat(reasons(team, keepShares, Optional.empty())).containsExactly(Reason.ACCOUNT_NOT_KEEPABLE);
            assertThat(reasons(team, DataHandling.keepAsPersonalAccount(Shares.REMOVE), Optional.empty()))
                    .isEmpty();
        }
    }
}
