package dev.capstan.samples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.linter.DocumentLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lint finds no error in loads whole, given variables and base URIs; what does not load whole, lint finds an error
 * in. Sample documents are spoilt in many places, one at a time.
 */
class LintAgreesWithLoadingTest {
    private static final int EVERY = 4;
    private static final List<String> VALUES = List.of("nonsense", "[]", "7", "{}", "", "$.x[", "rest.{{x}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "koyeb-instances.yaml",
                "koyeb-provisioning.yaml",
                "qovery-job-main-calls.yaml",
                "find-books.yaml",
                "koyeb-context.yaml"
            })
    void lintAndLoadingAgree(String file) throws IOException {
        String yaml = Files.readString(Path.of(file));
        assertThat(loadsWhole(yaml)).isTrue();
        List<String> disagreements = new ArrayList<>();
        List<String> spoilt = spoilt(yaml);
        int whole = 0;
        for (String document : spoilt) {
            List<Diagnostic> errors =
                    DocumentLinter.lenient().lint(document, Path.of(file), file).diagnostics().stream()
                            .filter(Diagnostic::isError)
                            .toList();
            boolean loads = loadsWhole(document);
            whole += loads ? 1 : 0;
            if (errors.isEmpty() != loads) {
                disagreements.add(
                        difference(yaml, document) + (loads ? " loads, but lint says " + errors : " does not load"));
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(whole).as("some mistakes are harmless, and some are not").isBetween(1, spoilt.size() - 1);
    }

    private static boolean loadsWhole(String yaml) {
        try (Engine engine = Engine.builder()
                .document("spoilt.yaml", yaml)
                .placeholderVariables(true)
                .baseUriForAll("http://localhost:1")
                .allOrNothing(true)
                .build()) {
            return engine.documents().stream().allMatch(DocumentStatus::serving);
        } catch (DocumentException refused) {
            return false;
        }
    }

    private static List<String> spoilt(String yaml) {
        List<YamlScalar> scalars = new ArrayList<>();
        YamlNode root =
                new YamlReader(YamlLimits.DEFAULT).read(yaml, "valid.yaml").root();
        collect(root, scalars);
        List<String> spoilt = new ArrayList<>();
        for (int i = 0; i < scalars.size(); i += EVERY) {
            YamlScalar scalar = scalars.get(i);
            SourceRange range = scalar.range();
            if (range.line() == range.endLine()) {
                boolean key = scalar.parent() instanceof YamlMapping mapping
                        && mapping.get(scalar.text()) != scalar
                        && mapping.entry(scalar.text()) != null
                        && mapping.entry(scalar.text()).key() == scalar;
                String instead = key ? scalar.text() + "x" : VALUES.get(i / EVERY % VALUES.size());
                spoilt.add(replaced(yaml, range, instead));
            }
        }
        return spoilt;
    }

    private static void collect(YamlNode node, List<YamlScalar> scalars) {
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                scalars.add(entry.key());
                collect(entry.value(), scalars);
            }
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> collect(item, scalars));
        } else {
            scalars.add((YamlScalar) node);
        }
    }

    private static String replaced(String yaml, SourceRange range, String instead) {
        String[] lines = yaml.split("\n", -1);
        String line = lines[range.line() - 1];
        lines[range.line() - 1] = line.substring(0, line.offsetByCodePoints(0, range.column() - 1))
                + instead
                + line.substring(line.offsetByCodePoints(0, range.endColumn() - 1));
        return String.join("\n", lines);
    }

    private static String difference(String yaml, String spoilt) {
        String[] before = yaml.split("\n", -1);
        String[] after = spoilt.split("\n", -1);
        for (int i = 0; i < before.length; i++) {
            if (!before[i].equals(after[i])) {
                return "line " + (i + 1) + ": " + after[i].strip();
            }
        }
        return "nothing";
    }
}
