package dev.capstan.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small documents with their verdicts, one for each branch of each union; and the agreement of the evaluator with a
 * general JSON Schema validator on the same schemas.
 */
class SchemaVerdictsTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String STRICT_TEXT = TestDocuments.resource("naftiko-1.0.0-alpha2-strict.schema.json");
    private static final String CATALOGUE_TEXT = TestDocuments.resource("naftiko-1.0.0-alpha2-catalogue.schema.json");
    private static final Schema STRICT = REGISTRY.getSchema(STRICT_TEXT);
    private static final Schema CATALOGUE = REGISTRY.getSchema(CATALOGUE_TEXT);

    private record Case(String name, boolean strict, boolean catalogue, String document) {}

    @TestFactory
    List<DynamicTest> everyVerdictIsTheOneWritten() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case example : cases()) {
            tests.add(DynamicTest.dynamicTest(example.name(), () -> check(example)));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void check(Case example) {
        YamlNode root = read(example.document());
        assertThat(DocumentValidator.strict().schema(root))
                .as("strict")
                .matches(found -> found.isEmpty() == example.strict());
        assertThat(DocumentValidator.catalogue().schema(root).stream().noneMatch(Diagnostic::isError))
                .as("catalogue: %s", DocumentValidator.catalogue().schema(root))
                .isEqualTo(example.catalogue());
        assertThat(STRICT.validate(root.toJson()).isEmpty()).as("the referee").isEqualTo(example.strict());
    }

    @TestFactory
    List<DynamicTest> theEvaluatorAgreesWithAGeneralValidatorOnEveryMistake() {
        List<DynamicTest> tests = new ArrayList<>();
        for (SingleMistakesTest.Mistake mistake : SingleMistakesTest.mistakes()) {
            tests.add(DynamicTest.dynamicTest(mistake.rule() + ": " + mistake.after(), () -> {
                YamlNode root = read(mistake.document());
                assertThat(STRICT.validate(root.toJson())).isNotEmpty();
                boolean valid = CATALOGUE.validate(root.toJson()).isEmpty();
                // What the catalogue's schema merely recommends is no matter of its verdict.
                boolean quiet = DocumentValidator.catalogue().schema(root).stream()
                        .allMatch(found -> found.rule().equals("schema-missing-key") && !found.isError());
                assertThat(valid).isEqualTo(quiet);
            }));
        }
        return tests;
    }

    @Test
    void bothSchemasAreSchemas() {
        Schema dialect = REGISTRY.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        JsonMapper mapper = JsonMapper.builder().build();
        assertThat(dialect.validate(mapper.readTree(STRICT_TEXT))).isEmpty();
        assertThat(dialect.validate(mapper.readTree(CATALOGUE_TEXT))).isEmpty();
    }

    @Test
    void everyMemberIsDescribedForEditors() {
        for (String text : List.of(STRICT_TEXT, CATALOGUE_TEXT)) {
            JsonNode schema = JsonMapper.builder().build().readTree(text);
            List<String> bare = new ArrayList<>();
            undescribed(schema, schema, "", bare);
            assertThat(bare).isEmpty();
        }
    }

    /** Closed objects declare members; what a condition says of one needs no words of its own. */
    private static void undescribed(JsonNode root, JsonNode schema, String where, List<String> bare) {
        for (var keyword : schema.properties()) {
            String at = where + "/" + keyword.getKey();
            if (keyword.getKey().equals("properties") || keyword.getKey().equals("$defs")) {
                boolean declares = keyword.getKey().equals("properties") && schema.has("additionalProperties");
                for (var member : keyword.getValue().properties()) {
                    if (declares && !described(root, member.getValue())) {
                        bare.add(at + "/" + member.getKey());
                    }
                    undescribed(root, member.getValue(), at + "/" + member.getKey(), bare);
                }
            } else {
                undescribed(root, keyword.getValue(), at, bare);
            }
        }
        if (schema.isArray()) {
            for (JsonNode item : schema) {
                undescribed(root, item, where + "/-", bare);
            }
        }
    }

    private static boolean described(JsonNode root, JsonNode member) {
        return member.has("description")
                || member.has("$ref")
                        && root.at(member.get("$ref").asString().substring(1)).has("description");
    }

    /** Cases are separated by lines {@code --- name | strict verdict | catalogue verdict}. */
    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String part : TestDocuments.resource("verdicts.txt").split("(?m)^--- ")) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            int end = part.indexOf('\n');
            String[] head = part.substring(0, end).split("\\|");
            assertThat(head).as(part).hasSize(3);
            String body = part.substring(end + 1);
            cases.add(new Case(head[0].trim(), verdict(head[1]), verdict(head[2]), framed(body)));
        }
        return cases;
    }

    private static boolean verdict(String word) {
        assertThat(word.trim()).isIn("yes", "no");
        return word.trim().equals("yes");
    }

    /** Most cases are about one object; the frame around it is the same. */
    private static String framed(String body) {
        int line = body.indexOf('\n');
        String first = body.substring(0, line);
        if (!first.startsWith("%")) {
            return body;
        }
        String rest = body.substring(line + 1);
        String frame = TestDocuments.resource("frame-" + first.substring(1).trim() + ".yaml");
        int hole = frame.indexOf("HOLE");
        String indent = frame.substring(frame.lastIndexOf('\n', hole) + 1, hole);
        return frame.replace("HOLE", rest.stripTrailing().replace("\n", "\n" + " ".repeat(indent.length())));
    }

    private static YamlNode read(String document) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(document, "case.yaml");
        assertThat(reading.diagnostics()).as(document).isEmpty();
        return reading.root();
    }
}
