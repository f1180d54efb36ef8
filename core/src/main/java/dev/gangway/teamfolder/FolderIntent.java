package dev.gangway.teamfolder;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import java.util.Optional;

/** One request that changes a team folder: what is to be sent, and how a reading tells that it took effect. */
sealed interface FolderIntent {

    /** Sends the request, once. */
    Outcome<TeamFolderId> send(TeamFolderData provider);

    /** The folder that it is about, as the provider shows it now. */
    Optional<TeamFolder> look(TeamFolderData provider);

    /** Whether what was asked for is so. */
    boolean isSo(TeamFolder now);

    /** Whether the provider is still at it. */
    default boolean isUnderWay(TeamFolder now) {
        return false;
    }

    /** What it does, for a person. */
    String words();

    JsonObject write();

    static FolderIntent read(JsonObject json) {
        String kind = json.requiredText("kind");
        return switch (kind) {
            case "create" -> new Create(json.requiredText("name"));
            case "rename" -> new Rename(folder(json), json.requiredText("name"));
            case "archive" -> new Archive(folder(json));
            case "sync" -> new ChangeSync(folder(json), SyncSetting.valueOf(json.requiredText("sync")));
            default -> throw new IllegalArgumentException("no such change of a team folder: " + kind);
        };
    }

    private static TeamFolderId folder(JsonObject json) {
        return new TeamFolderId(json.requiredText("folder"));
    }

    private static JsonObject json(String kind, TeamFolderId folder) {
        return JsonObject.EMPTY.with("kind", kind).with("folder", folder.value());
    }

    /** Makes a folder; before it was sent, no folder in use had the name. */
    record Create(String name) implements FolderIntent {
        @Override
        public Outcome<TeamFolderId> send(TeamFolderData provider) {
            return provider.create(name);
        }

        @Override
        public Optional<TeamFolder> look(TeamFolderData provider) {
            return FolderListing.inUse(provider, name);
        }

        /** A provider may write the name in a way of its own. */
        @Override
        public boolean isSo(TeamFolder now) {
            return now.status() == TeamFolder.Status.ACTIVE;
        }

        @Override
        public String words() {
            return "create a team folder";
        }

        @Override
        public JsonObject write() {
            return JsonObject.EMPTY.with("kind", "create").with("name", name);
        }
    }

    /** Gives a folder another name. */
    record Rename(TeamFolderId folder, String name) implements FolderIntent {
        @Override
        public Outcome<TeamFolderId> send(TeamFolderData provider) {
            return provider.rename(folder, name);
        }

        @Override
        public Optional<TeamFolder> look(TeamFolderData provider) {
            return provider.find(folder);
        }

        @Override
        public boolean isSo(TeamFolder now) {
            return FolderName.isExactly(now.name(), name);
        }

        @Override
        public String words() {
            return "rename the team folder with the id " + folder;
        }

        @Override
        public JsonObject write() {
            return json("rename", folder).with("name", name);
        }
    }

    /** Takes a folder out of use. */
    record Archive(TeamFolderId folder) implements FolderIntent {
        @Override
        public Outcome<TeamFolderId> send(TeamFolderData provider) {
            return provider.archive(folder);
        }

        @Override
        public Optional<TeamFolder> look(TeamFolderData provider) {
            return provider.find(folder);
        }

        @Override
        public boolean isSo(TeamFolder now) {
            return now.status() == TeamFolder.Status.ARCHIVED;
        }

        @Override
        public boolean isUnderWay(TeamFolder now) {
            return now.status() == TeamFolder.Status.ARCHIVING;
        }

        @Override
        public String words() {
            return "archive the team folder with the id " + folder;
        }

        @Override
        public JsonObject write() {
            return json("archive", folder);
        }
    }

    /** Changes what is synced. */
    record ChangeSync(TeamFolderId folder, SyncSetting sync) implements FolderIntent {
        @Override
        public Outcome<TeamFolderId> send(TeamFolderData provider) {
            return provider.changeSync(folder, sync);
        }

        @Override
        public Optional<TeamFolder> look(TeamFolderData provider) {
            return provider.find(folder);
        }

        /** What was asked for is so also where something else overrules it. */
        @Override
        public boolean isSo(TeamFolder now) {
            return now.sync().equals(Fact.of(sync))
                    || (sync == SyncSetting.NOT_SYNCED && now.sync().equals(Fact.of(SyncSetting.NOT_SYNCED_OVERRULED)));
        }

        @Override
        public String words() {
            return "change what is synced of the team folder with the id " + folder;
        }

        @Override
        public JsonObject write() {
            return json("sync", folder).with("sync", sync.name());
        }
    }
}
