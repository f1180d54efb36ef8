package dev.gangway.dropbox;

import dev.gangway.result.TeamPolicy;
import dev.gangway.security.ConsoleTask;
import dev.gangway.security.SecurityData;
import java.util.List;

/**
 * Security settings at Dropbox. Of single sign-on, the second step, passwords, session lengths, networks and device approvals no route tells
 * anything but that they were changed, in the event log (specified). Thread-safe.
 */
final class DropboxSecurity implements SecurityData {

    private final Calls calls;

    DropboxSecurity(Calls calls) {
        this.calls = calls;
    }

    @Override
    public List<TeamPolicy> policies() {
        return TeamRules.ofSecurity(
                calls.read(dropbox -> dropbox.team().getInfo()).getPolicies());
    }

    @Override
    public List<ConsoleTask> consoleOnly() {
        return ConsoleSteps.SECURITY;
    }
}
