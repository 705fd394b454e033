package dev.capstan.endtoend.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of type xml, text and sparql, over REST and MCP (B1). */
class XmlBodiesTest {
    private static final String HOSTILE = "\"q' &amp; </name><evil a=\"1\"/><!-- ]]> é€";

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    /** What both surfaces send for these arguments; the same. */
    private RecordedRequest sent(String type, String data, String arguments) {
        String yaml = Documents.of(
                        Documents.resource(
                                "/o",
                                "name: op\nmethod: POST\nbody:\n  type: " + type + "\n  data: '"
                                        + data.replace("'", "''") + "'"),
                        "- path: /o\n  operations: [{method: POST, name: o, call: api.op}]",
                        "- {name: t, description: d, call: api.op}")
                .replace("capability:\n", "binds: [{namespace: b, keys: {V: V}}]\ncapability:\n");
        List<RecordedRequest> both = new ArrayList<>();
        try (ServedDocument served = ServedDocument.serve(yaml, upstream, builder -> builder.bind("V", "<v>&\"'"))) {
            assertThat(served.restJson("POST", "/o", arguments).statusCode()).isEqualTo(200);
            both.add(upstream.take());
            assertThat(served.call("t", arguments).path("isError").asBoolean(false))
                    .isFalse();
            both.add(upstream.take());
        }
        assertThat(both.get(1).text()).isEqualTo(both.get(0).text());
        return both.get(0);
    }

    private static Element parsed(RecordedRequest request) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(request.body()))
                .getDocumentElement();
    }

    private static String arguments(String name, Object value) {
        return JsonMapper.shared().writeValueAsString(java.util.Map.of(name, value));
    }

    @Test
    void noValueAddsMarkup() throws Exception {
        RecordedRequest seen = sent("xml", "<r a=\"{{a}}\" b='{{a}}'><name>{{a}}</name></r>", arguments("a", HOSTILE));
        assertThat(seen.header("Content-Type")).startsWith("application/xml");
        Element root = parsed(seen);
        assertThat(root.getAttribute("a")).isEqualTo(HOSTILE);
        assertThat(root.getAttribute("b")).isEqualTo(HOSTILE);
        assertThat(root.getChildNodes().getLength()).isEqualTo(1);
        assertThat(root.getTextContent()).isEqualTo(HOSTILE);
    }

    @Test
    void theFiveCharactersAreEscapedEverywhere() {
        assertThat(sent("xml", "<r a=\"{{a}}\">{{a}} {{V}}</r>", arguments("a", "&<>\"'"))
                        .text())
                .isEqualTo(
                        "<r a=\"&amp;&lt;&gt;&quot;&apos;\">&amp;&lt;&gt;&quot;&apos; &lt;v&gt;&amp;&quot;&apos;</r>");
        assertThat(sent("xml", "<![CDATA[{{a}}]]>", arguments("a", "]]><x/>")).text())
                .isEqualTo("<![CDATA[]]&gt;&lt;x/&gt;]]>");
        assertThat(sent("xml", "{{a}}", arguments("a", "<x/>")).text()).isEqualTo("&lt;x/&gt;");
    }

    @Test
    void numbersObjectsAndAbsentValuesInXml() {
        assertThat(sent("xml", "<r>{{n}}|{{t}}|{{o}}|{{none}}</r>", "{\"n\":1.50,\"t\":true,\"o\":{\"a\":[\"<\"]}}")
                        .text())
                .isEqualTo("<r>1.50|true|{&quot;a&quot;:[&quot;&lt;&quot;]}|</r>");
    }

    @Test
    void textAndSparqlTakeValuesAsTheyAre() {
        RecordedRequest text = sent("text", "A={{a}}|{{V}}|{{none}}|{{n}}", "{\"a\":\"<&>\\n\",\"n\":[1,\"x\"]}");
        assertThat(text.text()).isEqualTo("A=<&>\n|<v>&\"'||[1,\"x\"]");
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        RecordedRequest sparql = sent("sparql", "SELECT * { ?s ?p \"{{a}}\" } LIMIT {{n}}", "{\"a\":\"<&>\",\"n\":5}");
        assertThat(sparql.text()).isEqualTo("SELECT * { ?s ?p \"<&>\" } LIMIT 5");
        assertThat(sparql.header("Content-Type")).startsWith("application/sparql-query");
    }

    @Test
    void aDeclaredContentTypeBeatsTheDefault() {
        String yaml = Documents.route(
                "/o",
                "name: op\nmethod: POST\ninputParameters: [{name: Content-Type, in: header, value: text/xml; charset=utf-8}]\n"
                        + "body: {type: xml, data: '<r>{{a}}</r>'}",
                "/o",
                "method: POST\nname: o\ncall: api.op");
        try (ServedDocument served = ServedDocument.serve(yaml, upstream)) {
            served.restJson("POST", "/o", "{\"a\":\"x\"}");
            assertThat(upstream.take().headers("Content-Type")).containsExactly("text/xml; charset=utf-8");
        }
    }
}
