package dev.capstan.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class RequestFieldsTest {
    /** Looking for an equals sign from each field to the end would be half a million megabytes. */
    @Test
    @Timeout(20)
    void aFormWithoutValuesIsReadInOneGo() {
        String form = "x&".repeat(49_990) + "w&" + "y".repeat(10_000_000);
        ByteBuf bytes = Unpooled.copiedBuffer(form, StandardCharsets.US_ASCII);

        JsonNode fields = RequestFields.read(bytes, "application/x-www-form-urlencoded", true, false);

        assertThat(fields).isNotNull().hasSize(3);
        assertThat(fields.path("x")).hasSize(49_990);
        assertThat(fields.path("w").asString()).isEmpty();
    }
}
