package dev.capstan.benchmarks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.DocumentLinter;
import dev.capstan.linter.LintResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedDocumentTest {
    @Test
    void isADocumentWithNoOtherErrorThanCallsOfNothing() {
        LintResult result = DocumentLinter.lenient()
                .lint(GeneratedDocument.of(1, 200), Path.of("generated.yaml"), "generated.yaml");

        assertThat(result.linked()).isNotNull();
        List<String> errors = result.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::rule)
                .distinct()
                .toList();
        assertThat(errors).containsExactly("call-unknown");
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(GeneratedDocument.of(5, 20))
                .isEqualTo(GeneratedDocument.of(5, 20))
                .isNotEqualTo(GeneratedDocument.of(6, 20));
    }
}
