package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.gangway.license.SignInRange;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private static final String EVENT =
            "{\"timestamp\":\"2026-01-04T08:00:00Z\",\"list\":[1,-2.5e7,true,null,\"}]\\\"\",[[]],{}],"
                    + "\"actor\":{\".tag\":\"user\",\"user\":{\".tag\":\"team_member\",\"team_member_id\":\"dbmid:%s\",\"email\":\"%s\"}},"
                    + " \"event_type\" : {\".tag\":\"login_success\", \"description\":\"\\\\\"} , \"details\":{}}";

    /** Bytes that come a few at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(9)));
        }
    }

    private static List<Told.SignIn> read(InputStream page) throws IOException {
        Told told = new Told();
        PageEnd end = new SignInPage(SignInRange.since(Instant.EPOCH), new SignInSources(), told).read(page);
        assertThat(end).isEqualTo(PageEnd.more(new Cursor("c")));
        return told.signIns;
    }

    private static byte[] page(String... events) {
        return ("{\"events\":[" + String.join(",", events) + "],\"cursor\":\"c\",\"has_more\":true}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text, boolean ascii) throws IOException {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
                .build()
                .createGenerator(written)) {
            json.writeString(text);
        }
        return written.toString().substring(1, written.toString().length() - 1);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(40); left > 0; left--) {
            int kind = random.nextInt(12);
            text.appendCodePoint(
                    kind == 0
                            ? "\"\\/\b\f\n\r\t\u0000".charAt(random.nextInt(9))
                            : kind == 1
                                    ? 0x80 + random.nextInt(0xd780)
                                    : kind == 2 ? 0xe000 + random.nextInt(0x101fff) : ' ' + random.nextInt(95));
        }
        return text.toString();
    }

    @Test
    void whateverIsWrittenIsReadHoweverItArrives() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            List<String> addresses = new ArrayList<>();
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String address = text(random);
                addresses.add(address);
                events.add(EVENT.formatted(i, json(address, random.nextBoolean())));
            }
            byte[] page = page(events.toArray(String[]::new));

            InputStream arriving = random.nextBoolean() ? new Trickle(page, random) : new ByteArrayInputStream(page);
            List<Told.SignIn> signIns = read(arriving);

            assertThat(signIns)
                    .as("seed %d, round %d", seed, round)
                    .extracting(Told.SignIn::address)
                    .isEqualTo(addresses);
        }
    }

    @Test
    void aTagIsReadHoweverItIsWritten() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            List<String> tags = new ArrayList<>();
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String tag = random.nextInt(20) == 0 ? text(random) : "login_su" + "xy".repeat(random.nextInt(3));
                tags.add(tag);
                written.add(union(json(tag, random.nextBoolean()), random));
            }
            byte[] list = ("[" + String.join(",", written) + "]").getBytes(StandardCharsets.UTF_8);

            List<String> read = new ArrayList<>();
            try (JsonBytes json =
                    new JsonBytes(random.nextBoolean() ? new Trickle(list, random) : new ByteArrayInputStream(list))) {
                json.enterList();
                while (json.nextItem()) {
                    read.add(json.tag());
                }
            }

            assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(tags);
        }
    }

    private static String union(String tag, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> " \"" + tag + "\"";
            case 1 -> "{\".tag\": \"" + tag + "\"}";
            case 2 -> "{\".tag\": \"" + tag + "\", \"" + tag + "\": {\".tag\": \"other\"}}";
            default -> "{ \"before\":[{}], \".tag\" :\"" + tag + "\"}";
        };
    }

    @Test
    void aPageThatEndsEarlyIsNeverOne() {
        byte[] page = page(EVENT.formatted("ana", "ana@example.com"));
        for (int length = 0; length < page.length - 2; length++) {
            byte[] part = Arrays.copyOf(page, length);

            assertThatThrownBy(() -> read(new ByteArrayInputStream(part)))
                    .as("%d bytes", length)
                    .isInstanceOf(Listing.OddPageException.class);
        }
    }

    @Test
    void aTextMayBeLongerThanTheBuffer() throws IOException {
        String address = "ä".repeat(100_000);

        assertThat(read(new ByteArrayInputStream(page(EVENT.formatted("ana", address)))))
                .extracting(Told.SignIn::address)
                .containsExactly(address);
    }

    @Test
    void aTextWithoutEndIsNotKeptWithoutEnd() {
        byte[] page = page(EVENT.formatted("ana", "a".repeat(3 << 20)));

        assertThatThrownBy(() -> read(new ByteArrayInputStream(page))).isInstanceOf(Listing.OddPageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\":[]\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[],,\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[],\"cursor\":\"c\",\"has_more\":true,}",
                "{\"events\":[] \"cursor\" \"c\",\"has_more\":true}",
                "{\"events\":[{}{}],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[{},],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[,{}],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[{\"actor\"}],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[{\"actor\":}],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[{actor:{}}],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[],\"cursor\":\"c\",\"has_more\":True}",
                "{\"events\":[],\"cursor\":\"c\",\"has_more\":truest}",
                "{\"events\":[],\"cursor\":\"\\x\",\"has_more\":true}",
                "{\"events\":[],\"cursor\":\"\\u12g4\",\"has_more\":true}",
                "{\"events\":[],\"cursor\":\"a\tb\",\"has_more\":true}",
                "{\"events\":[],\"cursor\":\"c\",\"has_more\":true]",
                "{\"events\":[}],\"cursor\":\"c\",\"has_more\":true}",
                "{\"events\":[],\"cursor\":\"c\",\"has_more\":true}x"
            })
    void whatIsNoJsonIsNoPage(String body) {
        assertThatThrownBy(() -> read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Listing.OddPageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c080", "c3", "c341", "e08080", "eda080", "f08080", "f0808080", "f4908080", "ff"})
    void whatIsNoUtf8IsNoPage(String hex) {
        String[] around = new String(page(EVENT.formatted("ana", "#")), StandardCharsets.UTF_8).split("#", -1);
        byte[] odd = HexFormat.of().parseHex(hex);
        byte[] page = new byte[around[0].length() + odd.length + around[1].length()];
        System.arraycopy(around[0].getBytes(StandardCharsets.UTF_8), 0, page, 0, around[0].length());
        System.arraycopy(odd, 0, page, around[0].length(), odd.length);
        System.arraycopy(
                around[1].getBytes(StandardCharsets.UTF_8),
                0,
                page,
                around[0].length() + odd.length,
                around[1].length());

        assertThatThrownBy(() -> read(new ByteArrayInputStream(page))).isInstanceOf(Listing.OddPageException.class);
    }
}
