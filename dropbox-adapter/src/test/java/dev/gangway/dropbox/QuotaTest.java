package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Quota;
import dev.gangway.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {

    private static final long GIGABYTE = 1L << 30;
    private static final String SET = "team/member_space_limits/set_custom_quota";
    private static final String REMOVE = "team/member_space_limits/remove_custom_quota";
    private static final UserId NOBODY = new UserId("dbmid:nobody");

    @Test
    void aLimitIsSetReadChangedAndLifted() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId ana = team.id("ana");

            assertThat(team.users().quota(ana)).isEqualTo(Fact.of(Quota.NONE));
            assertThat(team.users().setQuota(ana, Quota.of(2 * GIGABYTE))).isEqualTo(Outcome.done(ana));
            assertThat(team.users().quota(ana)).isEqualTo(Fact.of(Quota.of(2 * GIGABYTE)));
            assertThat(team.users().inspect(ana).quota()).isEqualTo(Fact.of(Quota.of(2 * GIGABYTE)));
            assertThat(team.users().setQuota(ana, Quota.of(2 * GIGABYTE))).isEqualTo(Outcome.alreadyDone(ana));
            assertThat(team.users().setQuota(ana, Quota.NONE)).isEqualTo(Outcome.done(ana));
            assertThat(team.users().setQuota(ana, Quota.NONE)).isEqualTo(Outcome.alreadyDone(ana));
            assertThat(team.users().quota(ana)).isEqualTo(Fact.of(Quota.NONE));
            assertThat(team.simulator().calls(SET)).hasSize(1);
            assertThat(team.simulator().calls(REMOVE)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, GIGABYTE, 2 * GIGABYTE + 1, 3_000_000_000L, Long.MAX_VALUE, GIGABYTE << 32})
    void whatDropboxCanNotCountIsRefusedAtTheDoor(long bytes) {
        Script dropbox = new Script();

        assertThat(dropbox.users().setQuota(NOBODY, Quota.of(bytes)).toString())
                .contains(Reason.INVALID_INPUT.name(), "whole number of gigabytes", "at least 2");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void whoIsNotThereOrExcludedIsRefused() {
        try (DirectTeam team = DirectTeam.start()) {
            Quota five = Quota.of(5 * GIGABYTE);

            assertThat(team.users().setQuota(NOBODY, five).toString()).contains(Reason.USER_NOT_FOUND.name());
            assertThat(team.users().setQuota(NOBODY, Quota.NONE).toString()).contains(Reason.USER_NOT_FOUND.name());
            assertThat(team.users().setQuota(team.id("rob"), five).toString()).contains(Reason.NOT_ON_TEAM.name());
            assertThat(team.users().quota(NOBODY)).isInstanceOf(Fact.Unknown.class);
            team.simulator().inject(Fault.at(SET).refuse("some_users_are_excluded"));
            assertThat(team.users().setQuota(team.id("ana"), five).toString())
                    .contains(Reason.WRONG_STATUS.name(), "excluded from space limits");
        }
    }

    @Test
    void anAnswerOfTomorrowIsLost() {
        try (DirectTeam team = DirectTeam.start()) {
            team.simulator().inject(Fault.at(SET).wrongBody("application/json", "[{\".tag\":\"too_windy\"}]"));

            assertThatThrownBy(() -> team.users().setQuota(team.id("ana"), Quota.of(5 * GIGABYTE)))
                    .isInstanceOf(AnswerLostException.class);
        }
    }

    @Test
    void dropboxLetsItBeSetWithTheScopeForReadingAndWeDoNot() {
        try (DirectTeam team = DirectTeam.start()) {
            Scopes reading = Scopes.ALL.without(List.of(Capability.CHANGE_USERS));

            assertThatThrownBy(() -> team.users(reading).setQuota(team.id("ana"), Quota.of(5 * GIGABYTE)))
                    .isInstanceOf(PermissionMissingException.class)
                    .hasMessageContaining("without(CHANGE_USERS)");
            assertThat(team.simulator().calls(SET)).isEmpty();
        }
    }
}
