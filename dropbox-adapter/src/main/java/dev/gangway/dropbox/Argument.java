package dev.gangway.dropbox;

import com.dropbox.core.stone.StoneSerializer;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes what a route is asked with, where the SDK's own arguments can be had only together with its own way to read the answer. */
@FunctionalInterface
interface Argument {

    /** How the SDK writes one. */
    StoneSerializer<Argument> SERIALIZER = new StoneSerializer<>() {
        @Override
        public void serialize(Argument argument, JsonGenerator json) throws IOException {
            json.writeStartObject();
            argument.fields(json);
            json.writeEndObject();
        }

        @Override
        public Argument deserialize(JsonParser json) {
            throw new IllegalStateException("An argument is never read.");
        }
    };

    /** Writes the fields of the one object. */
    void fields(JsonGenerator json) throws IOException;

    /** Where a listing goes on. */
    static Argument cursor(String cursor) {
        return json -> json.writeStringField("cursor", cursor);
    }
}
