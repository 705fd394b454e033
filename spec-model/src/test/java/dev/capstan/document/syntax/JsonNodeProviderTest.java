package dev.capstan.document.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares with the provider that Jayway brings from its version 3 on. */
class JsonNodeProviderTest {
    private static final String JSON = """
            {"a": {"b": [1, 2.5, 3000000000, 123456789012345678901234567890, null, true, "x"], "c": {}},
             "list": [{"n": 1, "t": "one", "tags": ["p", "q"]}, {"n": 2, "t": "two", "on": true}, {"n": null, "t": null}],
             "numbers": [3, 1, 2], "": "empty", "text": "abc", "nothing": null}""";

    private static final Configuration THEIRS = Configuration.builder()
            .jsonProvider(new Jackson3JsonNodeJsonProvider())
            .mappingProvider(new Jackson3MappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private static final Configuration OURS = JsonPathConfiguration.with(Option.SUPPRESS_EXCEPTIONS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$.*",
                "$..*",
                "$..n",
                "$.a.b[*]",
                "$.a.b[0,2]",
                "$.a.b[1:3]",
                "$.a.b[-1]",
                "$.a.b[-2:]",
                "$.a.b[99]",
                "$['list','text']",
                "$.list[*]['n','t']",
                "$.list[?(@.n)]",
                "$.list[?(@.n == 1)].t",
                "$.list[?(@.n != 1)].t",
                "$.list[?(@.n >= 1.5)].t",
                "$.list[?(@.n == null)]",
                "$.list[?(@.on == true)].t",
                "$.list[?(@.t =~ /t.*/)].n",
                "$.list[?(@.t in ['one', 'two'])].n",
                "$.list[?(@.t nin ['one'])].n",
                "$.list[?('q' in @.tags)].n",
                "$.list[?(@.tags contains 'p')].n",
                "$.list[?(@.tags size 2)].n",
                "$.list[?(@.tags empty false)].n",
                "$.list[?(@.tags subsetof ['p', 'q', 'r'])].n",
                "$.list[?(@.tags anyof ['q'])].n",
                "$.list[?(@.tags == ['p', 'q'])].n",
                "$.list[?(!@.on)].t",
                "$.list[?(@.n == 1 || @.on == true)].t",
                "$.list[?(@.n < $.numbers[0])].t",
                "$.list.length()",
                "$.a.length()",
                "$.a.keys()",
                "$.numbers.sum()",
                "$.numbers.avg()",
                "$.numbers.min()",
                "$.numbers.max()",
                "$.numbers.stddev()",
                "$.numbers.first()",
                "$.numbers.last()",
                "$.sum($..n)",
                "$.concat($.text, \"-\", $.a.b[6])",
                "$.nothing",
                "$.nothing.x",
                "$.missing",
                "$.text.x",
                "$..tags[0]",
                "$..[?(@.n > 0)]"
            })
    void findsWhatJaywaysOwnProviderFinds(String path) {
        JsonNode root = JsonMapper.shared().readTree(JSON);
        Object theirs = JsonPath.compile(path).read((Object) root.deepCopy(), THEIRS);
        Object ours = JsonPath.compile(path).read((Object) root, OURS);

        if (theirs instanceof java.util.Collection<?> keys) {
            assertThat((java.util.Collection<?>) ours).hasToString(keys.toString());
        } else {
            assertThat(ours).isEqualTo(theirs);
        }
        assertThat(root).isEqualTo(JsonMapper.shared().readTree(JSON));
    }

    @Test
    void whatJaywayFailsAtIsNotThere() throws Exception {
        assertThat(JsonPathExpression.compile("$.numbers.index(1)")
                        .evaluate(JsonMapper.shared().readTree(JSON)))
                .isNull();
    }

    @Test
    void pathsOfWhatIsFoundAreTexts() {
        Object paths = JsonPath.compile("$..n")
                .read(
                        (Object) JsonMapper.shared().readTree(JSON),
                        JsonPathConfiguration.with(Option.AS_PATH_LIST, Option.SUPPRESS_EXCEPTIONS));

        assertThat(paths).hasToString("[\"$['list'][0]['n']\",\"$['list'][1]['n']\",\"$['list'][2]['n']\"]");
    }
}
