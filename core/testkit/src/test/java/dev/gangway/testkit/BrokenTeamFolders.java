package dev.gangway.testkit;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.testkit.ForwardingConnector.ForwardingTeamFolders;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** For each rule about team folders, a connector that violates it. */
final class BrokenTeamFolders {

    private BrokenTeamFolders() {}

    static List<Broken> all() {
        return List.of(
                Broken.teamFolders("T-01", "says so", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> create(String name) {
                        return as(super.create(name), false);
                    }
                }),
                Broken.teamFolders("T-02", "that are listed", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Page<TeamFolder> list(Cursor cursor) {
                        Page<TeamFolder> page = super.list(cursor);
                        return page.next().isPresent() ? new Page<>(List.of(), page.next()) : page;
                    }
                }),
                Broken.teamFolders("T-03", "A refusal was expected", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> create(String name) {
                        Outcome<TeamFolderId> outcome = super.create(name);
                        return outcome instanceof Outcome.Refused ? super.create(name + " (1)") : outcome;
                    }
                }),
                Broken.teamFolders("T-04", "What renaming answers", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                        Outcome<TeamFolderId> outcome = super.rename(folder, name);
                        return outcome.equals(Outcome.done(folder))
                                ? Outcome.done(new TeamFolderId("folder-99"))
                                : outcome;
                    }
                }),
                Broken.teamFolders("T-05", "what it is called", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                        return as(super.rename(folder, name), true);
                    }
                }),
                Broken.teamFolders("T-06", "Why it was refused", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                        return vaguely(Reason.FOLDER_NAME_TAKEN, super.rename(folder, name));
                    }
                }),
                shows(
                        "T-07",
                        "of an archived folder",
                        it -> new TeamFolder(it.id(), it.name(), Status.ACTIVE, it.sync())),
                Broken.teamFolders("T-08", "in the archive", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
                        return as(super.archive(folder), true);
                    }
                }),
                Broken.teamFolders("T-09", "Why it was refused", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
                        return vaguely(Reason.FOLDER_NOT_FOUND, super.archive(folder));
                    }
                }),
                shows(
                        "T-10",
                        "as it was changed",
                        it -> new TeamFolder(it.id(), it.name(), it.status(), Fact.of(SyncSetting.SYNCED))),
                Broken.teamFolders("T-11", "at most one request", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> create(String name) {
                        Outcome<TeamFolderId> outcome = super.create(name);
                        outcome.toOptional().ifPresent(it -> super.rename(it, name));
                        return outcome;
                    }
                }),
                Broken.teamFolders("T-12", "What a lost answer is", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                        try {
                            return super.rename(folder, name);
                        } catch (AnswerLostException lost) {
                            return super.rename(folder, name);
                        }
                    }
                }),
                Broken.teamFolders("T-13", "of a running job gives", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> poll(JobHandle job) {
                        Outcome<TeamFolderId> outcome = super.poll(job);
                        return outcome instanceof Outcome.Unsettled
                                ? Outcome.unsettled(new JobHandle("in-memory-job-99"), "still at it")
                                : outcome;
                    }
                }),
                Broken.teamFolders("T-14", "as another node sees it", inner -> new ForwardingTeamFolders(inner) {
                    private final Set<JobHandle> own = new HashSet<>();

                    @Override
                    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
                        Outcome<TeamFolderId> outcome = super.archive(folder);
                        if (outcome instanceof Outcome.Unsettled<TeamFolderId> it) {
                            own.add(it.handle());
                        }
                        return outcome;
                    }

                    @Override
                    public Outcome<TeamFolderId> poll(JobHandle job) {
                        Outcome<TeamFolderId> outcome = super.poll(job);
                        return own.contains(job) ? outcome : Outcome.refused(Reason.OTHER, "no job of this node");
                    }
                }),
                Broken.teamFolders("T-15", "another connector's job", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Outcome<TeamFolderId> poll(JobHandle job) {
                        try {
                            return super.poll(job);
                        } catch (IllegalArgumentException foreign) {
                            return Outcome.refused(Reason.OTHER, "no job of ours");
                        }
                    }
                }),
                Broken.teamFolders("T-16", "without the right to read", inner -> new ForwardingTeamFolders(inner) {
                    @Override
                    public Page<TeamFolder> list(Cursor cursor) {
                        try {
                            return super.list(cursor);
                        } catch (PermissionMissingException missing) {
                            return Page.last(List.of());
                        }
                    }
                }));
    }

    private static Outcome<TeamFolderId> as(Outcome<TeamFolderId> outcome, boolean changed) {
        return outcome instanceof Outcome.Done<TeamFolderId> it ? new Outcome.Done<>(it.value(), changed) : outcome;
    }

    /** The same refusal with no reason that anybody could act on. */
    private static Outcome<TeamFolderId> vaguely(Reason reason, Outcome<TeamFolderId> outcome) {
        return outcome instanceof Outcome.Refused<TeamFolderId> it
                        && it.refusal().reason() == reason
                ? Outcome.refused(Reason.OTHER, "no")
                : outcome;
    }

    private static Broken shows(String rule, String reason, UnaryOperator<TeamFolder> view) {
        return Broken.teamFolders(rule, reason, inner -> new ForwardingTeamFolders(inner) {
            @Override
            public Optional<TeamFolder> find(TeamFolderId folder) {
                return super.find(folder).map(view);
            }
        });
    }
}
