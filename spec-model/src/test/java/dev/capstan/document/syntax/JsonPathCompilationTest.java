package dev.capstan.document.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts compile as JSONPaths, and what is said of the others. */
class JsonPathCompilationTest {
    @ParameterizedTest
    @ValueSource(strings = {"$.a[", "$..[", "$.a[0", "$['a", "$[?(@.a == 'b')", "$.a[?(@.b", "a.b", "$[?(@.a ==)"})
    void whatIsNoPathIsToldInWordsForItsAuthor(String text) {
        JsonPathExpression.InvalidJsonPath invalid =
                catchThrowableOfType(JsonPathExpression.InvalidJsonPath.class, () -> JsonPathExpression.compile(text));
        assertThat(invalid).isNotNull();
        assertThat(invalid.reason()).doesNotContain("Exception").doesNotContain("java.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$.",
                "$.a.b[0]",
                "$['a]b']",
                "$[?(@.a == '(')]",
                "$..a",
                "$.a[?(@.b =~ /x[(]/)].c",
                "$.a[*].length()",
                "$[\"it's\"]",
                "{{$.a}}"
            })
    void pathsCompile(String text) {
        assertThatCode(() -> JsonPathExpression.compile(text)).doesNotThrowAnyException();
    }
}
