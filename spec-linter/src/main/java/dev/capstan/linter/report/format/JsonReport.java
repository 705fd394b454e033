package dev.capstan.linter.report.format;

import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How all JSON reports are written: indented, the writer left open. */
final class JsonReport {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonReport() {}

    static JsonGenerator generator(Writer out) {
        return MAPPER.createGenerator(out);
    }

    static void finish(JsonGenerator json, Writer out) {
        json.close();
        Output end = new Output(out);
        end.line("");
        end.flush();
    }
}
