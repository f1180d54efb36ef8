package dev.gangway.dropbox;

import com.dropbox.core.v2.files.FileMetadata;
import com.dropbox.core.v2.files.FolderMetadata;
import com.dropbox.core.v2.files.Metadata;
import com.dropbox.core.v2.sharing.AccessLevel;
import com.dropbox.core.v2.sharing.LinkAudience;
import com.dropbox.core.v2.sharing.LinkPermissions;
import com.dropbox.core.v2.sharing.ResolvedVisibility;
import com.dropbox.core.v2.sharing.SharedFolderMetadata;
import com.dropbox.core.v2.sharing.SharedLinkMetadata;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Fact;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedFolder.Access;
import dev.gangway.userdata.SharedLink;
import dev.gangway.userdata.SharedLink.Audience;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Dropbox shows of a person's data, in core's words. Specified. */
final class PersonsData {

    private PersonsData() {}

    /** Nothing for what was deleted, which isn't asked for. */
    static Stream<DataEntry> entry(Metadata entry) {
        Fact<String> path = path(entry.getPathDisplay());
        if (entry instanceof FileMetadata file) {
            return Stream.of(new DataEntry(
                    file.getId(),
                    file.getName(),
                    path,
                    DataEntry.Kind.FILE,
                    Fact.of(file.getSize()),
                    Fact.of(file.getServerModified().toInstant())));
        }
        return entry instanceof FolderMetadata folder
                ? Stream.of(DataEntry.folder(folder.getId(), folder.getName(), path))
                : Stream.empty();
    }

    private static Fact<String> path(@Nullable String path) {
        return path == null
                ? Fact.unknown("Dropbox tells no path: it isn't among the person's folders")
                : Fact.of(path);
    }

    static SharedLink link(SharedLinkMetadata link) {
        LinkPermissions permissions = link.getLinkPermissions();
        String path = link.getPathLower();
        return new SharedLink(
                url(link.getUrl()),
                link.getName(),
                path == null ? Fact.unknown("Dropbox tells the path only to the link's owner") : Fact.of(path),
                audience(permissions),
                password(permissions),
                Optional.ofNullable(link.getExpires()).map(Date::toInstant));
    }

    /** The message doesn't repeat it. */
    private static URI url(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException odd) {
            throw new ProviderProtocolException(
                    "sharing/list_shared_links: Dropbox gave a link that is no address.", Optional.empty());
        }
    }

    /** Dropbox tells the one or the other. */
    private static Audience audience(LinkPermissions permissions) {
        ResolvedVisibility resolved = permissions.getResolvedVisibility();
        if (resolved != null) {
            return switch (resolved) {
                case PUBLIC, PASSWORD -> Audience.ANYONE;
                case TEAM_ONLY, TEAM_AND_PASSWORD -> Audience.TEAM;
                case SHARED_FOLDER_ONLY, NO_ONE, ONLY_YOU -> Audience.ONLY_WHO_HAS_ACCESS;
                case OTHER -> Audience.OTHER;
            };
        }
        LinkAudience effective = permissions.getEffectiveAudience();
        if (effective == null) {
            return Audience.OTHER;
        }
        return switch (effective) {
            case PUBLIC, PASSWORD -> Audience.ANYONE;
            case TEAM -> Audience.TEAM;
            case NO_ONE, MEMBERS -> Audience.ONLY_WHO_HAS_ACCESS;
            case OTHER -> Audience.OTHER;
        };
    }

    private static Fact<Boolean> password(LinkPermissions permissions) {
        ResolvedVisibility resolved = permissions.getResolvedVisibility();
        if (resolved == ResolvedVisibility.PASSWORD || resolved == ResolvedVisibility.TEAM_AND_PASSWORD) {
            return Fact.of(true);
        }
        Boolean required = permissions.getRequirePassword();
        return required == null ? Fact.unknown("Dropbox didn't tell") : Fact.of(required);
    }

    static SharedFolder folder(SharedFolderMetadata folder) {
        return new SharedFolder(
                folder.getSharedFolderId(),
                folder.getName(),
                path(folder.getPathDisplay() == null ? folder.getPathLower() : folder.getPathDisplay()),
                access(folder.getAccessType()),
                folder.getIsTeamFolder() || folder.getIsInsideTeamFolder());
    }

    private static Access access(AccessLevel level) {
        return switch (level) {
            case OWNER -> Access.OWNER;
            case EDITOR -> Access.EDITOR;
            case VIEWER, VIEWER_NO_COMMENT -> Access.VIEWER;
            case TRAVERSE, NO_ACCESS, OTHER -> Access.OTHER;
        };
    }
}
