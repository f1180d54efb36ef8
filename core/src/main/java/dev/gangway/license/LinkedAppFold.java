package dev.gangway.license;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which apps people have linked. An app told twice counts once. Not thread-safe. */
final class LinkedAppFold implements LinkedAppSink {

    private static final int NONE = -1;

    private final Interned ids;
    private final Interned names = new Interned();
    /** The newest link of each person. */
    private int[] newest = {};
    /** For each link, its app and the person's link before it. */
    private int[] app = new int[64];

    private int[] before = new int[64];
    private int links;

    LinkedAppFold(Interned ids) {
        this.ids = ids;
    }

    @Override
    public void app(CharSequence who, CharSequence name) {
        int person = ids.add(who);
        if (person >= newest.length) {
            int before = newest.length;
            newest = Arrays.copyOf(newest, Math.max(64, Integer.highestOneBit(person) * 2));
            Arrays.fill(newest, before, newest.length, NONE);
        }
        int number = names.add(name);
        for (int link = newest[person]; link != NONE; link = before[link]) {
            if (app[link] == number) {
                return;
            }
        }
        if (links == app.length) {
            app = Arrays.copyOf(app, links * 2);
            before = Arrays.copyOf(before, links * 2);
        }
        app[links] = number;
        before[links] = newest[person];
        newest[person] = links++;
    }

    /** The apps of the person who has a number among the ids. */
    List<String> of(int person) {
        List<String> apps = new ArrayList<>();
        for (int link = person < newest.length ? newest[person] : NONE; link != NONE; link = before[link]) {
            apps.add(names.text(app[link]));
        }
        Collections.sort(apps);
        return apps;
    }
}
