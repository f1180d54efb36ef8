package dev.gangway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.fake.FakeTime;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.internal.json.JsonSchema;
import dev.gangway.result.Fact;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static final ReceiptSigning SIGNING =
            new ReceiptSigning(new InMemoryStore(), Keyring.random(), new FakeTime());

    private static User leo(UserStatus status) {
        return new User(
                new UserId("dbmid:leo"),
                "leo@example.com",
                "Leo",
                "\"Lima\" \\ \u20ac\ud83d\ude00\u2028\u0001",
                Optional.of("e-7"),
                status,
                Fact.of(Optional.of("full")),
                List.of(new Role("r1", "User admin", Role.Power.LIMITED_ADMIN)),
                Fact.of(List.of("g1", "g2")),
                Optional.of(NOON.minusSeconds(90)),
                Optional.of(NOON.minusSeconds(80)),
                Optional.empty());
    }

    private static final Holdings HOLDINGS = new Holdings(
            Fact.of(2),
            Fact.of(1),
            Fact.of(List.of("Chart Room", "Mail Merge")),
            Fact.of(List.of(new GroupMembership("g1", "Design", true), new GroupMembership("g2", "Sales", false))),
            Fact.of(false),
            Fact.of(Long.MAX_VALUE),
            Fact.of(Quota.of(5_000_000_000L)));

    private static Receipt receipt(Holdings holdings, DataHandling handling, Optional<User> after) {
        return new Receipt(
                "c1",
                "8f1ff2f4-0000-0000-0000-000000000001",
                "it@example.com",
                leo(UserStatus.ACTIVE),
                holdings,
                handling,
                Optional.of("mia@example.com"),
                Optional.of(new BrakeRelease("Ida", "The office closes.")),
                List.of(
                        new Receipt.Step(NOON, "sending: suspend", List.of("req-1", "req-2")),
                        new Receipt.Step(NOON.plusSeconds(1), "confirmed by reading back", List.of())),
                List.of("move files: not possible", "redirect invitations: not possible"),
                after,
                NOON.plusSeconds(2),
                Optional.of(NOON.plusSeconds(3)),
                Optional.empty());
    }

    private static Receipt signed(Receipt it) {
        return with(it, Optional.of(SIGNING.sign(ReceiptJson.content(it))));
    }

    private static Receipt with(Receipt it, Optional<Receipt.Signature> signature) {
        return new Receipt(
                it.connectionId(),
                it.planId(),
                it.actor(),
                it.before(),
                it.holdings(),
                it.handling(),
                it.mailTo(),
                it.release(),
                it.steps(),
                it.notDone(),
                it.after(),
                it.finishedAt(),
                it.undoUntil(),
                signature);
    }

    private static Receipt full() {
        return signed(receipt(
                HOLDINGS,
                DataHandling.keepRecoverable().wipingDevices(),
                Optional.of(leo(UserStatus.REMOVED_RECOVERABLE))));
    }

    private static Authenticity verify(String text) {
        return Receipt.verify(text, SIGNING.keys());
    }

    static Stream<Receipt> receipts() {
        UserRef mia = UserRef.id(new UserId("dbmid:mia"));
        return Stream.of(
                full(),
                signed(receipt(
                        Holdings.unknown("no scope"),
                        DataHandling.transferTo(mia).keepingDevices(),
                        Optional.empty())),
                signed(receipt(
                        HOLDINGS,
                        DataHandling.transferAfterwardsTo(mia).keepingDevices(),
                        Optional.of(leo(UserStatus.REMOVED)))),
                signed(receipt(
                        HOLDINGS,
                        new DataHandling.KeepAsPersonalAccount(DataHandling.Shares.RETAIN),
                        Optional.empty())),
                signed(receipt(HOLDINGS, new DataHandling.DeleteForGood(Devices.WIPE), Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void whatIsWrittenIsReadAgainAndGenuineAndAsTheSchemaSays(Receipt receipt) throws IOException {
        String text = receipt.toJson();

        assertThat(Receipt.fromJson(text)).isEqualTo(receipt);
        assertThat(Receipt.fromJson(text).toJson()).isEqualTo(text);
        assertThat(verify(text)).isEqualTo(Authenticity.GENUINE);
        JsonObject schema = JsonObject.parse(Files.readString(Path.of("docs/receipt.schema.json")));
        assertThat(JsonSchema.wrongs(schema, JsonObject.parse(text))).isEmpty();
        assertThat(JsonSchema.wrongs(
                        schema, JsonObject.parse(text).with("status", "gone").without("steps")))
                .containsExactly("/steps is missing", "/status is not in the schema");
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void theDocumentNamesEachField(Receipt receipt) throws IOException {
        String document = Files.readString(Path.of("docs/receipts.md"));

        assertThat(names(JsonObject.parse(receipt.toJson())))
                .allSatisfy(name -> assertThat(document).contains("`" + name.replace("Unknown", "")));
    }

    private static TreeSet<String> names(JsonObject json) {
        TreeSet<String> names = new TreeSet<>(json.names());
        json.names().forEach(name -> {
            json.object(name).ifPresent(it -> names.addAll(names(it)));
            json.objects(name).forEach(it -> names.addAll(names(it)));
        });
        return names;
    }

    @Test
    void aReceiptOfTheFirstVersionStaysGenuineAndIsWrittenTheSame() throws IOException {
        String text = resource("receipt.json");
        ReceiptKeys keys = ReceiptKeys.parse(resource("receipt-keys.pem"));

        assertThat(Receipt.verify(text, keys)).isEqualTo(Authenticity.GENUINE);
        assertThat(Receipt.fromJson(text).toJson()).isEqualTo(text.strip());
    }

    private static String resource(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/dev/gangway/user", name));
    }

    @Test
    void spacesAndTheOrderOfFieldsDoNotCount() {
        JsonObject json = JsonObject.parse(full().toJson());

        assertThat(verify(json.write())).isEqualTo(Authenticity.GENUINE);
        JsonObject before = json.object("before").orElseThrow();
        assertThat(verify(json.without("planId")
                        .without("before")
                        .with("before", before.without("id").with("id", before.text("id")))
                        .with("planId", json.text("planId"))
                        .write()))
                .isEqualTo(Authenticity.GENUINE);
    }

    /** Every line of the text but the brackets and the signature's own: changed, left out, and its place taken by the next. */
    @Test
    void whateverIsChangedLeftOutOrPutInAnotherPlaceIsFound() {
        String text = full().toJson();
        List<String> lines = text.lines().toList();
        int signature = lines.indexOf("  \"signature\": {");
        List<String> unfound = new ArrayList<>();
        int tried = 0;
        for (int i = 1; i < signature; i++) {
            String line = lines.get(i);
            for (String other : List.of(
                    line.replaceFirst("(\\w)(\"?,?)$", "$1x$2"),
                    line.replaceFirst("\\d", "7").replaceFirst("\\d(?=[^0-9]*$)", "3"),
                    line.replaceFirst("\"(\\w+)\":", "\"x$1\":"),
                    "",
                    line + line,
                    line.replace("true", "false"))) {
                String changed = replaced(lines, i, other);
                if (!sameMeaning(changed, text)) {
                    tried++;
                    if (verify(changed) != Authenticity.CHANGED) {
                        unfound.add(other);
                    }
                }
            }
        }

        assertThat(unfound).isEmpty();
        assertThat(tried).isGreaterThan(150);
    }

    private static boolean sameMeaning(String changed, String text) {
        try {
            return JsonObject.parseWithoutNulls(changed).equals(JsonObject.parse(text));
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

    private static String replaced(List<String> lines, int at, String line) {
        List<String> all = new ArrayList<>(lines);
        all.set(at, line);
        return String.join("\n", all);
    }

    @Test
    void stepsAndGroupsInAnotherOrderAreFound() {
        Receipt it = full();
        JsonObject json = JsonObject.parse(it.toJson());
        List<JsonObject> steps = new ArrayList<>(json.objects("steps"));
        Collections.reverse(steps);
        List<JsonObject> groups =
                new ArrayList<>(json.object("holdings").orElseThrow().objects("groups"));
        Collections.reverse(groups);

        assertThat(verify(json.with("steps", steps).write())).isEqualTo(Authenticity.CHANGED);
        assertThat(verify(json.with(
                                "holdings",
                                json.object("holdings").orElseThrow().with("groups", groups))
                        .write()))
                .isEqualTo(Authenticity.CHANGED);
    }

    @Test
    void theSignatureOfAnotherReceiptIsFound() {
        JsonObject mine = JsonObject.parse(full().toJson());
        JsonObject other = JsonObject.parse(
                signed(receipt(HOLDINGS, DataHandling.keepRecoverable().keepingDevices(), Optional.empty()))
                        .toJson());

        assertThat(verify(mine.with("signature", other.object("signature")).write()))
                .isEqualTo(Authenticity.CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectionId", "planId"})
    void aReceiptUnderAnotherConnectionOrPlanIsFound(String field) {
        String moved = JsonObject.parse(full().toJson()).with(field, "c2").write();

        assertThat(verify(moved)).isEqualTo(Authenticity.CHANGED);
    }

    @Test
    void whatIsPutIntoOrAroundTheSignatureIsFound() {
        JsonObject json = JsonObject.parse(full().toJson());
        JsonObject signature = json.object("signature").orElseThrow();
        String value = signature.requiredText("value");
        // the last digit before the padding has four bits that decoders skip
        String spelled = value.substring(0, 85) + (char) (value.charAt(85) + 1) + "==";

        assertThat(Stream.of(
                        signature.with("approvedBy", "it@example.com"),
                        signature.with("algorithm", "none"),
                        signature.without("algorithm"),
                        signature.without("keyId"),
                        signature.without("value"),
                        signature.with("value", ""),
                        signature.with("value", "no Base64!"),
                        signature.with("value", value.substring(0, 80)),
                        signature.with("value", spelled)))
                .allSatisfy(it ->
                        assertThat(verify(json.with("signature", it).write())).isEqualTo(Authenticity.CHANGED));
        assertThat(verify(json.with("signature", "none").write())).isEqualTo(Authenticity.CHANGED);
        assertThat(verify(json.with("status", "gone").write())).isEqualTo(Authenticity.CHANGED);
    }

    /** Of a field that comes twice, or is null, each program reads something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\"planId\": null", "\"planId\": \"other\"", "\"more\": null", "\"more\": 1.5", "\"more\": 1"})
    void whatProgramsReadDifferentlyIsFound(String field) {
        String text = full().toJson();

        assertThat(verify("{" + field + "," + text.substring(1))).isEqualTo(Authenticity.CHANGED);
        assertThat(verify(text.substring(0, text.length() - 2) + "," + field + "}"))
                .isEqualTo(Authenticity.CHANGED);
    }

    @Test
    void aReceiptSignedElsewhereIsOfAnUnknownKey() {
        ReceiptKeys others = new ReceiptSigning(new InMemoryStore(), Keyring.random(), new FakeTime()).keys();

        assertThat(Receipt.verify(full().toJson(), others)).isEqualTo(Authenticity.UNKNOWN_KEY);
        assertThat(Receipt.verify(
                        full().toJson(),
                        ReceiptKeys.parse(others.export() + SIGNING.keys().export())))
                .isEqualTo(Authenticity.GENUINE);
    }

    @Test
    void whatHasNoSignatureIsNotSigned() {
        assertThat(verify(with(full(), Optional.empty()).toJson())).isEqualTo(Authenticity.NOT_SIGNED);
        assertThat(verify("{}")).isEqualTo(Authenticity.NOT_SIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t0ps3cret", "[]", "{\"a\":", "null"})
    void aTextThatIsNoObjectIsDamaged(String text) {
        assertThat(verify(text)).isEqualTo(Authenticity.CHANGED);
    }

    @Test
    void newerFieldsAreLeftOutAndWithThemTheSignature() {
        Receipt before = full();
        String newer = JsonObject.parse(before.toJson()).with("ticket", "IT-1").write();

        Receipt read = Receipt.fromJson(newer);

        assertThat(read).isEqualTo(with(before, Optional.empty()));
        assertThat(verify(read.toJson())).isEqualTo(Authenticity.NOT_SIGNED);
    }

    @Test
    void aNewerFormatSaysWhatToDo() {
        String newer = JsonObject.parse(full().toJson())
                .with("format", "gangway-receipt/2")
                .write();

        assertThatThrownBy(() -> Receipt.fromJson(newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Update Gangway");
    }

    /** Each field that is missing or something else is either read as absent or refused in words; nothing else is thrown. */
    @Test
    void aDamagedOrForeignTextIsRefusedInWords() {
        JsonObject json = JsonObject.parse(full().toJson());
        List<String> texts = new ArrayList<>(List.of(
                "",
                "something else",
                "[]",
                "{}",
                "{\"format\":\"something else\"}",
                full().toJson().substring(7)));
        for (String field :
                List.of("before", "holdings", "handling", "planId", "finishedAt", "confirmedBy", "format")) {
            texts.add(json.without(field).write());
            texts.add(json.with(field, List.of("something else")).write());
            texts.add(json.with(field, JsonObject.EMPTY.with("devices", "something else"))
                    .write());
        }
        texts.add(json.with("finishedAt", "something else").write());
        texts.add(json.with("undoUntil", "something else").write());

        assertThat(texts)
                .allSatisfy(text -> assertThatThrownBy(() -> Receipt.fromJson(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The text is not a receipt of Gangway, or it was damaged. Take the one that "
                                + "users().receipt(planId) gives."));
    }
}
