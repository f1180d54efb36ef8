package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.team.GroupMemberSetAccessTypeError;
import com.dropbox.core.v2.team.GroupMembersAddError;
import com.dropbox.core.v2.team.MemberAddV2Result;
import com.dropbox.core.v2.team.MembersRecoverError;
import com.dropbox.core.v2.team.MembersRemoveError;
import com.dropbox.core.v2.team.MembersSetPermissions2Error;
import com.dropbox.core.v2.team.MembersSuspendError;
import com.dropbox.core.v2.team.MembersUnsuspendError;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

    /** The error union that each writing route of ours can answer, from the SDK; {@code add_v2} refuses item by item. */
    private static final Map<String, Enum<?>[]> UNIONS = Map.of(
            "team/groups/members/add", GroupMembersAddError.Tag.values(),
            "team/groups/members/set_access_type", GroupMemberSetAccessTypeError.values(),
            "team/members/add_v2", MemberAddV2Result.Tag.values(),
            "team/members/recover", MembersRecoverError.values(),
            "team/members/remove", MembersRemoveError.values(),
            "team/members/set_admin_permissions_v2", MembersSetPermissions2Error.values(),
            "team/members/suspend", MembersSuspendError.values(),
            "team/members/unsuspend", MembersUnsuspendError.values());

    static Stream<Enum<?>> constants() {
        return UNIONS.values().stream()
                .<Enum<?>>flatMap(Stream::of)
                .filter(it -> !it.name().equals("OTHER") && !it.name().equals("SUCCESS"));
    }

    /** Withdrawing a credential has no errors of its own (specified). */
    @Test
    void noWritingRouteIsForgotten() {
        Set<String> withErrors = new HashSet<>(Routes.WRITING);
        withErrors.remove("auth/token/revoke");

        assertThat(UNIONS.keySet()).isEqualTo(withErrors);
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyTagOfEveryErrorUnionHasATypedRefusal(Enum<?> constant) {
        Refusal refusal = Refusals.of(tag(constant));

        assertThat(refusal.reason()).isNotEqualTo(Reason.OTHER);
        assertThat(refusal.providerCode()).contains(tag(constant));
        assertThat(refusal.explanation()).endsWith(".");
    }

    @Test
    void noTagIsListedThatNoErrorUnionHas() {
        Set<String> known = constants().map(RefusalsTest::tag).collect(Collectors.toSet());

        assertThat(Refusals.REASONS.keySet())
                .filteredOn(it -> !known.contains(it))
                .containsExactly("400");
    }

    @Test
    void aTagOfTomorrowIsARefusalWithDropboxsOwnWord() {
        assertThat(Refusals.of("too_windy")).isEqualTo(Refusal.byProvider(Reason.OTHER, "too_windy"));
    }

    @Test
    void whatTheApplicationCanMendIsExplainedInItsOwnWords() {
        assertThat(Refusals.of("recipient_not_verified").explanation()).contains("verified");
        assertThat(Refusals.of("recipient_not_verified").reason()).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
    }
}
