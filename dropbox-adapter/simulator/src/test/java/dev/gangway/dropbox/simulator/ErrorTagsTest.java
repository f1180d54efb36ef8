package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.team.MembersDeleteFormerMemberFilesError;
import com.dropbox.core.v2.team.MembersDeleteProfilePhotoError;
import com.dropbox.core.v2.team.MembersRecoverError;
import com.dropbox.core.v2.team.MembersRemoveError;
import com.dropbox.core.v2.team.MembersSendWelcomeError;
import com.dropbox.core.v2.team.MembersSetPermissions2Error;
import com.dropbox.core.v2.team.MembersSetPermissionsError;
import com.dropbox.core.v2.team.MembersSetProfileError;
import com.dropbox.core.v2.team.MembersSetProfilePhotoError;
import com.dropbox.core.v2.team.MembersSuspendError;
import com.dropbox.core.v2.team.MembersTransferFormerMembersFilesError;
import com.dropbox.core.v2.team.MembersUnsuspendError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error tag that the official client knows is either met in the table of forbidden moves or named in the README. */
class ErrorTagsTest {
    /** The client never sends what is refused with it; {@link MemberChangeTest} sends it. */
    private static final Map<String, Set<String>> MET_ELSEWHERE =
            Map.of("set_profile_v2", Set.of("param_cannot_be_empty"));

    @ParameterizedTest
    @MethodSource("errors")
    void areMetOrNamedAsReachableByFaultOnly(String route, Class<? extends Enum<?>> tags) throws IOException {
        Set<String> met = met(route);
        Set<String> byFaultOnly = named(route);

        Set<String> all = Arrays.stream(tags.getEnumConstants())
                .map(tag -> tag.name().toLowerCase(Locale.ROOT))
                .filter(tag -> !tag.equals("other"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(byFaultOnly).noneMatch(met::contains);
        met.addAll(byFaultOnly);
        met.addAll(MET_ELSEWHERE.getOrDefault(route, Set.of()));
        assertThat(met).isEqualTo(all);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of("suspend", MembersSuspendError.class),
                Arguments.of("unsuspend", MembersUnsuspendError.class),
                Arguments.of("recover", MembersRecoverError.class),
                Arguments.of("remove", MembersRemoveError.class),
                Arguments.of("move_former_member_files", MembersTransferFormerMembersFilesError.class),
                Arguments.of("delete_former_member_files", MembersDeleteFormerMemberFilesError.class),
                Arguments.of("set_admin_permissions", MembersSetPermissionsError.class),
                Arguments.of("set_admin_permissions_v2", MembersSetPermissions2Error.class),
                Arguments.of("set_profile_v2", MembersSetProfileError.class),
                Arguments.of("set_profile_photo_v2", MembersSetProfilePhotoError.Tag.class),
                Arguments.of("delete_profile_photo_v2", MembersDeleteProfilePhotoError.class),
                Arguments.of("send_welcome_email", MembersSendWelcomeError.class));
    }

    private static Set<String> met(String route) throws IOException {
        try (InputStream table = ErrorTagsTest.class.getResourceAsStream(ForbiddenMovesTest.TABLE)) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(route + " "))
                    .map(line -> line.substring(line.lastIndexOf('|') + 1).strip())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> named(String route) throws IOException {
        return Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("- `team/members/" + route + "`: "))
                .flatMap(line -> Pattern.compile("`(\\w+)`")
                        .matcher(line.substring(line.indexOf(": ")))
                        .results())
                .map(tag -> tag.group(1))
                .collect(Collectors.toSet());
    }
}
