package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.EMAIL;
import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.TIME;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.struct;
import static dev.gangway.dropbox.simulator.Shape.tags;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.union;
import static dev.gangway.dropbox.simulator.Shape.withDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    private static final Shape EVERYTHING = struct(
            required("user", USER),
            withDefault("wipe_data", FLAG, true),
            withDefault("limit", number(1, 1000), 1000L),
            optional("name", text(5)),
            optional("since", TIME),
            optional("emails", list(EMAIL, 0, 2)),
            optional("kind", tags("one", "two")),
            optional("device", union(member("web", struct(required("id", TEXT))), member("all"))));

    @Test
    void defaultsAreFilledInAndOptionalFieldsStayAway() {
        Arg arg = decode("{'user':{'.tag':'email','email':'a@b.co'}}");

        assertThat(arg.flag("wipe_data")).isTrue();
        assertThat(arg.number("limit")).isEqualTo(1000);
        assertThat(arg.optionalText("name")).isEmpty();
    }

    @Test
    void unionsCarryTheirValueUnderTheirTag() {
        Arg user = decode("{'user':{'.tag':'email','email':'a@b.co'}}").nested("user");

        assertThat(user.tag()).isEqualTo("email");
        assertThat(user.text("email")).isEqualTo("a@b.co");
    }

    @Test
    void structsInUnionsAreFlattened() {
        Arg device = decode("{'user':{'.tag':'email','email':'a@b.co'},'device':{'.tag':'web','id':'x'}}")
                .nested("device");

        assertThat(device.tag()).isEqualTo("web");
        assertThat(device.text("id")).isEqualTo("x");
    }

    @Test
    void voidUnionMembersMayBeBareStrings() {
        Arg arg = decode("{'user':{'.tag':'email','email':'a@b.co'},'kind':'two','device':{'.tag':'all'}}");

        assertThat(arg.nested("kind").tag()).isEqualTo("two");
        assertThat(arg.nested("device").tag()).isEqualTo("all");
    }

    @Test
    void timesAndListsAreDecoded() {
        Arg arg =
                decode("{'user':{'.tag':'email','email':'a@b.co'},'since':'2026-01-02T03:04:05Z','emails':['a@b.co']}");

        assertThat(arg.optionalTime("since")).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(arg.texts("emails")).isEqualTo(List.of("a@b.co"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "[] | expected to be an object, got list",
                "{} | missing required field 'user'",
                "{'user':null} | user: 'None' expected to be an object or a tag, got null",
                "{'user':{'email':'a@b.co'}} | user: missing '.tag' key",
                "{'user':{'.tag':'phone'}} | user: unknown tag 'phone'",
                "{'user':{'.tag':'email'}} | user: missing required field 'email'",
                "{'user':{'.tag':'email','email':'a@b.co','x':1}} | user: unknown field 'x'",
                "{'user':{'.tag':'email','email':'nobody'}} | user.email: 'nobody' did not match pattern",
                "{'user':{'.tag':'email','email':null}} | user.email: 'None' expected to be a string, got null",
                "{'user':'email'} | user: missing required field 'email'",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'more':1} | unknown field 'more'",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'limit':0} | limit: 0 is not within range [1, 1000]",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'limit':1.5} | limit: '1.5' expected to be an integer, got float",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'limit':10.0} | limit: '10.0' expected to be an integer, got float",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'limit':1e1} | limit: '10.0' expected to be an integer, got float",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'wipe_data':'yes'} | expected to be a boolean, got string",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'wipe_data':null} | expected to be a boolean, got null",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'name':'longer'} | name: 'longer' must be at most 5 characters, got 6",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'since':'2026-01-02'} | since: time data",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'emails':['a@b.co','a@b.co','a@b.co']} | emails: list must have at most 2 items, got 3",
                "{'user':{'.tag':'team_member_id','team_member_id':'x'},'kind':'three'} | kind: unknown tag 'three'"
            })
    void whatDoesNotFitIsRefused(String json, String text) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> decode(json))
                .withMessageStartingWith("request body: ")
                .withMessageContaining(text);
    }

    private static Arg decode(String json) {
        return (Arg) EVERYTHING.decode(Json.parse(json.replace('\'', '"')).orElseThrow(), "");
    }
}
