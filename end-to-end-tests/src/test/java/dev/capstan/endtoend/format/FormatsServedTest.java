package dev.capstan.endtoend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of other formats than JSON in documents that are served, over REST and MCP (F1 to F8, R1). */
class FormatsServedTest {
    private static final String WHOLE = "[{type: object, properties: {it: {type: object, mapping: $.}}}]";

    @TempDir
    Path folder;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private Path document(String format, String outputs) throws IOException {
        return Files.writeString(
                folder.resolve("d.yaml"),
                Documents.of(
                        Documents.resource("/o", "name: op\nmethod: GET\noutputRawFormat: " + format),
                        "- {path: /o, operations: [{method: GET, name: o, call: api.op, outputParameters: " + outputs
                                + "}]}",
                        "- {name: t, description: d, call: api.op, outputParameters: " + outputs + "}"));
    }

    /** What both surfaces answer; the same. */
    private String shaped(String format, String outputs, byte[] answer) throws IOException {
        upstream.answer(UpstreamAnswer.bytes(200, "application/json; charset=utf-8", answer));
        try (ServedDocument served = ServedDocument.serve(document(format, outputs), upstream)) {
            HttpResponse<String> response = served.rest("GET", "/o");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode result = served.call("t", Map.of());
            assertThat(result.path("content").path(0).path("text").asString()).isEqualTo(response.body());
            return response.body();
        }
    }

    private String shaped(String format, String outputs, String answer) throws IOException {
        return shaped(format, outputs, answer.getBytes(StandardCharsets.UTF_8));
    }

    private String whole(String format, String answer) throws IOException {
        String body = shaped(format, WHOLE, answer);
        assertThat(body).startsWith("{\"it\":");
        return body.substring("{\"it\":".length(), body.length() - 1);
    }

    /** The reason of a 502; the error result says it too. */
    private String refused(String format, byte[] answer, String... headers) throws IOException {
        UpstreamAnswer.Whole whole = UpstreamAnswer.bytes(200, "text/own", answer);
        for (int i = 0; i < headers.length; i += 2) {
            whole = whole.header(headers[i], headers[i + 1]);
        }
        upstream.answer(whole);
        try (ServedDocument served = ServedDocument.serve(document(format, WHOLE), upstream)) {
            HttpResponse<String> response = served.rest("GET", "/o");
            assertThat(response.statusCode()).isEqualTo(502);
            JsonNode problem = ServedDocument.json(response.body());
            assertThat(problem.path("code").asString()).isEqualTo("upstream-unreadable");
            assertThat(problem.path("upstream").asString()).isEqualTo("api.op");
            JsonNode result = served.call("t", Map.of());
            assertThat(result.path("isError").asBoolean()).isTrue();
            String detail = problem.path("detail").asString();
            assertThat(result.toString()).contains(detail.substring(detail.lastIndexOf('"') + 1));
            return detail;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<r><v><n>a</n></v><v><n>b</n></v></r> | {\"v\":[{\"n\":\"a\"},{\"n\":\"b\"}]}",
                "<r><v><n>a</n></v></r> | {\"v\":{\"n\":\"a\"}}",
                "<r a=\"1\"><a>child</a></r> | {\"a\":\"child\"}",
                "<x:r xmlns:x=\"u\"><x:v x:k=\"1\"/></x:r> | {\"v\":{\"k\":\"1\"}}",
                "<r> keep </r> | \" keep \"",
                "<r><e/><f></f></r> | {\"e\":\"\",\"f\":\"\"}",
                "<r><v k=\"1\">text</v></r> | {\"v\":{\"k\":\"1\",\"value\":\"text\"}}",
                "<r><v value=\"1\">text</v></r> | {\"v\":{\"value\":\"1\",\"\":\"text\"}}",
                "<r><!-- c --><?p i?><v><![CDATA[<&>]]></v></r> | {\"v\":\"<&>\"}",
                "<r><n>7</n><b>true</b></r> | {\"n\":\"7\",\"b\":\"true\"}",
                "<r>&#233;&#x20AC;&amp;</r> | \"é€&\"",
            })
    void xmlIsTheContentOfItsRoot(String answer, String value) throws IOException {
        assertThat(whole("xml", answer)).isEqualTo(value);
    }

    @Test
    void aPathMayBeginWithTheRootsName() throws IOException {
        String outputs = "[{type: string, mapping: $.root.user.name}]";
        assertThat(shaped("xml", outputs, "<root><user><name>Ann</name></user></root>"))
                .isEqualTo("\"Ann\"");
        assertThat(shaped(
                        "xml", "[{type: string, mapping: $.user.name}]", "<root><user><name>Ann</name></user></root>"))
                .isEqualTo("\"Ann\"");
        assertThat(shaped("xml", outputs, "<root><root><user><name>In</name></user></root></root>"))
                .isEqualTo("\"In\"");
        assertThat(shaped("xml", outputs, "<root><root>x</root><user><name>Ann</name></user></root>"))
                .isEqualTo("null");
    }

    @Test
    void oneElementIsAListOfOneWhereAnArrayIsWanted() throws IOException {
        String outputs =
                "[{type: array, mapping: $.v, items: {type: object, properties: {n: {type: string, mapping: $.n},"
                        + " tags: {type: array, mapping: $.tag, items: {type: string, mapping: $.}}}}}]";
        assertThat(shaped("xml", outputs, "<r><v><n>a</n><tag>x</tag></v></r>"))
                .isEqualTo("[{\"n\":\"a\",\"tags\":[\"x\"]}]");
        assertThat(shaped("xml", outputs, "<r><v><n>a</n><tag>x</tag><tag>y</tag></v><v/></r>"))
                .isEqualTo("[{\"n\":\"a\",\"tags\":[\"x\",\"y\"]},{\"n\":null,\"tags\":null}]");
        assertThat(shaped("xml", outputs, "<r/>")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "csv | a,b\\r\\n1,\"x,\"\"y\"\"\\n\"\\r\\n | [{\"a\":\"1\",\"b\":\"x,\\\"y\\\"\\n\"}]",
                "csv | \uFEFF a , b\\n 1 ,\\n | [{\"a\":\" 1 \",\"b\":\"\"}]",
                "csv | a,a,a\\n1,2,3 | [{\"a\":\"1\",\"a_2\":\"2\",\"a_3\":\"3\"}]",
                "csv | a,b\\n\\n1\\n\\n | [{\"a\":\"1\"}]",
                "csv | a,b\\n1,2,, | [{\"a\":\"1\",\"b\":\"2\"}]",
                "csv | a,b\\n | []",
                "tsv | a\\tb\\n\"1\\t1\"\\t2 | [{\"a\":\"1\\t1\",\"b\":\"2\"}]",
            })
    void separatedValues(String format, String answer, String value) throws IOException {
        assertThat(whole(
                        format, answer.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")))
                .isEqualTo(value);
    }

    @Test
    void barsSeparateToo() throws IOException {
        assertThat(whole("psv", "a|b\n\"1|1\"|2")).isEqualTo("[{\"a\":\"1|1\",\"b\":\"2\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2,3", "a\n\"x", "a\n\"x\"y"})
    void brokenSeparatedValues(String answer) throws IOException {
        assertThat(refused("csv", answer.getBytes(StandardCharsets.UTF_8))).contains("CSV");
    }

    @Test
    void htmlTables() throws IOException {
        String page = "<table id=a><thead><tr><th>N</th><th>P<br>q</th></tr></thead><tr><td>1<td> x  &euro; </tr>"
                + "<tr><th>sum</th></tr></table><div id=b><table><tr><th>Z</th></tr><tr><td>9</td></tr></table></div>"
                + "<table><tr><td>none</td></tr></table>";
        assertThat(whole("html", page)).isEqualTo("{\"tables\":[[{\"N\":\"1\",\"P q\":\"x €\"}],[{\"Z\":\"9\"}]]}");
        assertThat(whole("html\noutputSchema: '#b'", page)).isEqualTo("{\"tables\":[[{\"Z\":\"9\"}]]}");
        assertThat(whole("html\noutputSchema: 'table#a'", page))
                .isEqualTo("{\"tables\":[[{\"N\":\"1\",\"P q\":\"x €\"}]]}");
        assertThat(whole("html\noutputSchema: '.none'", page)).isEqualTo("{\"tables\":[]}");
    }

    @Test
    void markdown() throws IOException {
        String page = "---\nt: [1, a]\n---\n# *Top*\n\nIt [is](u).\n\n## Part A\n\n| k | v |\n|---|---|\n| `1` | b |\n";
        assertThat(whole("markdown", page))
                .isEqualTo("{\"frontMatter\":{\"t\":[1,\"a\"]},\"tables\":[[{\"k\":\"1\",\"v\":\"b\"}]],\"sections\":["
                        + "{\"heading\":\"Top\",\"level\":1,\"content\":\"It is.\"},"
                        + "{\"heading\":\"Part A\",\"level\":2,\"content\":\"\"}]}");
        assertThat(ServedDocument.json(whole("markdown\noutputSchema: Part", page))
                        .path("sections")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void yamlOfVersion12() throws IOException {
        assertThat(whole("yaml", "a: yes\nb: 0o17\nc: 2026-11-30\nd: ~\n"))
                .isEqualTo("{\"a\":\"yes\",\"b\":15,\"c\":\"2026-11-30\",\"d\":null}");
        assertThat(whole("yaml", "a: 1\n---\n- 2\n")).isEqualTo("[{\"a\":1},[2]]");
    }

    @Test
    void binaryFormatsBySchemasBesideTheDocument() throws IOException {
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(
                folder.resolve("schemas/v.avsc"),
                "{\"type\":\"record\",\"name\":\"V\",\"fields\":[{\"name\":\"imo\",\"type\":\"int\"},"
                        + "{\"name\":\"name\",\"type\":[\"null\",\"string\"]},{\"name\":\"raw\",\"type\":\"bytes\"}]}");
        Files.writeString(
                folder.resolve("schemas/v.proto"),
                "syntax = \"proto3\";\nmessage First { int32 z = 1; }\nmessage V { int32 imo = 1; string port_name = 2;"
                        + " repeated string tags = 3; Kind kind = 4; enum Kind { U = 0; T = 1; } }");
        assertThat(shaped(
                        "avro\noutputSchema: ./schemas/v.avsc",
                        WHOLE,
                        HexFormat.of().parseHex("9601020853746172040f00")))
                .isEqualTo("{\"it\":{\"imo\":75,\"name\":\"Star\",\"raw\":\"DwA=\"}}");
        assertThat(shaped(
                        "protobuf\noutputSchema: schemas/v.proto#V",
                        WHOLE,
                        HexFormat.of().parseHex("0896011a01612001")))
                .isEqualTo("{\"it\":{\"imo\":150,\"port_name\":null,\"tags\":[\"a\"],\"kind\":\"T\"}}");
        assertThat(shaped(
                        "protobuf\noutputSchema: schemas/v.proto",
                        WHOLE,
                        HexFormat.of().parseHex("0805")))
                .isEqualTo("{\"it\":{\"z\":5}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"avro", "protobuf", "avro\noutputSchema: none.avsc", "protobuf\noutputSchema: none.proto"})
    void aMissingSchemaIsDeadWhereItIsNeeded(String format) throws IOException {
        Path document = Files.writeString(
                folder.resolve("d.yaml"),
                Documents.of(Documents.resource("/o", "name: op\nmethod: GET\noutputRawFormat: " + format), """
                        - {path: /raw, operations: [{method: GET, name: raw, call: api.op}]}
                        - {path: /o, operations: [{method: GET, name: o, call: api.op, outputParameters: [{type: string, mapping: $.a}]}]}
                        """, ""));
        try (ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).contains("format-unusable");
            assertThat(served.rest("GET", "/raw").statusCode()).isEqualTo(200);
            assertThat(served.rest("GET", "/o").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void textIsOneString() throws IOException {
        assertThat(whole("text", "he\"y\n")).isEqualTo("\"he\\\"y\\n\"");
    }

    @Test
    void encodings() throws IOException {
        String outputs = "[{type: string, mapping: $.a}]";
        String text = "<r><a>é</a></r>";
        assertThat(shaped("xml", outputs, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("\"é\"");
        String declared = "<?xml version='1.0' encoding='ISO-8859-1'?>" + text;
        assertThat(shaped("xml", outputs, declared.getBytes(StandardCharsets.ISO_8859_1)))
                .as("the declaration wins over the charset of the Content-Type")
                .isEqualTo("\"é\"");
        upstream.answer(UpstreamAnswer.bytes(
                200, "text/csv; charset=windows-1252", "a\n€\n".getBytes(Charset.forName("windows-1252"))));
        try (ServedDocument served =
                ServedDocument.serve(document("csv", "[{type: string, mapping: '$[0].a'}]"), upstream)) {
            assertThat(served.rest("GET", "/o").body()).isEqualTo("\"€\"");
        }
        assertThat(refused("csv", new byte[] {'a', '\n', (byte) 0xFF})).contains("UTF-8");
    }

    @Test
    void encodingsOfJson() throws IOException {
        String outputs = "[{type: object, properties: {a: {type: string, mapping: $.a}}}]";
        String text = "{\"a\":\"é\"}";
        Map<String, byte[]> answers = Map.of(
                "application/json", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                "application/json; charset=utf-16", text.getBytes(StandardCharsets.UTF_16),
                "application/json; charset=\"ISO-8859-1\"", text.getBytes(StandardCharsets.ISO_8859_1),
                "application/json; charset=of-their-own", text.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
            upstream.answer(UpstreamAnswer.bytes(200, answer.getKey(), answer.getValue()));
            try (ServedDocument served = ServedDocument.serve(document("json", outputs), upstream)) {
                assertThat(served.rest("GET", "/o").body()).as(answer.getKey()).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 990})
    void aThousandLevelsAreReadAndWritten(int levels) throws IOException {
        String nested = "{\"a\":".repeat(levels) + "\"v\"" + "}".repeat(levels);
        assertThat(whole("json", nested)).isEqualTo(nested);
        assertThat(whole("xml", "<r>" + "<a>".repeat(levels) + "v" + "</a>".repeat(levels) + "</r>"))
                .isEqualTo(nested);
        assertThat(refused("json", ("[".repeat(1001) + "]".repeat(1001)).getBytes(StandardCharsets.UTF_8)))
                .contains("limit");
    }

    @Test
    void hostileAnswers() throws IOException {
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r>&b;</r>";
        assertThat(refused("xml", bomb.getBytes(StandardCharsets.UTF_8))).contains("DTD");
        assertThat(refused("xml", "<r>&nope;</r>".getBytes(StandardCharsets.UTF_8)))
                .contains("XML");
        assertThat(refused("xml", ("<a>".repeat(1100) + "</a>".repeat(1100)).getBytes(StandardCharsets.UTF_8)))
                .contains("1,000");
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a").append(i).append(": &a").append(i).append(" [");
            laughs.append(String.join(",", java.util.Collections.nCopies(10, before)))
                    .append("]\n");
        }
        assertThat(refused("yaml", laughs.toString().getBytes(StandardCharsets.UTF_8)))
                .contains("500,000");
        assertThat(refused("yaml", "a: !!java.net.URL [x]\n".getBytes(StandardCharsets.UTF_8)))
                .contains("tag");
        assertThat(refused("csv", zipped(64 << 20), "Content-Encoding", "gzip")).contains("10485760");
    }

    private static byte[] zipped(int bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            byte[] line = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(1024).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < bytes; written += line.length) {
                out.write(line);
            }
        }
        return zipped.toByteArray();
    }

    @Test
    void errorsAndWhatIsNotShapedPassUndecoded() throws IOException {
        upstream.answerNext(UpstreamAnswer.text(404, "application/xml", "<broken"));
        try (ServedDocument served = ServedDocument.serve(document("xml", WHOLE), upstream)) {
            HttpResponse<String> error = served.rest("GET", "/o");
            assertThat(error.statusCode()).isEqualTo(404);
            assertThat(error.body()).isEqualTo("<broken");
            assertThat(error.headers().firstValue("Content-Type")).contains("application/xml");
        }
        upstream.answer(UpstreamAnswer.text(200, "text/csv", "a\n\"broken"));
        String identity = Documents.of(
                Documents.resource("/o", "name: op\nmethod: GET\noutputRawFormat: csv"),
                "- {path: /o, operations: [{method: GET, name: o, call: api.op}]}",
                "- {name: t, description: d, call: api.op}");
        try (ServedDocument served = ServedDocument.serve(identity, upstream)) {
            HttpResponse<String> response = served.rest("GET", "/o");
            assertThat(response.body()).isEqualTo("a\n\"broken");
            assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
            assertThat(served.call("t", Map.of())
                            .path("content")
                            .path(0)
                            .path("text")
                            .asString())
                    .isEqualTo("a\n\"broken");
        }
    }

    /** R1: outputs of the operation are laid over each row, or speak of all rows. */
    @Test
    void overlaysOfRows() throws IOException {
        String rows =
                "csv\noutputParameters: [{name: full, type: string, value: '{{$.id}}'}, {name: b, type: string, value: $.none}]";
        assertThat(whole(rows, "id,b\n7,8\n")).isEqualTo("[{\"id\":\"7\",\"b\":\"8\",\"full\":\"7\"}]");
        String columns =
                "csv\noutputParameters: [{name: ids, type: array, value: '$[*].id'}, {name: n, type: number, value: $.length()}]";
        assertThat(whole(columns, "id,b\n7,8\n9,1\n")).isEqualTo("{\"ids\":[\"7\",\"9\"],\"n\":2}");
    }
}
