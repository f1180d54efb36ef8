package dev.gangway.dropbox.simulator;

import java.util.Locale;

/** E-mail addresses: they match in any case, and a removal may rewrite them. */
final class Addresses {
    private static final int LONGEST = 255;
    private static final String DISABLED = "#removed-";
    private static final int MARK = 12;

    private Addresses() {}

    /** What addresses are compared by. */
    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    static String domain(String address) {
        return key(address.substring(address.indexOf('@') + 1));
    }

    /** The address of a removed member, rewritten so that it is free for somebody else; its form is invented. */
    static String disabled(Member member) {
        String email = member.email();
        int at = email.indexOf('@');
        String mark = member.accountId().substring(member.accountId().length() - MARK);
        return email.substring(0, at) + DISABLED + mark + email.substring(at);
    }

    /** Whether the rewritten address would be longer than addresses can be. */
    static boolean isTooLongToBeDisabled(String address) {
        return address.length() + DISABLED.length() + MARK > LONGEST;
    }
}
