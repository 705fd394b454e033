package dev.capstan.format.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.testkit.PayloadFormatContract;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownFormatTest extends PayloadFormatContract {
    @Override
    protected PayloadFormat format() {
        return new MarkdownFormat();
    }

    @Override
    protected String name() {
        return "markdown";
    }

    @Override
    protected byte[] sample() {
        return """
                ---
                title: Söl
                tags: [a, b]
                ---
                # The *fleet*

                All [vessels](http://x) of `us`.
                Two lines.

                ## Features

                | Feature | **Status** |
                |---------|:------:|
                | `XML`   | done   |
                | a \\| b | |

                - one
                - two
                """.getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return """
                {"frontMatter": {"title": "Söl", "tags": ["a", "b"]},
                 "tables": [[{"Feature": "XML", "Status": "done"}, {"Feature": "a | b", "Status": ""}]],
                 "sections": [
                   {"heading": "The fleet", "level": 1, "content": "All vessels of us.\\nTwo lines."},
                   {"heading": "Features", "level": 2, "content": "one\\ntwo"}]}""";
    }

    @Override
    protected List<byte[]> malformed() {
        return List.of(
                "---\na: [\n---\n".getBytes(UTF_8), "---\na: &b [*b]\n---\n".getBytes(UTF_8), new byte[] {(byte) 0x80});
    }

    @Override
    protected byte[] values(int count) {
        return ("|a|\n|-|\n" + "|b|\n".repeat(count / 2 - 4)).getBytes(UTF_8);
    }

    @Override
    protected byte[] nested(int levels) {
        // The front matter is inside one object.
        return ("---\n" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "\n---\n").getBytes(UTF_8);
    }

    static List<Arguments> sections() {
        return List.of(
                Arguments.of("Title\n=====\n\ntext\n\nOther\n-----\n", "Title/1/text;Other/2/"),
                Arguments.of("before\n\n# a\n", "a/1/"),
                Arguments.of("###### a #\n\nb\n\nc\n", "a/6/b\n\nc"),
                Arguments.of("# a **b** `c` [d](e) ![f](g) <i>h</i>\n", "a b c d f h/1/"),
                Arguments.of("# a\n\n*b* __c__ <http://d> &amp; \\*\n", "a/1/b c http://d & *"),
                Arguments.of("# a\nb  \nc\\\nd\n", "a/1/b\nc\nd"),
                Arguments.of("# a\n\n```java\nint x;\n```\n\n    y\n", "a/1/int x;\n\ny"),
                Arguments.of("# a\n\n> b\n> # c\n\n# d\n", "a/1/b\n\nc;d/1/"),
                Arguments.of("# a\n\n1. b\n2. c\n   - d\n\n     e\n\nf\n", "a/1/b\nc\nd\n\ne\n\nf"),
                Arguments.of("# a\n\n- b\n\n- c\n", "a/1/b\n\nc"),
                Arguments.of("# a\n\n|x|\n|-|\n|y|\n\nb\n", "a/1/b"),
                Arguments.of("# a\n\n<p>b</p>\n", "a/1/<p>b</p>"),
                Arguments.of("# a\n\n---\n\nb\n", "a/1/b"),
                Arguments.of("#a\n", ""),
                Arguments.of("# \n\nb", "/1/b"));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void becomesSections(String markdown, String sections) throws PayloadException {
        StringBuilder found = new StringBuilder();
        decode(markdown, null)
                .get("sections")
                .forEach(section -> found.append(found.isEmpty() ? "" : ";")
                        .append(section.get("heading").asString())
                        .append('/')
                        .append(section.get("level").asInt())
                        .append('/')
                        .append(section.get("content").asString()));
        assertThat(found).hasToString(sections);
    }

    static List<Arguments> tables() {
        return List.of(
                Arguments.of("no table\n", "[]"),
                Arguments.of("a | b\n--|--\n1 | 2\n", "[[{'a':'1','b':'2'}]]"),
                Arguments.of("|a|b|\n|-|-|\n|1|\n|1|2|3|\n", "[[{'a':'1','b':''},{'a':'1','b':'2'}]]"),
                Arguments.of("|a|a|\n|-|-|\n|1|2|\n", "[[{'a':'1','a_2':'2'}]]"),
                Arguments.of("|a|\n|-|\n", "[[]]"),
                Arguments.of("|a|\n|-|\n|1|\n\n|b|\n|-|\n|2|\n", "[[{'a':'1'}],[{'b':'2'}]]"),
                Arguments.of("> |a|\n> |-|\n> |1|\n\n- |b|\n  |-|\n  |2|\n", "[[{'a':'1'}],[{'b':'2'}]]"),
                Arguments.of("|*a* `b`|\n|-|\n|[x](y) <br> &lt;|\n", "[[{'a b':'x  <'}]]"),
                Arguments.of("|a|\n", "[]"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void becomesTables(String markdown, String tables) throws PayloadException {
        assertThat(decode(markdown, null).get("tables")).hasToString(tables.replace('\'', '"'));
        assertThat(decode(markdown, "no such heading").get("tables")).hasToString(tables.replace('\'', '"'));
    }

    static List<Arguments> frontMatter() {
        return List.of(
                Arguments.of("---\na: 1\n---\n# b\n", "{'a':1}"),
                Arguments.of("---  \r\na: 1\r\n---\t\r\n# b\r\n", "{'a':1}"),
                Arguments.of("---\n---\n# b\n", "{}"),
                Arguments.of("---\n# only a comment\n---\n# b\n", "{}"),
                Arguments.of("---\n- 1\n---\n# b\n", "[1]"),
                Arguments.of("---\na: 1\n---", "{'a':1}"),
                Arguments.of("\n---\na: 1\n---\n# b\n", "{}"),
                Arguments.of("# b\n---\na: 1\n---\n", "{}"),
                Arguments.of("---\na: 1\n", "{}"),
                Arguments.of("----\na: 1\n----\n", "{}"),
                Arguments.of("\uFEFF---\na: 1\n---\n", "{'a':1}"));
    }

    @ParameterizedTest
    @MethodSource("frontMatter")
    void becomesFrontMatter(String markdown, String json) throws PayloadException {
        assertThat(decode(markdown, null).get("frontMatter")).hasToString(json.replace('\'', '"'));
    }

    @Test
    void theSchemaIsWhatHeadingsBeginWith() throws PayloadException {
        String markdown = "# Feature list\n\na\n\n## Features\n\nb\n\n# Other features\n\nc\n";
        assertThat(decode(markdown, "Feature").get("sections").values())
                .extracting(section -> section.get("content").asString())
                .containsExactly("a", "b");
        assertThat(decode(markdown, "Features").get("sections")).hasSize(1);
        assertThat(decode(markdown, "feature").get("sections")).isEmpty();
    }

    @Test
    void textThatNestsTooDeepIsReadAsText() throws PayloadException {
        assertThat(decode("# a\n\n" + ">".repeat(100_000) + " b\n", null).get("sections"))
                .hasSize(1);
        assertThat(decode("# a\n\n" + "*a ".repeat(50_000) + "b*".repeat(50_000), null)
                        .get("sections"))
                .hasSize(1);
        assertThat(decode("# a\n\n" + "[".repeat(50_000) + "b" + "](c)".repeat(50_000), null)
                        .get("sections"))
                .hasSize(1);
    }

    @Test
    void moreMarkupThanValuesAreAllowedIsRefused() {
        assertThat(refusal("*".repeat(500_001))).isEqualTo("holds more than 500,000 values");
    }

    private static tools.jackson.databind.JsonNode decode(String markdown, String schema) throws PayloadException {
        return new MarkdownFormat()
                .decoder(new PayloadFormatContext(schema, List.of(), PayloadLimits.DEFAULT))
                .decode(Unpooled.wrappedBuffer(markdown.getBytes(UTF_8)), null)
                .value();
    }
}
