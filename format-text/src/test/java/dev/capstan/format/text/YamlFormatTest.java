package dev.capstan.format.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.testkit.PayloadFormatContract;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlFormatTest extends PayloadFormatContract {
    @Override
    protected PayloadFormat format() {
        return new YamlFormat();
    }

    @Override
    protected String name() {
        return "yaml";
    }

    @Override
    protected byte[] sample() {
        return """
                %YAML 1.2
                ---
                vessels: # all
                - &a {imo: 1, name: "Söl \\u0041", tags: [x, 'y''z']}
                - *a
                note: |
                  two
                  lines
                empty:
                """.getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return """
                {"vessels": [{"imo": 1, "name": "Söl A", "tags": ["x", "y'z"]}, {"imo": 1, "name": "Söl A", "tags": ["x", "y'z"]}],
                 "note": "two\\nlines\\n", "empty": null}""";
    }

    @Override
    protected List<byte[]> malformed() {
        return Stream.of("a: [", "a: b: c", "\"", "@x", "a: *b", "{a: 1", "a:\n\t- b", "!!x y")
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    @Override
    protected byte[] values(int count) {
        return "- 1\n".repeat(count).getBytes(UTF_8);
    }

    @Override
    protected byte[] nested(int levels) {
        return ("[".repeat(levels) + "]".repeat(levels)).getBytes(UTF_8);
    }

    static List<Arguments> values() {
        return List.of(
                Arguments.of("a: 1", "{'a':1}"),
                Arguments.of("users:\n- id: 1\n  name: x\n", "{'users':[{'id':1,'name':'x'}]}"),
                // The core schema.
                Arguments.of("[~, null, Null, NULL, '', \"~\"]", "[null,null,null,null,'','~']"),
                Arguments.of("[true, True, FALSE, yes, no, on, y]", "[true,true,false,'yes','no','on','y']"),
                Arguments.of("[1, +1, -1, 0o17, 0x1F, 017, 1_000]", "[1,1,-1,15,31,17,'1_000']"),
                Arguments.of("[1.5, .5, 1e3, -1.0, .inf, -.inf, .nan]", "[1.5,0.5,1E+3,-1.0,'.inf','-.inf','.nan']"),
                Arguments.of("123456789012345678901234567890", "123456789012345678901234567890"),
                Arguments.of("2026-11-30", "'2026-11-30'"),
                Arguments.of("1:30", "'1:30'"),
                Arguments.of("text", "'text'"),
                // Tags of the core schema.
                Arguments.of(
                        "[!!str 1, !!int 1, !!float 1, !!float 0x10, !!bool true, !!null '', ! a]",
                        "[ '1',1,1,16,true,null,'a']"),
                Arguments.of("!!map {a: !!seq [1]}", "{'a':[1]}"),
                // Keys are texts.
                Arguments.of(
                        "{1: a, true: b, null: c, ~: d, 'x y': e}",
                        "{'1':'a','true':'b','null':'c','~':'d','x y':'e'}"),
                Arguments.of("? a\n: b", "{'a':'b'}"),
                Arguments.of("&k a: 1\n*k : 2", "refused"),
                Arguments.of("- &k a\n- {*k : 2}", "['a',{'a':2}]"),
                Arguments.of("<<: {a: 1}", "{'<<':{'a':1}}"),
                // Documents: one is its value, several are an array.
                Arguments.of("---\na\n...\n", "'a'"),
                Arguments.of("a\n---\nb\n", "['a','b']"),
                Arguments.of("--- a\n--- {b: 1}\n--- [c]\n", "['a',{'b':1},['c']]"),
                Arguments.of("---\n---\n", "[null,null]"),
                Arguments.of("- &a 1\n--- \n- &a 2\n- *a\n", "[[1],[2,2]]"),
                Arguments.of("# nothing\n", "null"),
                Arguments.of("\n", "null"),
                Arguments.of("\uFEFFa: 1", "{'a':1}"),
                // JSON is YAML.
                Arguments.of("{\"a\": [1, 2.0, null, true, \"\\u00e9\"]}", "{'a':[1,2.0,null,true,'é']}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void becomesJson(String yaml, String json) {
        if (json.equals("refused")) {
            assertThat(refusal(yaml)).contains("stands twice");
        } else {
            assertThat(json(yaml))
                    .isEqualTo(
                            json.replace(" ", json.contains("x y") ? " " : "").replace('\'', '"'));
        }
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of("a: !!java.net.URL [http://127.0.0.1/]", "is not YAML: line 1, column 4: the tag"),
                Arguments.of("!!binary aGk=", "the tag is none of the core schema"),
                Arguments.of("!x {a: 1}", "the tag is none of the core schema"),
                Arguments.of("!!set {a, b}", "the tag is none of the core schema"),
                Arguments.of(
                        "a: 1\nb: 2\na: 3\n", "is not YAML: line 3, column 1: the key stands twice in its mapping"),
                Arguments.of("? [a]\n: b", "a key is no text"),
                Arguments.of("{{a}}", "a key is no text"),
                Arguments.of("a: *b", "no anchor stands before this alias"),
                Arguments.of("- &a 1\n---\n- *a\n", "no anchor stands before this alias"),
                Arguments.of("&a [*a]", "the alias stands inside the node that it names"),
                Arguments.of("&a {b: {c: *a}}", "the alias stands inside the node that it names"),
                Arguments.of("a: [1", "line 1, column 6 cannot be read"),
                Arguments.of("%YAML 2.0\n---\na", "it cannot be read"),
                Arguments.of("a: \u0001", "the character U+0001 is not allowed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefused(String yaml, String reason) {
        assertThat(refusal(yaml)).contains(reason);
    }

    @Test
    void aBillionLaughsIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [ha]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append('a').append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        assertThat(refusal(bomb.toString())).isEqualTo("holds more than 500,000 values");
    }

    @Test
    void aliasesThatNestDeeperThanTheLimitAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 []\n");
        for (int i = 1; i <= 20; i++) {
            bomb.append('a')
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append("]\n");
        }
        var decoder = format().decoder(new PayloadFormatContext(null, List.of(), new PayloadLimits(500_000, 20)));
        assertThatThrownBy(() ->
                        decoder.decode(Unpooled.wrappedBuffer(bomb.toString().getBytes(UTF_8)), null))
                .isInstanceOf(PayloadException.class)
                .hasMessage("is nested more than 20 levels deep");
    }

    @Test
    void theEncodingIsOfTheMarkThenTheFieldThenUtf8() {
        assertThat(json("\uFEFFä: 1".getBytes(UTF_16BE), "text/yaml; charset=utf-8"))
                .isEqualTo("{\"ä\":1}");
        assertThat(json("ä: 1".getBytes(UTF_16BE), "text/yaml;charset=UTF-16BE"))
                .isEqualTo("{\"ä\":1}");
        assertThat(refusal("ä: 1".getBytes(UTF_16BE), null)).contains("is not");
    }
}
