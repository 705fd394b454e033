package dev.capstan.document.yaml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlPositionsTest {
    @ParameterizedTest
    @CsvSource({
        // a's value: start and end, as line:column
        "'a: plain', 1:4, 1:9",
        "'a: two words  # and why', 1:4, 1:13",
        "'a: \"quoted\"', 1:4, 1:12",
        "'a: ''single''', 1:4, 1:12",
        "'a: 12', 1:4, 1:6",
        "'a: [1, 2]', 1:4, 1:10",
        "'a: {b: c}', 1:4, 1:10",
        "'a: !!str 12', 1:4, 1:12",
        "'a:|  b: c', 2:3, 2:7",
        "'a:|  b: c||d: e', 2:3, 2:7",
        "'a:|- b|- c||d: e', 2:1, 3:4",
        "'a:|  - b|  -|    c: d|# end|e: f', 2:3, 4:9",
        "'a: one|  two|b: c', 1:4, 2:6",
        "'a: ''one|  two''|b: c', 1:4, 2:7",
        "'a: é€𝄞 # x', 1:4, 1:7",
        "'é€𝄞: a|a: b', 2:4, 2:5"
    })
    void aValueIsWhereItStands(String text, String start, String end) {
        YamlNode value = read(text.replace('|', '\n')).get("a");
        assertThat(start(value.range())).isEqualTo(start);
        assertThat(end(value.range())).isEqualTo(end);
    }

    @Test
    void aBlockScalarEndsWithItsText() {
        YamlMapping root = read("a: |\n  one\n  two\n\n\n# remark\nb: >-\n  folded\n  text\nc: d\n");
        assertThat(start(root.get("a").range())).isEqualTo("1:4");
        assertThat(end(root.get("a").range())).isEqualTo("3:6");
        assertThat(start(root.get("b").range())).isEqualTo("7:4");
        assertThat(end(root.get("b").range())).isEqualTo("9:7");
        assertThat(end(root.range())).isEqualTo("10:5");
    }

    @Test
    void anEmptyBlockScalarEndsWithItsHeader() {
        YamlMapping root = read("a: |\nb: |-\n\n\nc: d\n");
        assertThat(end(root.get("a").range())).isEqualTo("1:5");
        assertThat(end(root.get("b").range())).isEqualTo("2:6");
    }

    @Test
    void aBlockScalarAtTheEndOfTheFileEndsWithItsText() {
        assertThat(end(read("a: |\n  one\n  two").get("a").range())).isEqualTo("3:6");
        assertThat(end(read("a: |\n  one\n  two\n").get("a").range())).isEqualTo("3:6");
    }

    @Test
    void aBlockCollectionThatEndsInABlockScalarEndsWithItsText() {
        YamlMapping root = read("a:\n  b: |\n    one\n\n  # remark\nc: d\n");
        assertThat(end(root.get("a").range())).isEqualTo("3:8");
    }

    @Test
    void keysHaveTheirPlaces() {
        YamlMapping root = read("first: 1\n\"second key\": 2\n? third\n: 3\n");
        assertThat(start(root.entry("first").key().range())).isEqualTo("1:1");
        assertThat(end(root.entry("first").key().range())).isEqualTo("1:6");
        assertThat(end(root.entry("second key").key().range())).isEqualTo("2:13");
        assertThat(start(root.entry("third").key().range())).isEqualTo("3:3");
    }

    @Test
    void aValueThatIsNotWrittenStandsBehindItsKey() {
        YamlMapping root = read("a:\nb: c\n");
        assertThat(root.get("a").range().line()).isEqualTo(1);
        assertThat(root.get("a").range()).matches(range -> range.line() == range.endLine());
        assertThat(((YamlScalar) root.get("a")).kind()).isEqualTo(YamlScalar.Kind.NULL);
    }

    @Test
    void windowsLinesAndAByteOrderMarkChangeNoPlace() {
        YamlMapping root = read("\uFEFFa: b\r\nc:\r\n  - d\r\n");
        assertThat(start(root.get("a").range())).isEqualTo("1:4");
        assertThat(start(root.sequence("c").items().get(0).range())).isEqualTo("3:5");
        assertThat(end(root.sequence("c").range())).isEqualTo("3:6");
    }

    @Test
    void pointersEscapeWhatTheyMust() {
        YamlMapping root = read("a/b:\n  c~d: [x]\n");
        YamlNode item = root.mapping("a/b").sequence("c~d").items().get(0);
        assertThat(item.pointer()).isEqualTo("/a~1b/c~0d/0");
        assertThat(root.pointer()).isEmpty();
    }

    @Test
    void anAliasStandsWhereItsNodeDoesAndHasItsOwnPointer() {
        YamlMapping root = read("a: &x {k: v}\nb: *x\n");
        assertThat(root.mapping("b").get("k").pointer()).isEqualTo("/b/k");
        assertThat(start(root.mapping("b").range())).isEqualTo("1:4");
    }

    private static YamlMapping read(String text) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(text, "test.yaml");
        assertThat(reading.diagnostics()).isEmpty();
        return (YamlMapping) reading.root();
    }

    private static String start(SourceRange range) {
        return range.line() + ":" + range.column();
    }

    private static String end(SourceRange range) {
        return range.endLine() + ":" + range.endColumn();
    }
}
