package dev.capstan.document.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evaluating ends, and within its limits it is what Jayway does. */
@Timeout(60)
class BoundedJsonPathTest {
    private static final long STEPS = 200_000;

    private static final JsonNode BOOKS = JsonMapper.shared().readTree("""
            {"prefix": "A", "books": [
              {"title": "Aurora", "year": 1990, "tags": ["red", "old"], "author": {"name": "Ann"}},
              {"title": "Borealis", "year": 2001, "tags": ["blue"], "path": "a/b"},
              {"title": "aurora (second)", "year": 2015, "sold": true, "author": {"name": "Bob"}},
              {"title": null, "tags": []}
            ]}""");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.books[?(@.title =~ /A.*/)].year",
                "$.books[?(@.title =~ /a.*/i)].year",
                "$.books[?(@.title =~ /aurora/i && @.year < 2000)].title",
                "$.books[?(@.title =~ /Aurora/ || @.title =~ /Bor.*/)].year",
                "$.books[?((@.title =~ /a.*/i || @.year == 2001) && @.tags)].title",
                "$.books[?(@.tags =~ /.*e.*/)].title",
                "$.books[?(@.year =~ /20\\d\\d/)].title",
                "$.books[?(@.sold =~ /true/)].title",
                "$.books[?(@.path =~ /a\\/b/)].title",
                "$.books[?(@.title =~ /.*\\(second\\)/)].title",
                "$.books[?(@.author.name =~ /A[n]+/)].author[?(@.name)]",
                "$..[?(@.name =~ /B.*/)].name",
                "$.books[?(/A.*/ =~ @.title)].year",
                "$.books[?(@['title'] =~ /[\\])(&|]*.*ora/)].year",
                "$.books[?(@.none =~ /x?/)].title",
                "$.books[?(@.year > 1995)].title",
                "$..title",
            })
    void regularExpressionsInFiltersSelectWhatJaywaySelects(String path) {
        Configuration jayway = Configuration.builder()
                .jsonProvider(new Jackson3JsonNodeJsonProvider())
                .mappingProvider(new Jackson3MappingProvider())
                .options(Option.SUPPRESS_EXCEPTIONS)
                .build();
        Object expected = JsonPath.compile(path).read((Object) BOOKS, jayway);
        assertThat(BoundedJsonPath.compile(path, STEPS).read(BOOKS)).isEqualTo(expected);
        Object paths = JsonPath.compile(path).read((Object) BOOKS, jayway.addOptions(Option.AS_PATH_LIST));
        assertThat(BoundedJsonPath.compile(path, STEPS, Option.AS_PATH_LIST).read(BOOKS))
                .isEqualTo(paths);
    }

    @Test
    void aNegatedRegularExpressionIsNegated() {
        BoundedJsonPath path = BoundedJsonPath.compile("$.books[?(!(@.title =~ /A.*/) && @.year)].year", STEPS);
        assertThat(path.read(BOOKS)).hasToString("[2001,2015]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$[?(@.a =~ /x)]|is not closed",
                "$[?(@.a =~ @.b)]|=~ stands between a path and a regular expression in slashes",
                "$[?(@.a =~ /(/)]|not a regular expression: Unclosed group",
                "$[?(@.a =~ /x/q)]|a regular expression has no flag q",
                "$[?(@.a[?(@.b =~ /x/)])]|a regular expression in a filter within a filter is not supported",
                "$[?(@.a =~ /x/ @.b)]|",
            })
    void whatCannotBeReadIsRefused(String path, String why) {
        assertThatThrownBy(() -> BoundedJsonPath.compile(path, STEPS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why == null ? "" : why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..[?(@.text =~ /^(a+)+$/)]",
                "$..[?(@.text =~ /.*.*.*.*.*.*b/)]",
                "$..*..*..*..*..*",
                "$..[?(@..text)]..[?(@..text)]..[?(@..text)]",
            })
    void evaluatingEnds(String path) {
        StringBuilder nested = new StringBuilder("{\"text\":\"" + "a".repeat(2000) + "!\"}");
        for (int i = 0; i < 60; i++) {
            nested.insert(0, "{\"text\":\"" + "a".repeat(50) + "!\",\"in\":[1,2,")
                    .append("]}");
        }
        JsonNode value = JsonMapper.shared().readTree(nested.toString());
        BoundedJsonPath compiled = BoundedJsonPath.compile(path, STEPS);
        assertThatThrownBy(() -> compiled.read(value))
                .isInstanceOf(BoundedJsonPath.TooCostlyException.class)
                .hasMessage("takes too long to evaluate; write a simpler path");
    }

    @Test
    void afterACostlyValueTheNextOneIsEvaluated() {
        BoundedJsonPath path = BoundedJsonPath.compile("$[?(@ =~ /.*.*.*.*b/)]", STEPS);
        JsonNode costly = JsonMapper.shared().readTree("[\"" + "a".repeat(500) + "\"]");
        assertThatThrownBy(() -> path.read(costly)).isInstanceOf(BoundedJsonPath.TooCostlyException.class);
        assertThat(path.read(JsonMapper.shared().readTree("[\"aab\"]"))).hasToString("[\"aab\"]");
    }

    @Test
    void longAndDeeplyNestedPathsAreRefused() {
        for (String path : new String[] {
            "$" + ".a[*]".repeat(2000),
            "$[?(" + "(".repeat(900) + "@.a =~ /x/" + ")".repeat(900) + ")]",
            "$" + "[?(@.a".repeat(500) + ")]".repeat(500),
        }) {
            try {
                BoundedJsonPath.compile(path, STEPS).read(BOOKS);
            } catch (IllegalArgumentException | BoundedJsonPath.TooCostlyException refused) {
                assertThat(refused).hasMessageNotContaining("Exception");
            }
        }
        assertThatThrownBy(() -> JsonPathExpression.compile("$" + "..a".repeat(50_000)))
                .isInstanceOf(JsonPathExpression.InvalidJsonPath.class)
                .hasMessageEndingWith("is not a JSONPath: it is longer than 4000 characters");
    }
}
