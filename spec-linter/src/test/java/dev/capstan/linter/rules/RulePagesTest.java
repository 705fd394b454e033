package dev.capstan.linter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.linter.DocumentLinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples on the pages are the fixtures: what is shown as wrong is found, what is shown as right is not. */
class RulePagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)## (Wrong|Right)\\n\\n```yaml\\n(.*?)```");

    @TestFactory
    List<DynamicTest> examplesShowWhatTheySay() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String rule : RulePages.rules()) {
            tests.add(DynamicTest.dynamicTest(rule, () -> check(rule)));
        }
        assertThat(tests).hasSizeGreaterThan(RuleSet.all().rules().size());
        return tests;
    }

    private static void check(String rule) {
        String page = RulePages.of(rule);
        assertThat(page).startsWith("# " + rule + "\n");
        boolean strict = page.contains("--strict`)");
        Matcher examples = EXAMPLE.matcher(page);
        int found = 0;
        while (examples.find()) {
            List<Diagnostic> diagnostics = lint(examples.group(2), strict);
            boolean wrong = examples.group(1).equals("Wrong");
            assertThat(diagnostics)
                    .as(examples.group())
                    .filteredOn(d -> d.rule().equals(rule))
                    .hasSize(wrong ? 1 : 0);
            assertThat(diagnostics)
                    .as("other errors of %s", examples.group())
                    .filteredOn(d -> d.isError()
                            && !d.rule().equals(rule)
                            && !d.rule().endsWith("-not-served")
                            && !Set.of("script-unusable", "authentication-over-stdio")
                                    .contains(d.rule()))
                    .isEmpty();
            assertThat(RulePages.rules())
                    .containsAll(diagnostics.stream().map(Diagnostic::rule).toList());
            found++;
        }
        assertThat(found).as("examples").isIn(0, 2);
        if (found == 0) {
            assertThat(page).contains("## Where it occurs");
        }
    }

    @Test
    void everyRuleHasAPage() {
        Set<String> ids = new HashSet<>();
        for (Rule rule : RuleSet.all().rules()) {
            assertThat(ids.add(rule.id())).as("%s is there once", rule.id()).isTrue();
            assertThat(RulePages.of(rule.id()))
                    .contains("**Severity:** " + rule.severity().name().toLowerCase());
        }
        assertThat(RulePages.rules()).containsAll(ids).doesNotHaveDuplicates();
    }

    @Test
    void thereIsNoPageForWhatIsNoRule() {
        assertThat(RulePages.of("no-such-rule")).isNull();
        assertThat(RulePages.of("../package-info")).isNull();
    }

    private static List<Diagnostic> lint(String document, boolean strict) {
        return new DocumentLinter(RuleSet.all(), RuleSettings.DEFAULT.withStrict(strict), LinkOptions.DEFAULT)
                .lint(document, Path.of("example.yaml"), "example.yaml")
                .diagnostics();
    }
}
