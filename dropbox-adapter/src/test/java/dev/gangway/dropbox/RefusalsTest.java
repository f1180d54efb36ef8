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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

    /** The constants of every error union that a writing route of ours can answer, from the SDK. */
    static Stream<Enum<?>> constants() {
        return Stream.<Enum<?>[]>of(
                        MembersRemoveError.values(),
                        MembersSuspendError.values(),
                        MembersUnsuspendError.values(),
                        MembersRecoverError.values(),
                        MembersSetPermissions2Error.values(),
                        MemberAddV2Result.Tag.values(),
                        GroupMembersAddError.Tag.values(),
                        GroupMemberSetAccessTypeError.values())
                .flatMap(Stream::of)
                .filter(it -> !it.name().equals("OTHER") && !it.name().equals("SUCCESS"));
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
