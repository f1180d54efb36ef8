package dev.gangway.testkit;

import dev.gangway.user.MailForwarder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mail server that forwards: what it was asked, and whose mail goes where. Tests override what they want to be different. */
class Post implements MailForwarder {

    final List<String> asked = new ArrayList<>();
    final Map<String, String> forwarded = new LinkedHashMap<>();

    @Override
    public Optional<String> refusal(String from, String to) {
        return Optional.empty();
    }

    @Override
    public Optional<String> forward(String planId, String from, String to) {
        asked.add("forward " + planId);
        forwarded.put(from, to);
        return Optional.empty();
    }

    @Override
    public Optional<String> stop(String planId, String from, String to) {
        asked.add("stop " + planId);
        forwarded.remove(from, to);
        return Optional.empty();
    }
}
