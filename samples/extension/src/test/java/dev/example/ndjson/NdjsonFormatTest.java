package dev.example.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.testkit.PayloadFormatContract;
import java.util.List;

class NdjsonFormatTest extends PayloadFormatContract {
    @Override
    protected PayloadFormat format() {
        return new NdjsonFormat();
    }

    @Override
    protected String name() {
        return "ndjson";
    }

    @Override
    protected byte[] sample() {
        return "{\"title\": \"Emma\"}\n\n{\"title\": \"Ulysses\", \"year\": 1922}\n".getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return "[{\"title\": \"Emma\"}, {\"title\": \"Ulysses\", \"year\": 1922}]";
    }

    @Override
    protected List<byte[]> malformed() {
        return List.of("{\"a\": 1}\n{\"a\":".getBytes(UTF_8), "one\ntwo".getBytes(UTF_8));
    }

    @Override
    protected byte[] values(int count) {
        return "1\n".repeat(count).getBytes(UTF_8);
    }

    @Override
    protected byte[] nested(int levels) {
        // The array of the lines is the first level.
        return ("[".repeat(levels - 1) + "]".repeat(levels - 1)).getBytes(UTF_8);
    }
}
