package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one team: its members with look-ups in constant time, its licenses, policies and features. Knows no HTTP and writes no events;
 * guarded by the world's lock.
 */
final class Team {
    private final String id;
    private final String name;
    private final Groups groups;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byId = new HashMap<>();
    private final Map<String, Member> byAccountId = new HashMap<>();
    private final Map<String, Member> byEmail = new HashMap<>();
    private final Map<String, Member> byExternalId = new HashMap<>();
    private final Map<String, Member> byVerifiedSecondaryEmail = new HashMap<>();
    private final Set<Member> withRole = new LinkedHashSet<>();
    private final Map<String, String> policies = new LinkedHashMap<>(Policies.FRESH);
    private final Map<String, Object> features = new LinkedHashMap<>(Features.USUAL);
    private final Transfers transfers = new Transfers();
    private final List<StoredFile> everStored = new ArrayList<>();
    private final List<OpenFolder> openFolders = new ArrayList<>();
    private final Settings settings = new Settings();
    private final LegalHolds legalHolds = new LegalHolds();
    private final TeamFolders teamFolders = new TeamFolders();
    private final AllowList allowList = new AllowList();
    private final SharedFolders sharedFolders = new SharedFolders(teamFolders);
    private final TeamSpace space = new TeamSpace();
    private final boolean disablesAddresses;
    private long unloggedChanges;
    private long licensesInUse;
    private long licenses;
    private OptionalLong shownProvisioned = OptionalLong.empty();
    private OptionalLong shownUsed = OptionalLong.empty();

    Team(String name, long licenses, boolean disablesAddresses, Ids ids, Instant founded) {
        this.id = ids.team();
        this.name = name;
        this.licenses = licenses;
        this.disablesAddresses = disablesAddresses;
        this.groups = new Groups(name, ids, founded);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Its groups, the system's one of everybody included. */
    Groups groups() {
        return groups;
    }

    /** Everybody who ever was on the team, in order of addition; never shrinks, so that an index into it is a stable position. */
    List<Member> members() {
        return Collections.unmodifiableList(members);
    }

    /** Finds by the specification's {@code UserSelectorArg}; e-mail addresses in any case. */
    Optional<Member> find(Arg selector) {
        String value = selector.text(selector.tag());
        return switch (selector.tag()) {
            case "team_member_id" -> byId(value);
            case "external_id" -> byExternalId(value);
            case "email" -> byEmail(value);
            default -> throw new IllegalArgumentException("not a user selector: " + selector.tag());
        };
    }

    Optional<Member> byId(String teamMemberId) {
        return known(byId.get(teamMemberId));
    }

    Optional<Member> byAccountId(String accountId) {
        return known(byAccountId.get(accountId));
    }

    /** The member with this primary address; the newest one if a former member had it too. */
    Optional<Member> byEmail(String email) {
        return known(byEmail.get(Addresses.key(email)));
    }

    Optional<Member> byExternalId(String externalId) {
        return known(byExternalId.get(externalId));
    }

    /** Takes in a new member, as invited at the given time; may displace a former member from the look-up by e-mail. */
    void add(Member member, Instant now) {
        members.add(member);
        byId.put(member.id(), member);
        byAccountId.put(member.accountId(), member);
        byEmail.put(Addresses.key(member.email()), member);
        groups.join(member);
        takeRoot(member);
        member.status(Member.Status.INVITED, now);
        licensesInUse += member.usesLicense() ? 1 : 0;
    }

    /** The member who keeps everybody else from having this address, as the primary or as a verified secondary one. */
    Optional<Member> holderOfEmail(String email, Instant now) {
        return byEmail(email)
                .filter(member -> member.keepsIdentity(now))
                .or(() -> known(byVerifiedSecondaryEmail.get(Addresses.key(email)))
                        .filter(member -> member.keepsIdentity(now)));
    }

    /** The member who keeps everybody else from having this external id. */
    Optional<Member> holderOfExternalId(String externalId, Instant now) {
        return byExternalId(externalId).filter(member -> member.keepsIdentity(now));
    }

    /** The member who keeps everybody else from having this persistent id; looks at everybody, since few teams have such ids. */
    Optional<Member> holderOfPersistentId(String persistentId, Instant now) {
        return members.stream()
                .filter(member -> member.persistentId().equals(Optional.of(persistentId)))
                .filter(member -> member.keepsIdentity(now) && !member.isErased())
                .findFirst();
    }

    void changeStatus(Member member, Member.Status status, Instant now) {
        recount(member, () -> member.status(status, now));
        if (member.isCurrent()) {
            groups.join(member);
        } else {
            groups.leave(member);
        }
        boolean disables = disablesAddresses && status == Member.Status.REMOVED;
        member.disabledEmail(disables ? Optional.of(Addresses.disabled(member)) : Optional.empty());
    }

    /** The files that move from leavers to others now. */
    Transfers transfers() {
        return transfers;
    }

    /** A member has a file more. */
    StoredFile store(Member member, String path, long size, Instant now) {
        StoredFile file = new StoredFile(everStored.size() + 1L, path, size, now, member);
        everStored.add(file);
        member.stored().add(file);
        return file;
    }

    /** The folders that members share, oldest first; never shrinks, so that an index into it is a stable position. */
    List<OpenFolder> openFolders() {
        return openFolders;
    }

    /** Every file there ever was, in order of addition; never shrinks, so that an index into it is a stable position. */
    List<StoredFile> everStored() {
        return Collections.unmodifiableList(everStored);
    }

    /** Sets the deprecated {@code limited} membership, which takes no license. */
    void limit(Member member) {
        recount(member, () -> member.limited(true));
    }

    void changeEmail(Member member, String email) {
        byEmail.remove(Addresses.key(member.email()), member);
        member.email(email);
        byEmail.put(Addresses.key(email), member);
    }

    void addSecondaryEmail(Member member, String email, boolean verified) {
        member.secondaryEmails().put(email, verified);
        if (verified) {
            byVerifiedSecondaryEmail.put(Addresses.key(email), member);
        }
    }

    /** Takes away a secondary address as it was added. */
    void removeSecondaryEmail(Member member, String email) {
        member.secondaryEmails().remove(email);
        byVerifiedSecondaryEmail.remove(Addresses.key(email), member);
    }

    void changePersistentId(Member member, Optional<String> persistentId) {
        member.persistentId(persistentId);
        unloggedChanges++;
    }

    /** Something changed for which there is no type of event. */
    void changedUnlogged() {
        unloggedChanges++;
    }

    /** Counts the changes for which there is no type of event. */
    long unloggedChanges() {
        return unloggedChanges;
    }

    void changeExternalId(Member member, Optional<String> externalId) {
        member.externalId().ifPresent(old -> byExternalId.remove(old, member));
        member.externalId(externalId);
        externalId.ifPresent(changed -> byExternalId.put(changed, member));
    }

    void changeRole(Member member, Optional<Role> role) {
        member.role(role);
        if (role.isPresent()) {
            withRole.add(member);
        } else {
            withRole.remove(member);
        }
    }

    /** Whether the team would be without an active team admin if this member no longer were one. */
    boolean isLastAdmin(Member member) {
        return member.isTeamAdmin() && withRole.stream().noneMatch(other -> other != member && other.isTeamAdmin());
    }

    /** Licenses bought. */
    long licenses() {
        return licenses;
    }

    void licenses(long bought) {
        licenses = bought;
    }

    long freeLicenses() {
        return Math.max(0, licenses - licensesInUse);
    }

    /** What {@code num_provisioned_users} says: the count, unless a test says otherwise. */
    long shownProvisioned() {
        return shownProvisioned.orElse(licensesInUse);
    }

    /** What {@code num_used_licenses} says: the count, unless a test says otherwise. */
    long shownUsed() {
        return shownUsed.orElse(licensesInUse);
    }

    void showProvisioned(OptionalLong number) {
        shownProvisioned = number;
    }

    void showUsed(OptionalLong number) {
        shownUsed = number;
    }

    /** Whether there is no license for one member more. */
    boolean isFull() {
        return freeLicenses() == 0;
    }

    /** Whether more members use a license than were bought. */
    boolean isOverfull() {
        return licensesInUse > licenses;
    }

    LegalHolds legalHolds() {
        return legalHolds;
    }

    TeamFolders teamFolders() {
        return teamFolders;
    }

    AllowList allowList() {
        return allowList;
    }

    SharedFolders sharedFolders() {
        return sharedFolders;
    }

    /** What the admins have set in the console. */
    Settings settings() {
        return settings;
    }

    Map<String, String> policies() {
        return policies;
    }

    /** A feature's value, see {@link Features}. */
    Object feature(String feature) {
        return Objects.requireNonNull(features.get(feature), () -> "no feature " + feature);
    }

    void feature(String feature, Object value) {
        features.put(feature, value);
        members.forEach(this::takeRoot);
    }

    /** What lies in the members' common root, if they have one. */
    TeamSpace space() {
        return space;
    }

    private void takeRoot(Member member) {
        if (TeamSpace.isOf(this)) {
            member.rootFolderId(TeamSpace.ROOT);
        }
    }

    private void recount(Member member, Runnable change) {
        licensesInUse -= member.usesLicense() ? 1 : 0;
        change.run();
        licensesInUse += member.usesLicense() ? 1 : 0;
    }

    private static Optional<Member> known(@Nullable Member member) {
        return Optional.ofNullable(member).filter(found -> !found.isErased());
    }
}
