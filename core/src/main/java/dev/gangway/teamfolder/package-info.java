/**
 * Team folders: the folders that belong to a team and not to a person. Applications start with {@link dev.gangway.teamfolder.TeamFolders};
 * vendors implement {@link dev.gangway.teamfolder.TeamFolderData}. A folder is archived, never deleted: nothing here loses a file.
 */
@NullMarked
package dev.gangway.teamfolder;

import org.jspecify.annotations.NullMarked;
