package dev.gangway.dropbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of what members have, each with their id beside lists of it. The id may come after the lists, so one member's items are
 * kept until it is there, in the same place for all members. Not thread-safe.
 */
abstract class MemberItems extends Listing {

    private final Text member = new Text();
    private final Text names = new Text();
    private final Text name = new Text();
    private int[] ends = new int[16];
    private int[] kinds = new int[16];
    private long[] moments = new long[16];
    private int count;

    MemberItems(String items) {
        super(items, false);
    }

    /** Which of the kinds is in the list of this name; negative if none of interest is. */
    abstract int kind(String list);

    /** The field of an item that names it. */
    abstract String named();

    /** The field of an item that tells a time; null if none is of interest. */
    abstract @Nullable String timed();

    /** Takes what a member has. */
    abstract void tell(CharSequence member, CharSequence name, int kind, long moment);

    @Override
    final void item(JsonParser json) throws IOException {
        member.clear();
        names.clear();
        count = 0;
        if (isObject(json)) {
            for (String field = next(json); field != null; field = next(json)) {
                int kind = field.equals("team_member_id") ? -1 : kind(field);
                if (kind >= 0 && json.currentToken() == JsonToken.START_ARRAY) {
                    list(json, kind);
                } else if (field.equals("team_member_id")) {
                    member.read(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (member.isBlank()) {
            throw new OddPageException("something of a member without the member's id");
        }
        for (int i = 0, start = 0; i < count; start = ends[i], i++) {
            name.copy(names, start, ends[i]);
            tell(member, name, kinds[i], moments[i]);
        }
    }

    private void list(JsonParser json, int kind) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
                kinds = Arrays.copyOf(kinds, 2 * count);
                moments = Arrays.copyOf(moments, 2 * count);
            }
            kinds[count] = kind;
            moments[count] = Moments.UNTOLD;
            if (isObject(json)) {
                for (String field = next(json); field != null; field = next(json)) {
                    if (field.equals(named()) && json.currentToken() == JsonToken.VALUE_STRING) {
                        names.append(json);
                    } else if (field.equals(timed())) {
                        moments[count] = moment(json);
                    } else {
                        json.skipChildren();
                    }
                }
            }
            ends[count] = names.length();
            count++;
        }
    }
}
