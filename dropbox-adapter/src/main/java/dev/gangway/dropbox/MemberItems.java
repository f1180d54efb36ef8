package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a page of what members have, each with their id beside lists of it. The id may come after the lists, so one member's items are
 * kept until it is there, in the same place for all members. Not thread-safe.
 */
abstract sealed class MemberItems extends Listing permits DevicePage, LinkedAppPage {

    private final Names memberFields;
    private final Names itemFields;
    private final Text member = new Text();
    private final Text names = new Text();
    private final Text name = new Text();
    private int[] ends = new int[16];
    private int[] kinds = new int[16];
    private long[] moments = new long[16];
    private int count;

    /**
     * A reader of one page.
     *
     * @param page the fields of a page
     * @param member the fields of a member: the id first, then the lists, whose place among them is their kind
     * @param item the fields of an item: its name, and its time if one is of interest
     */
    MemberItems(Names page, Names member, Names item) {
        super(page, false);
        this.memberFields = member;
        this.itemFields = item;
    }

    /** Takes what a member has. */
    abstract void tell(CharSequence member, CharSequence name, int kind, long moment);

    /** Takes that a member has nothing: the page isn't empty, though none of them may have anything. */
    abstract void tellNothing(CharSequence member);

    @Override
    final void item(JsonBytes json) throws IOException {
        member.clear();
        names.clear();
        count = 0;
        if (json.enterObject()) {
            for (int field = json.next(memberFields); field != JsonBytes.END; field = json.next(memberFields)) {
                if (field == 0) {
                    member.read(json);
                } else if (field == JsonBytes.OTHER) {
                    json.skip();
                } else if (json.enterList()) {
                    list(json, field);
                }
            }
        }
        if (member.isBlank()) {
            throw new OddPageException("something of a member without the member's id");
        }
        if (count == 0) {
            tellNothing(member);
        }
        for (int i = 0, start = 0; i < count; start = ends[i], i++) {
            name.copy(names, start, ends[i]);
            tell(member, name, kinds[i], moments[i]);
        }
    }

    private void list(JsonBytes json, int kind) throws IOException {
        while (json.nextItem()) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
                kinds = Arrays.copyOf(kinds, 2 * count);
                moments = Arrays.copyOf(moments, 2 * count);
            }
            kinds[count] = kind;
            moments[count] = Moments.UNTOLD;
            if (json.enterObject()) {
                for (int field = json.next(itemFields); field != JsonBytes.END; field = json.next(itemFields)) {
                    if (field == 0) {
                        json.appendTo(names);
                    } else if (field == 1) {
                        moments[count] = moment(json);
                    } else {
                        json.skip();
                    }
                }
            }
            ends[count] = names.length();
            count++;
        }
    }
}
