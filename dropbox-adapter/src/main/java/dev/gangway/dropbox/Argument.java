package dev.gangway.dropbox;

import com.dropbox.core.stone.StoneSerializer;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.OutputStream;

/** Writes what a route is asked with, where the SDK's own arguments can be had only together with its own way to read the answer. */
@FunctionalInterface
interface Argument {

    /** How the SDK writes one; its own way leaves a generator unclosed, whose buffers (16 kB) are then lost for each request. */
    StoneSerializer<Argument> SERIALIZER = new StoneSerializer<>() {
        private final JsonFactory factory = new JsonFactory();

        @Override
        public void serialize(Argument argument, OutputStream body) throws IOException {
            try (JsonGenerator json = factory.createGenerator(body)) {
                serialize(argument, json);
            }
        }

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
