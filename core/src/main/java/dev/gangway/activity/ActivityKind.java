package dev.gangway.activity;

import dev.gangway.result.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What happened, the same for all providers. New ones may be added; {@link Activity#name} has the provider's own word. */
public enum ActivityKind {
    /** A folder is shared from now on. */
    FOLDER_SHARED(ActivityTopic.SHARING, "shared a folder", "a partagé un dossier"),
    /** Something isn't shared with anybody any more. */
    UNSHARED(ActivityTopic.SHARING, "ended the sharing", "a mis fin au partage"),
    /** Somebody has access to something shared, from now on or again. */
    SHARE_MEMBER_ADDED(ActivityTopic.SHARING, "gave access", "a donné accès"),
    /** Somebody has no access to something shared any more. */
    SHARE_MEMBER_REMOVED(ActivityTopic.SHARING, "took access away", "a retiré l'accès"),
    /** Somebody who hasn't accepted yet was invited to something shared. */
    SHARE_INVITED(ActivityTopic.SHARING, "invited to something shared", "a invité à un partage"),
    /** An invitation to something shared was withdrawn or declined. */
    SHARE_INVITATION_ENDED(
            ActivityTopic.SHARING,
            "ended an invitation to something shared",
            "a mis fin à une invitation à un partage"),
    /** What somebody may do with something shared was changed. */
    SHARE_ROLE_CHANGED(
            ActivityTopic.SHARING, "changed a right to something shared", "a changé un droit sur un partage"),
    /** Something shared belongs to somebody else. */
    SHARE_OWNER_CHANGED(
            ActivityTopic.SHARING,
            "transferred the ownership of something shared",
            "a transféré la propriété d'un partage"),
    /** Somebody asked for access to something shared. */
    SHARE_ACCESS_REQUESTED(ActivityTopic.SHARING, "asked for access", "a demandé l'accès"),
    /** Something shared was looked at. */
    SHARED_CONTENT_VIEWED(ActivityTopic.SHARING, "viewed something shared", "a consulté un contenu partagé"),
    /** Something shared was downloaded or copied. */
    SHARED_CONTENT_DOWNLOADED(ActivityTopic.SHARING, "downloaded something shared", "a téléchargé un contenu partagé"),
    /** There is a new link to something. */
    LINK_CREATED(ActivityTopic.SHARING, "created a shared link", "a créé un lien de partage"),
    /** A link doesn't lead anywhere any more. */
    LINK_DISABLED(ActivityTopic.SHARING, "disabled a shared link", "a désactivé un lien de partage"),
    /** Who a link lets in was changed. */
    LINK_AUDIENCE_CHANGED(
            ActivityTopic.SHARING, "changed who a shared link lets in", "a changé le public d'un lien de partage"),
    /** A link's password, expiry or downloads were changed. */
    LINK_SETTINGS_CHANGED(
            ActivityTopic.SHARING, "changed a shared link's settings", "a changé les réglages d'un lien de partage"),
    /** A link was sent to people. */
    LINK_SENT(ActivityTopic.SHARING, "sent a shared link", "a envoyé un lien de partage"),
    /** A link was opened. */
    LINK_VIEWED(ActivityTopic.SHARING, "opened a shared link", "a ouvert un lien de partage"),
    /** What a link leads to was downloaded or copied. */
    LINK_DOWNLOADED(ActivityTopic.SHARING, "downloaded through a shared link", "a téléchargé par un lien de partage"),
    /** What may be done with a shared folder or file, and by whom, was changed. */
    FOLDER_POLICY_CHANGED(
            ActivityTopic.SHARING, "changed a shared folder's policy", "a changé la règle d'un dossier partagé"),
    /** With whom outside the team may be shared in spite of a ban was changed. */
    ALLOW_LIST_CHANGED(
            ActivityTopic.SHARING,
            "changed the list of those with whom may be shared outside",
            "a changé la liste des destinataires externes autorisés"),
    /** A rule of the whole team about sharing was changed. */
    SHARING_POLICY_CHANGED(
            ActivityTopic.SHARING, "changed a sharing policy of the team", "a changé une règle de partage de l'équipe"),
    /** Another event about sharing. */
    OTHER_SHARING(ActivityTopic.SHARING, "did something about sharing", "a fait une action de partage"),
    /** A device was linked to an account. */
    DEVICE_LINKED(ActivityTopic.DEVICES, "linked a device", "a associé un appareil"),
    /** A device was unlinked from an account. */
    DEVICE_UNLINKED(ActivityTopic.DEVICES, "unlinked a device", "a dissocié un appareil"),
    /** A rule of the whole team was changed. */
    POLICY_CHANGED(ActivityTopic.POLICIES, "changed a policy of the team", "a changé une règle de l'équipe"),
    /** Somebody was invited, joined, was suspended, removed or brought back. */
    MEMBER_STATUS_CHANGED(
            ActivityTopic.PEOPLE, "changed somebody's membership", "a changé l'appartenance d'une personne"),
    /** Somebody was made an admin, or an admin was made something else. */
    ADMIN_ROLE_CHANGED(
            ActivityTopic.PEOPLE, "changed somebody's admin role", "a changé le rôle d'administration d'une personne"),
    /** Somebody was made one of the partner's admins, or isn't one any more. */
    PARTNER_ROLE_CHANGED(
            ActivityTopic.PARTNER, "changed somebody's partner role", "a changé le rôle de partenaire d'une personne"),
    /** The partner entered the team's administration through the provider's own assistance. */
    PARTNER_SESSION_STARTED(ActivityTopic.PARTNER, "started a support session", "a ouvert une session d'assistance"),
    /** The partner left again. */
    PARTNER_SESSION_ENDED(ActivityTopic.PARTNER, "ended a support session", "a fermé une session d'assistance"),
    /** The provider's own assistance by the partner was switched on or off; {@link Activity#on} tells which. */
    PARTNER_ACCESS_SWITCHED(
            ActivityTopic.PARTNER, "switched the partner's support", "a basculé l'assistance du partenaire"),
    /** Any other event. */
    OTHER(ActivityTopic.OTHER, "did something else", "a fait une autre action");

    private final ActivityTopic topic;
    private final String en;
    private final String fr;

    ActivityKind(ActivityTopic topic, String en, String fr) {
        this.topic = topic;
        this.en = en;
        this.fr = fr;
    }

    /**
     * What it is about, in the large.
     *
     * @return the topic
     */
    public ActivityTopic topic() {
        return topic;
    }

    /**
     * The kind in words.
     *
     * @return what somebody did, in the past tense, in both languages
     */
    public Text text() {
        return new Text(en, fr);
    }

    /**
     * All kinds of some topics.
     *
     * @param topics the topics, at least one
     * @return their kinds
     */
    public static Set<ActivityKind> of(ActivityTopic... topics) {
        List<ActivityTopic> wanted = List.of(topics);
        EnumSet<ActivityKind> kinds = EnumSet.noneOf(ActivityKind.class);
        Arrays.stream(values()).filter(it -> wanted.contains(it.topic)).forEach(kinds::add);
        return Collections.unmodifiableSet(kinds);
    }
}
