package dev.capstan.endtoend.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies of type multipartForm, over REST and MCP (B2). */
class MultipartTest {
    private static final String PARTS = """
            - {name: note, value: '{{note}}'}
            - {name: 'x {{kind}}', value: 'v {{note}} {{V}}'}
            - {name: file, value: '{{content}}', filename: 'f-{{kind}}.csv', contentType: text/csv}
            - {name: meta, value: '{{meta}}', contentType: application/json}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    /** The parts that were sent, each with its head; the same over REST and MCP. */
    private List<String> parts(String arguments) {
        String yaml = Documents.of(
                        Documents.resource(
                                "/o",
                                "name: op\nmethod: POST\nbody:\n  type: multipartForm\n  data:\n" + PARTS.indent(2)),
                        "- path: /o\n  operations: [{method: POST, name: o, call: api.op}]",
                        "- {name: t, description: d, call: api.op}")
                .replace("capability:\n", "binds: [{namespace: b, keys: {V: V}}]\ncapability:\n");
        try (ServedDocument served = ServedDocument.serve(yaml, upstream, builder -> builder.bind("V", "v7"))) {
            assertThat(served.restJson("POST", "/o", arguments).statusCode()).isEqualTo(200);
            List<String> rest = parts(upstream.take());
            assertThat(served.call("t", arguments).path("isError").asBoolean(false))
                    .isFalse();
            assertThat(parts(upstream.take())).isEqualTo(rest);
            return rest;
        }
    }

    private static List<String> parts(RecordedRequest request) {
        String type = request.header("Content-Type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = "--" + String.valueOf(type).substring("multipart/form-data; boundary=".length());
        List<String> pieces = List.of(request.text().split(Pattern.quote(boundary), -1));
        assertThat(pieces.get(0)).isEmpty();
        assertThat(pieces.get(pieces.size() - 1)).isEqualTo("--\r\n");
        return pieces.subList(1, pieces.size() - 1);
    }

    @Test
    void eachPartHasItsHeadAndValue() {
        assertThat(parts("{\"note\":\"hé\\nllo\",\"kind\":\"k\",\"content\":\"a,b\",\"meta\":{\"n\":1.50}}"))
                .containsExactly(
                        "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhé\nllo\r\n",
                        "\r\nContent-Disposition: form-data; name=\"x k\"\r\n\r\nv hé\nllo v7\r\n",
                        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f-k.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n",
                        "\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"n\":1.50}\r\n");
    }

    @Test
    void aPartWhoseWholeValueIsAbsentIsLeftOut() {
        assertThat(parts("{}")).containsExactly("\r\nContent-Disposition: form-data; name=\"x \"\r\n\r\nv  v7\r\n");
        assertThat(parts("{\"meta\":[1,\"x\"]}"))
                .hasSize(2)
                .contains(
                        "\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n[1,\"x\"]\r\n");
        assertThat(parts("{\"note\":\"\"}")).contains("\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n\r\n");
    }

    @Test
    void noValueLeavesItsPlace() {
        List<String> parts = parts(
                "{\"kind\":\"a\\\"\\r\\nEvil: 1\\r\\n\\r\\n\",\"content\":\"--\\r\\n--x--\\r\\nContent-Disposition: form-data\"}");
        assertThat(parts)
                .hasSize(2)
                .allMatch(part -> part.lines()
                        .takeWhile(line -> !line.isEmpty() || part.startsWith("\r\n" + line))
                        .noneMatch(line -> line.startsWith("Evil")));
        assertThat(parts.get(1)).contains("filename=\"f-a%22%0D%0AEvil: 1%0D%0A%0D%0A.csv\"");
    }
}
