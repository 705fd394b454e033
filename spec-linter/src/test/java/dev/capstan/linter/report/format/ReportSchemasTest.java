package dev.capstan.linter.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports are valid by what their formats' schemas ask of the parts that are used; nothing else may occur. */
class ReportSchemasTest {
    @ParameterizedTest
    @ValueSource(strings = {"sarif", "gitlab", "json"})
    void jsonIsValid(String format) throws IOException {
        try (InputStream in = ReportSchemasTest.class.getResourceAsStream(format + ".schema.json")) {
            JsonNode source = JsonMapper.shared().readTree(in);
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(source);
            assertThat(schema.validate(JsonMapper.shared().readTree(Reporting.written(format, false))))
                    .isEmpty();
            assertThat(schema.validate(JsonMapper.shared().readTree(Reporting.empty(format))))
                    .isEmpty();
            assertThat(schema.validate(JsonMapper.shared().readTree("{}"))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit", "checkstyle"})
    void xmlIsValid(String format) throws SAXException {
        javax.xml.validation.Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportSchemasTest.class.getResource(format + ".xsd"));
        assertThatCode(() -> validate(schema, Reporting.written(format, false))).doesNotThrowAnyException();
        assertThatCode(() -> validate(schema, Reporting.empty(format))).doesNotThrowAnyException();
        assertThatThrownBy(() -> validate(schema, "<other/>")).isInstanceOf(SAXException.class);
    }

    private static void validate(javax.xml.validation.Schema schema, String xml) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }
}
