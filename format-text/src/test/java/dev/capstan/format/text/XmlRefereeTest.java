package dev.capstan.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.Unpooled;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JDK's parser judges ours: over made and spoilt documents, both take the same ones, and read the same from them. */
class XmlRefereeTest {
    private static final int DOCUMENTS = 6_000;
    private static final String SPOILERS = "<>&;'\"/=!?-[]: \nab#x1\u0001";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final XMLInputFactory referee = XMLInputFactory.newDefaultFactory();
    private final PayloadDecoder ours =
            new XmlFormat().decoder(new PayloadFormatContext(null, List.of(), PayloadLimits.DEFAULT));
    private final Random random = new Random(42);

    @Test
    void bothReadTheSame() {
        referee.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        referee.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        referee.setProperty(XMLInputFactory.IS_COALESCING, true);
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            StringBuilder made = new StringBuilder(random.nextInt(5) == 0 ? "<?xml version='1.0'?>\n" : "");
            element(made, 0);
            String xml = random.nextInt(3) == 0 ? made.toString() : spoilt(made);
            JsonNode expected = refereed(xml);
            JsonNode actual = null;
            String reason = "";
            try {
                actual = ours.decode(Unpooled.wrappedBuffer(xml.getBytes(StandardCharsets.UTF_8)), null)
                        .value();
            } catch (PayloadException e) {
                reason = e.getMessage();
            }
            if (reason.contains("one prefix") || reason.contains("DTD")) {
                continue;
            }
            assertThat(actual).as("%s (%s)", xml, reason).isEqualTo(expected);
            if (actual == null) {
                refused++;
            } else {
                taken++;
            }
        }
        assertThat(taken).isGreaterThan(DOCUMENTS / 5);
        assertThat(refused).isGreaterThan(DOCUMENTS / 5);
    }

    private void element(StringBuilder xml, int depth) {
        String name = pick("a", "b", "x:c", "value", "é-1");
        xml.append('<').append(name);
        Set<String> attributes = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String attribute = pick("a", "b", "value", "x:a", "xmlns", "xmlns:x");
            if (attributes.add(attribute)) {
                xml.append(pick(" ", "\n", "\t "))
                        .append(attribute)
                        .append(pick("=", " = "))
                        .append('"');
                xml.append(pick("", "1", "a'b", "&lt;&#65;&amp;", "x\ny", "ü\t"))
                        .append('"');
            }
        }
        if (random.nextInt(4) == 0) {
            xml.append(pick("/>", " />"));
            return;
        }
        xml.append('>');
        for (int i = random.nextInt(4); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> xml.append(pick("<!-- x - y -->", "<?p q?>", "<?p?>", "<!---->"));
                case 1 -> xml.append(pick("<![CDATA[]]>", "<![CDATA[<a> & ]] ]]>", "<![CDATA[ x\r\ny ]]>"));
                case 2 -> xml.append(pick(" ", "\n  ", "text", " é ü ", "&gt;&#x1F600;", "\r\n", "]]", "\r"));
                default -> {
                    if (depth < 4) {
                        element(xml, depth + 1);
                    }
                }
            }
        }
        xml.append("</").append(name).append(pick("", "", " ")).append('>');
    }

    private String spoilt(StringBuilder xml) {
        for (int i = 1 + random.nextInt(2); i > 0 && xml.length() > 1; i--) {
            int at = random.nextInt(xml.length());
            switch (random.nextInt(3)) {
                case 0 -> xml.deleteCharAt(at);
                case 1 -> xml.setCharAt(at, SPOILERS.charAt(random.nextInt(SPOILERS.length())));
                default ->
                    xml.insert(at, pick("<", ">", "&", "]]>", "<!--", "-->", "<?", "?>", "<b>", "</b>", "=", " "));
            }
        }
        return xml.toString();
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** What the JDK reads; null when it refuses. */
    private JsonNode refereed(String xml) {
        try {
            XMLStreamReader reader = referee.createXMLStreamReader(new StringReader(xml));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    return null;
                }
            }
            JsonNode value = value(reader);
            while (reader.hasNext()) {
                reader.next();
            }
            return value;
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private JsonNode value(XMLStreamReader reader) throws XMLStreamException {
        ObjectNode attributes = NODES.objectNode();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            if (!name.equals("xmlns") && !name.startsWith("xmlns:") && !"xmlns".equals(reader.getAttributePrefix(i))) {
                attributes.putIfAbsent(local(name), NODES.stringNode(reader.getAttributeValue(i)));
            }
        }
        ObjectNode children = NODES.objectNode();
        StringBuilder text = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = local(reader.getLocalName());
                    JsonNode known = children.get(name);
                    JsonNode child = value(reader);
                    children.set(name, known == null ? child : listed(known).add(child));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> {}
            }
        }
        if (attributes.isEmpty() && children.isEmpty()) {
            return NODES.stringNode(text.toString());
        }
        ObjectNode all = attributes.deepCopy();
        all.setAll(children);
        String content =
                children.isEmpty() ? text.toString() : text.toString().replaceAll("^[ \n\r\t]+|[ \n\r\t]+$", "");
        if (!content.isEmpty()) {
            all.put(all.has("value") ? "" : "value", content);
        }
        return all;
    }

    private static ArrayNode listed(JsonNode known) {
        return known instanceof ArrayNode array ? array : NODES.arrayNode().add(known);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
