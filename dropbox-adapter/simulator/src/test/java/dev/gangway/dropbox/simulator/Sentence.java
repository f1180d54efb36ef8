package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.account.PhotoSourceArg;
import com.dropbox.core.v2.team.AdminTier;
import com.dropbox.core.v2.team.DbxTeamTeamRequests;
import com.dropbox.core.v2.team.MembersRemoveBuilder;
import com.dropbox.core.v2.team.MembersSetProfileV2Builder;
import com.dropbox.core.v2.team.UserSelectorArg;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Acts out a line of the table of forbidden moves through the official client: a route under {@code team/members/}, the name of a
 * member (or {@code id:} and an external id), and arguments as words; or, in capitals, what happens besides calls.
 */
final class Sentence {
    /** Stands for a member with a very long address. */
    static final String LONG = "a".repeat(230);

    private final LinkedTeam linked;

    Sentence(LinkedTeam linked) {
        this.linked = linked;
    }

    void act(String sentence) throws DbxException {
        String[] words = sentence.split(" ");
        Words rest = new Words(Arrays.asList(words).subList(1, words.length));
        switch (words[0]) {
            case "", "JOBS" -> {}
            case "LICENSES" -> linked.simulator.people().haveLicenses(Integer.parseInt(words[1]));
            case "PASS" -> linked.pass(Duration.parse(words[1]));
            case "CLOSE" -> linked.simulator.console().allowSharingOutside(false);
            case "HOLD" -> linked.simulator.console().hold("Case", words[1] + "@example.com");
            case "SAML" -> linked.simulator.console().usePersistentIds(true);
            case "UNRESTRICTED" -> linked.simulator.console().offerDirectoryRestrictions(false);
            default -> call(words[0], selector(words[1]), rest);
        }
    }

    private void call(String route, UserSelectorArg user, Words words) throws DbxException {
        DbxTeamTeamRequests team = linked.team;
        switch (route) {
            case "suspend" -> team.membersSuspend(user);
            case "unsuspend" -> team.membersUnsuspend(user);
            case "recover" -> team.membersRecover(user);
            case "remove" -> remove(team.membersRemoveBuilder(user), words);
            case "move_former_member_files" ->
                team.membersMoveFormerMemberFiles(user, user(words.value("to")), user(words.value("by")));
            case "delete_former_member_files" -> team.membersDeleteFormerMemberFiles(user);
            case "set_admin_permissions" ->
                team.membersSetAdminPermissions(user, AdminTier.valueOf(words.value("tier")));
            case "set_admin_permissions_v2" -> team.membersSetAdminPermissionsV2(user, roles(words));
            case "set_profile_v2" -> setProfile(team.membersSetProfileV2Builder(user), words);
            case "set_profile_photo_v2" -> team.membersSetProfilePhotoV2(user, PhotoSourceArg.base64Data(""));
            case "delete_profile_photo_v2" -> team.membersDeleteProfilePhotoV2(user);
            case "send_welcome_email" -> team.membersSendWelcomeEmail(user);
            default -> throw new IllegalArgumentException(route);
        }
    }

    private static void remove(MembersRemoveBuilder builder, Words words) throws DbxException {
        words.find("to").ifPresent(name -> builder.withTransferDestId(user(name)));
        words.find("by").ifPresent(name -> builder.withTransferAdminId(user(name)));
        builder.withWipeData(!words.has("unwiped"))
                .withKeepAccount(words.has("keep"))
                .withRetainTeamShares(words.has("retain"))
                .withPermanentlyDeleteFiles(words.has("purge"))
                .start();
    }

    private static void setProfile(MembersSetProfileV2Builder builder, Words words) throws DbxException {
        words.find("surname").ifPresent(builder::withNewSurname);
        words.find("email").ifPresent(name -> builder.withNewEmail(name + "@example.com"));
        words.find("new_id").ifPresent(builder::withNewExternalId);
        words.find("persistent").ifPresent(builder::withNewPersistentId);
        if (words.has("restricted")) {
            builder.withNewIsDirectoryRestricted(true);
        }
        builder.start();
    }

    private static List<String> roles(Words words) {
        return words
                .find("role")
                .map(name -> Role.CATALOGUE.stream()
                        .filter(role -> role.name().equals(name))
                        .map(Role::id)
                        .findFirst()
                        .orElse("pid_dbtmr:2345"))
                .stream()
                .toList();
    }

    private static UserSelectorArg selector(String word) {
        return word.startsWith("id:")
                ? UserSelectorArg.externalId(word.substring(3))
                : user(word.equals("LONG") ? LONG : word);
    }

    /** Words such as {@code keep} and {@code to:ana}. */
    private static final class Words {
        private final Map<String, String> values = new HashMap<>();

        Words(List<String> words) {
            for (String word : words) {
                int colon = word.indexOf(':');
                values.put(colon < 0 ? word : word.substring(0, colon), word.substring(colon + 1));
            }
        }

        boolean has(String word) {
            return values.containsKey(word);
        }

        Optional<String> find(String word) {
            return Optional.ofNullable(values.get(word));
        }

        String value(String word) {
            return find(word).orElseThrow();
        }
    }
}
