package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an upstream's bytes become, by their Content-Type. */
class ContentKindsTest {
    private static final byte[] BYTES = bytes(10_000);

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static JsonNode answer(String contentType, Body body) {
        return new FakeServer(Samples.TOOLS, FakeUnit.passing(contentType, body)).call("get-order", "{\"id\":\"1\"}");
    }

    private static Body whole(byte[] bytes) {
        return Body.of(Unpooled.copiedBuffer(bytes));
    }

    private static Body pieces(byte[] bytes) {
        Random random = new Random(4);
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(700));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return new FakeStream(pieces).body();
    }

    @ParameterizedTest
    @CsvSource({"image/png,image,image/png", "IMAGE/JPEG; q=1,image,image/jpeg", "audio/wav,audio,audio/wav"})
    void passesImagesAndSounds(String contentType, String kind, String mimeType) {
        for (Body body : List.of(whole(BYTES), pieces(BYTES))) {
            JsonNode content = answer(contentType, body).get("content");
            assertThat(content).hasSize(1);
            assertThat(content.get(0).path("type").asString()).isEqualTo(kind);
            assertThat(content.get(0).path("mimeType").asString()).isEqualTo(mimeType);
            assertThat(Base64.getDecoder().decode(content.get(0).path("data").asString()))
                    .isEqualTo(BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "application/octet-stream", "video/mp4", "application/vnd.ms-excel"})
    void passesOtherBytesAsABlob(String contentType) {
        for (int size = 1; size < 5; size++) {
            byte[] bytes = bytes(size);
            for (Body body : List.of(whole(bytes), pieces(bytes))) {
                JsonNode content = answer(contentType, body).at("/content/0");
                assertThat(content.path("type").asString()).isEqualTo("resource");
                assertThat(content.at("/resource/mimeType").asString()).isEqualTo(contentType);
                assertThat(content.at("/resource/uri").asString()).isEqualTo("tool:get-order");
                assertThat(Base64.getDecoder()
                                .decode(content.at("/resource/blob").asString()))
                        .isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/svg+xml",
                "text/plain",
                "application/json",
                "application/vnd.x+json",
                "application/xml",
                "x"
            })
    void passesTextAsText(String contentType) {
        JsonNode content = answer(contentType, whole("<é/>".getBytes(UTF_8))).at("/content/0");
        assertThat(content.toString()).isEqualTo("{\"type\":\"text\",\"text\":\"<é/>\"}");
    }

    @Test
    void endsAnImageThatBreaksOffAsAWholeAnswer() {
        FakeStream stream = new FakeStream(List.of(new byte[] {1, 2, 3, 4}));
        stream.failWith(new CallFailedException(new CallFailure.UpstreamUnreadable("shop.get", "the end came early")));
        JsonNode result = answer("image/png", stream.body());
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(result.at("/content/0/data").asString()))
                .containsExactly(1, 2, 3, 4);
        assertThat(result.at("/content/1/text").asString()).contains("the end came early");
    }
}
