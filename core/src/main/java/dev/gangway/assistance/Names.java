package dev.gangway.assistance;

import dev.gangway.result.Page;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the people and folders are called that a partner has looked up, so that the trail can name what ids alone would not tell. Thread-safe. */
final class Names {

    private static final int MOST = 1_000;

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<UserId> plain = new HashSet<>();

    /** Remembers whom an answer shows. */
    void see(Object answer) {
        if (answer instanceof Optional<?> one) {
            one.ifPresent(this::see);
        } else if (answer instanceof List<?> all) {
            all.forEach(this::see);
        } else if (answer instanceof Page<?> page && page.items().size() <= MOST) {
            page.items().forEach(this::see);
        } else if (answer instanceof User user) {
            put(user.id().value(), user.displayName());
            plain(user.id(), user.roles().isEmpty());
        } else if (answer instanceof TeamFolder folder) {
            put(folder.id().value(), folder.name());
        }
    }

    private synchronized void put(String id, String name) {
        names.remove(id);
        names.put(id, name);
        if (names.size() > MOST) {
            names.remove(names.keySet().iterator().next());
        }
    }

    private synchronized void plain(UserId user, boolean isPlain) {
        if (isPlain) {
            plain.add(user);
        } else {
            plain.remove(user);
        }
        if (plain.size() > MOST) {
            plain.clear();
        }
    }

    /** Whether somebody has admin permissions, as looked up last; true for whom nobody looked up. */
    synchronized boolean mayHaveRoles(UserId user) {
        return !plain.contains(user);
    }

    Subject of(UserId user) {
        return of(user.value());
    }

    Subject of(TeamFolderId folder) {
        return of(folder.value());
    }

    /** By name and id; by the id alone if nobody looked it up. */
    private synchronized Subject of(String id) {
        String name = names.getOrDefault(id, id);
        return Subject.of(name.isBlank() ? id : shortened(name), id);
    }

    static String shortened(String name) {
        return name.length() <= Subject.MAX_LENGTH ? name : name.substring(0, Subject.MAX_LENGTH);
    }
}
