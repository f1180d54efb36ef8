package dev.gangway.testkit;

import dev.gangway.connector.SupportDesk;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.TeamPolicy;
import dev.gangway.security.ConsoleTask;
import dev.gangway.security.SecurityData;
import dev.gangway.security.SecurityTopic;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingSharing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** For each rule about policies and controls, a connector that violates it. */
final class BrokenControls {

    private BrokenControls() {}

    static List<Broken> all() {
        return List.of(
                Broken.sharing("P-01", "each told once", inner -> new ForwardingSharing(inner) {
                    @Override
                    public List<TeamPolicy> policies() {
                        return Stream.of(super.policies(), super.policies())
                                .flatMap(List::stream)
                                .toList();
                    }
                }),
                Broken.sharing("P-02", "says that it changed", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
                        boolean isFirst = super.allowList(Cursor.START).items().isEmpty();
                        Outcome<Set<AllowListEntry>> outcome = super.allow(entries);
                        return isFirst ? as(outcome, false) : outcome;
                    }
                }),
                Broken.sharing("P-03", "who is on the list", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
                        return as(super.allow(entries), true);
                    }
                }),
                Broken.sharing("P-04", "of whom one is on the list", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
                        List<AllowListEntry> listed =
                                super.allowList(Cursor.START).items();
                        return listed.stream().anyMatch(entries::contains) && !listed.containsAll(entries)
                                ? Outcome.refused(Reason.TRY_LATER, "some are there")
                                : super.allow(entries);
                    }
                }),
                Broken.sharing("P-05", "over all pages", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Page<AllowListEntry> allowList(Cursor cursor) {
                        return Page.last(super.allowList(cursor).items());
                    }
                }),
                Broken.sharing("P-06", "isn't on the list", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<Set<AllowListEntry>> disallow(Set<AllowListEntry> entries) {
                        return as(super.disallow(entries), true);
                    }
                }),
                Broken.sharing("P-07", "Why an unknown folder", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
                        Outcome<FolderPolicy> outcome = super.changeFolder(folder, change);
                        return outcome instanceof Outcome.Refused ? Outcome.refused(Reason.OTHER, "no") : outcome;
                    }
                }),
                Broken.sharing("P-08", "which was not to be changed", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
                        return super.changeFolder(folder, change.viewers(false));
                    }
                }),
                Broken.sharing("P-09", "policies that are so", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
                        return as(super.changeFolder(folder, change), true);
                    }
                }),
                Broken.sharing("P-10", "at most one request", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<Set<AllowListEntry>> disallow(Set<AllowListEntry> entries) {
                        boolean all = super.allowList(Cursor.START).items().containsAll(entries);
                        Outcome<Set<AllowListEntry>> outcome = super.disallow(entries);
                        if (all) {
                            super.disallow(entries);
                        }
                        return outcome;
                    }
                }),
                Broken.sharing("P-11", "What a lost answer is", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
                        try {
                            return super.allow(entries);
                        } catch (AnswerLostException lost) {
                            return super.allow(entries);
                        }
                    }
                }),
                Broken.sharing("P-12", "without the right to read", inner -> new ForwardingSharing(inner) {
                    @Override
                    public Optional<FolderPolicy> folder(SharedFolderId folder) {
                        try {
                            return super.folder(folder);
                        } catch (PermissionMissingException missing) {
                            return Optional.empty();
                        }
                    }
                }),
                Broken.session("P-13", "once for each topic", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Optional<SecurityData> security() {
                        return inner.security().map(BrokenControls::twice);
                    }
                }),
                Broken.session("P-14", "only prepared", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Optional<SupportDesk> support() {
                        return inner.support().map(desk -> question -> {
                            inner.account();
                            return desk.prepare(question);
                        });
                    }
                }));
    }

    private static SecurityData twice(SecurityData inner) {
        return new SecurityData() {
            @Override
            public List<TeamPolicy> policies() {
                return inner.policies();
            }

            @Override
            public List<ConsoleTask> consoleOnly() {
                return Stream.of(SecurityTopic.values(), SecurityTopic.values())
                        .flatMap(Stream::of)
                        .map(it -> new ConsoleTask(it, InMemorySecurity.BY_HAND))
                        .toList();
            }
        };
    }

    private static <T> Outcome<T> as(Outcome<T> outcome, boolean changed) {
        return outcome instanceof Outcome.Done<T> it ? new Outcome.Done<>(it.value(), changed) : outcome;
    }
}
