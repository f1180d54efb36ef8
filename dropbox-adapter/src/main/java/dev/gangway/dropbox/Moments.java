package dev.gangway.dropbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Dropbox's times, {@code 2026-06-03T07:00:00Z} and nothing else (specified), in seconds since 1970. */
final class Moments {

    /** For a time that isn't told. */
    static final long UNTOLD = Long.MIN_VALUE;

    /** For something that is no time. */
    static final long MALFORMED = Long.MAX_VALUE;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final Form DATE = Form.of("0000-00-");
    private static final Form DAY_AND_TIME = Form.of("00T00:00");
    private static final Form TIME = Form.of("0:00:00Z");
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
        return length == 20
                && DATE.holds((long) EIGHT.get(text, offset))
                && DAY_AND_TIME.holds((long) EIGHT.get(text, offset + 8))
                && TIME.holds((long) EIGHT.get(text, offset + 12));
    }

    /** What eight characters have to be, looked at together: a digit where there is a zero, or what is there. */
    private record Form(long zeros, long lower, long sixes, long tens) {
        static Form of(String form) {
            byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
            byte[] digits = new byte[8];
            for (int i = 0; i < 8; i++) {
                digits[i] = (byte) (bytes[i] == '0' ? 0xff : 0);
            }
            long all = (long) EIGHT.get(digits, 0);
            return new Form(
                    (long) EIGHT.get(bytes, 0),
                    all & 0x0f0f0f0f0f0f0f0fL,
                    all & 0x0606060606060606L,
                    all & 0x1010101010101010L);
        }

        /** A digit is 3 in the upper half of its byte, and stays so if 6 is added, unless it is more than 9. */
        boolean holds(long eight) {
            return (eight & ~lower) == zeros && (eight + sixes & tens) == tens;
        }
    }

    private static int two(byte[] text, int at) {
        return 10 * (text[at] - '0') + text[at + 1] - '0';
    }
}
