package dev.gangway.dropbox.simulator;

import java.util.List;

/** One team folder. Made by {@link TeamFolders}. Guarded by the world's lock. */
final class TeamFolder {
    /** Tags of the specification's {@code TeamFolderStatus} that occur here. */
    enum Status {
        ACTIVE("active"),
        ARCHIVE_IN_PROGRESS("archive_in_progress"),
        ARCHIVED("archived");

        private final String tag;

        Status(String tag) {
            this.tag = tag;
        }

        String tag() {
            return tag;
        }
    }

    private final String id;
    private String name;
    private Status status = Status.ACTIVE;
    private String syncSetting;

    TeamFolder(String id, String name, String syncSetting) {
        this.id = id;
        this.name = name;
        this.syncSetting = syncSetting;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    void name(String changed) {
        name = changed;
    }

    Status status() {
        return status;
    }

    void status(Status changed) {
        status = changed;
    }

    /** The tag of a {@code SyncSetting}. */
    String syncSetting() {
        return syncSetting;
    }

    void syncSetting(String changed) {
        syncSetting = changed;
    }

    /** {@code TeamFolderMetadata}. */
    Struct json() {
        return Struct.of()
                .with("team_folder_id", id)
                .with("name", name)
                .with("status", Struct.tag(status.tag))
                .with("is_team_shared_dropbox", false)
                .with("sync_setting", Struct.tag(syncSetting))
                .with("content_sync_settings", List.of())
                .with("quota_limit", 0L);
    }
}
