package dev.gangway.dropbox;

/** Dropbox's times, {@code 2026-06-03T07:00:00Z} and nothing else (specified), in seconds since 1970. */
final class Moments {

    /** For a time that isn't told. */
    static final long UNTOLD = Long.MIN_VALUE;

    /** For something that is no time. */
    static final long MALFORMED = Long.MAX_VALUE;

    private static final String FORM = "0000-00-00T00:00:00Z";
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final long DAYS_TO_1970 = 719_162;

    private Moments() {}

    /** The time that ASCII stands for. */
    static long of(byte[] text, int offset, int length) {
        if (!isInForm(text, offset, length)) {
            return MALFORMED;
        }
        int year = 100 * two(text, offset) + two(text, offset + 2);
        int month = two(text, offset + 5);
        int day = two(text, offset + 8);
        int hour = two(text, offset + 11);
        int minute = two(text, offset + 14);
        int second = two(text, offset + 17);
        if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
            return MALFORMED;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int last = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + (leap && month == 2 ? 1 : 0);
        if (day > last) {
            return MALFORMED;
        }
        int before = year - 1;
        long days = 365L * before + before / 4 - before / 100 + before / 400;
        days += DAYS_BEFORE_MONTH[month - 1] + (leap && month > 2 ? 1 : 0) + day - 1;
        return (((days - DAYS_TO_1970) * 24 + hour) * 60 + minute) * 60 + second;
    }

    private static boolean isInForm(byte[] text, int offset, int length) {
        if (length != FORM.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte is = text[offset + i];
            char wanted = FORM.charAt(i);
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int two(byte[] text, int at) {
        return 10 * (text[at] - '0') + text[at + 1] - '0';
    }
}
