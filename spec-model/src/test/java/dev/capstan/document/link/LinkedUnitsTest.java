package dev.capstan.document.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.reader.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What units of a document mean, from {@code linked-units.txt}: behind a title a piece of the document, either operations of a REST
 * resource {@code /u/{id}} or tools, and behind an arrow the units that it is linked to. All call the one API of the file's beginning.
 */
class LinkedUnitsTest {
    record Case(String title, String fragment, String expected) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static String table() throws IOException {
        try (InputStream file = LinkedUnitsTest.class.getResourceAsStream("linked-units.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String[] sections = table().split("(?m)^# ");
        for (int i = 2; i < sections.length; i++) {
            String[] parts = sections[i].split("(?m)^=>\n", 2);
            int end = parts[0].indexOf('\n');
            cases.add(new Case(parts[0].substring(0, end), parts[0].substring(end + 1), parts[1].strip()));
        }
        return cases;
    }

    private static String api() throws IOException {
        String section = table().split("(?m)^# ")[1];
        return section.substring(section.indexOf('\n') + 1).strip();
    }

    private static String document(String fragment) throws IOException {
        boolean isTools = !fragment.contains("method:");
        return "naftiko: 1.0.0-alpha2\nbinds:\n- namespace: env\n  keys: {FLAG: FLAG}\ncapability:\n  consumes:\n"
                + "  - type: http\n    namespace: api\n    baseUri: http://api.example\n    resources:\n"
                + api().indent(4) + "  exposes:\n"
                + (isTools
                        ? "  - type: mcp\n    namespace: agent\n    tools:\n"
                                + fragment.strip().indent(4)
                        : "  - type: rest\n    namespace: web\n    port: 8080\n    resources:\n    - path: /u/{id}\n      operations:\n"
                                + fragment.strip().indent(6));
    }

    private static LinkedDocument link(String yaml) {
        YamlMapping root = (YamlMapping)
                new YamlReader(YamlLimits.DEFAULT).read(yaml, "test.yaml").root();
        return Linker.link(
                DocumentReader.read(root),
                wanted -> {
                    throw new AssertionError("nothing is imported here");
                },
                LinkOptions.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void means(Case one) throws IOException {
        List<LinkedUnit> units = link(document(one.fragment)).adapters().get(0).units();

        assertThat(units.stream().map(LinkedUnitPrinter::print).collect(Collectors.joining("\n")))
                .isEqualTo(one.expected);
    }
}
