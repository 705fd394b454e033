package dev.capstan.document.yaml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.fast.SubsetReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the subset reader reads is what the full parser reads, node for node and place for place. */
class SubsetReaderTest {
    private static final long SEED = 20261122;
    private static final int ROUNDS = 15_000;
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 12, 2_000);

    private static final String DOCUMENT = """
            # yaml-language-server: $schema=somewhere
            ---
            version: 1.0.0-alpha2   # the format
            "quoted key": 'it''s single'
            'other key' : "a \\"double\\" one \\u00e9\\n"
            info:
              label: A plain text:with colon, # no comment
              long: a text that goes on
                on the next line

                behind an empty one # and ends
              quoted: 'a text that
                goes on

                and on'
              escaped: "one \\\\ two
                three"
              emoji: \uD83D\uDE00 smiles # here
              nothing:
              zero: ~
              numbers: [1, 0x1F, 1.5e3, .inf, -7, +1, null, true]
              empty: {}
              none: []
              inline: {type: bearer, token: '{{TOKEN}}', deep: [a b, {c: "d"}]}
            indentless:
            - first: 1
              second: two
            -
              third: 3
            - - nested
              - again
            -
            - plain
              goes on
            list:
                - url: https://example.org/a:b?c=d#e
                # a remark
                - -1
                - |
                  literal
                    deeper

                  end

                - >-
                  folded
                  text

                  more
                   kept
                  back
                - |+
                  keep

            last: >
              the end
            """;

    private static final List<String> PIECES = List.of(
            "\n",
            "\n\n",
            "\n  ",
            "  \n",
            " ",
            "  ",
            ":",
            ": ",
            ":\n",
            "- ",
            "-",
            "- - ",
            "#",
            " #",
            "'",
            "''",
            "\"",
            "\\",
            "\\x41",
            "|\n",
            "|-\n",
            "|+\n",
            "|2\n",
            ">\n",
            ">-\n",
            "[",
            "]",
            "[]",
            "{",
            "}",
            "{}",
            "{{",
            "}}",
            ",",
            ", ",
            "&a ",
            "*a",
            "!t ",
            "!!str ",
            "%",
            "@",
            "`",
            "? ",
            "\t",
            "\r\n",
            "\r",
            "---\n",
            "\n---\n",
            "...\n",
            "~",
            "<<: ",
            "a: b",
            "a: b\n",
            "0x1f",
            "1e3",
            "\u00e9",
            "\uD83D\uDE00",
            "\uD83D",
            "\u2028",
            "\u0085",
            "\uFEFF",
            "\u0000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b",
                "a: b\n",
                "a:\n",
                "a:",
                "- a\n- b\n",
                "- a: 1\n  b: 2\n- c: 3\n",
                "a:\n- b\n-\n- c\nd: e\n",
                "a:\n  - b\n",
                "- - - a\n",
                "a:   b   # c\n",
                "a: b#c\n",
                "a: b:c\n",
                "a b : c\n",
                "'a': b\n",
                "\"a\" : 'b'\n",
                "a: 'b''c'\n",
                "a: \"\\\"b\\\\ \\/ \\n\\t\\r\\x41\\u2019\"\n",
                "a: ''\n",
                "a: b\n  c\n\n  d\n",
                "a:\n  b\n  c\n",
                "- a\n  b\n- c\n",
                "a: 'b  \n  c\n\n\n  d'\n",
                "a: \"b\n  c \\n \n  d\"\n",
                "a: |\n  b\n   c\n\n  d\n\n\ne: f\n",
                "a: |-\n\n  b\n\n",
                "a: |+\n  b\n\n\nc: d\n",
                "a: >\n  b\n  c\n\n  d\n   e\n  f\n",
                "a: | # c\n b\n# d\ne: f\n",
                "a:\n- |\n b\n- >-\n c\n d\n",
                "a: [b, 'c', \"d\", [e, f g], {h: i}]\n",
                "a: [ ]\nb: { }\nc: [ d , e ]\n",
                "a: {b: c, 'd': e:f}\n",
                "- [a, b]\n- {c: d}\n",
                "# c\n\n---\n# d\na: b\n\n# e\n",
                "a: -1\nb: +2\nc: .5\nd: null\ne: No\n",
                "a: \uD83D\uDE00 b # c\n\uD83D\uDE00: d\n",
                "a: \"\uD83D\uDE00\"\nb: [\uD83D\uDE00, c]\n",
                "a: -b\n",
                "a: b ? c ! d & e * f | g > h @ i ` j % k\n"
            })
    void readsWhatDocumentsAreWrittenIn(String text) {
        YamlNode read = SubsetReader.read(text, "subset.yaml", LIMITS);

        assertThat(read).as("it is not left to the full parser").isNotNull();
        assertThat(told(read)).isEqualTo(fully(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "a: &b c\n",
                "a: *b\n",
                "a: !!str b\n",
                "? a\n: b\n",
                "a:\tb\n",
                "a: b\r\nc: d\r\n",
                "a: b\n---\nc: d\n",
                "a: b\n...\n",
                "%YAML 1.2\n---\na: b\n",
                "a: [b\n]\n",
                "a: {b: }\n",
                "a: {{b}}\n",
                "{a: b}\n",
                "a: |2\n  b\n",
                "a: \"\\e\"\n",
                "a: b\na: c\n",
                "a: b: c\n",
                "a: - b\n",
                "a: b\n  c: d\n",
                "a: b\n c\nd: e\n  f: g\n",
                "a:\n   b: c\n  d: e\n",
                "- a\nb: c\n",
                "a: 'b\n",
                "a: 'b' c\n",
                "a: 'b'#c\n",
                "a: @b\n",
                "a: \u0000\n",
                "a: \uD83D\n",
                "a: \uFFFD\n",
                "a: {b: [c, {d: [e, {f: [g, {h: [i, {j: [k, {l: [m]}]}]}]}]}]}\n"
            })
    void leavesTheRestToTheFullParser(String text) {
        assertThat(SubsetReader.read(text, "subset.yaml", LIMITS)).isNull();
    }

    @Test
    void leavesDocumentsOfTooManyNodesToTheFullParser() {
        String text = "- a\n".repeat(LIMITS.nodes());

        assertThat(SubsetReader.read(text, "subset.yaml", LIMITS)).isNull();
        assertThat(SubsetReader.read(text.substring(4), "subset.yaml", LIMITS)).isNotNull();
    }

    @Test
    void leavesLongLinesWhoseColumnsNeedCountingToTheFullParser() {
        String text = "a: [" + "\uD83D\uDE00, ".repeat(1000) + "b]\n";

        assertThat(SubsetReader.read(text, "subset.yaml", LIMITS)).isNull();
        assertThat(new YamlReader(LIMITS).read(text, "subset.yaml").root()).isNotNull();
    }

    @Test
    void readsSpoiltDocumentsAsTheFullParserDoes() {
        List<String> lines = DOCUMENT.lines().toList();
        Random random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = spoilt(excerpt(lines, random), random);
            YamlNode subset = SubsetReader.read(text, "subset.yaml", LIMITS);
            if (subset != null) {
                read++;
                assertThat(told(subset)).as(text).isEqualTo(fully(text));
            }
        }
        assertThat(read).as("many are still in the subset, and many are not").isBetween(ROUNDS / 10, ROUNDS / 10 * 9);
    }

    @Test
    void readsTheDocumentThatIsSpoilt() {
        assertThat(told(SubsetReader.read(DOCUMENT, "subset.yaml", LIMITS))).isEqualTo(fully(DOCUMENT));
    }

    /** Some lines in a row, moved to the left as far as they go. */
    private static String excerpt(List<String> lines, Random random) {
        int from = random.nextInt(4) == 0 ? 0 : random.nextInt(lines.size());
        int to = random.nextInt(from, lines.size()) + 1;
        List<String> taken = lines.subList(from, to);
        int indent = taken.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        List<String> moved = new ArrayList<>();
        for (String line : taken) {
            moved.add(line.length() < indent ? line : line.substring(indent));
        }
        return String.join("\n", moved) + (random.nextBoolean() ? "\n" : "");
    }

    private static String spoilt(String document, Random random) {
        StringBuilder text = new StringBuilder(document);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
                case 2 -> text.replace(at, Math.min(text.length(), at + 1), PIECES.get(random.nextInt(PIECES.size())));
                default -> {
                    int line = text.indexOf("\n", at);
                    if (line >= 0) {
                        text.insert(line + 1, " ".repeat(1 + random.nextInt(3)));
                    }
                }
            }
        }
        return text.toString();
    }

    private static String fully(String text) {
        YamlReading reading = new YamlReader(LIMITS).readFully(text, "full.yaml");
        return reading.root() == null || !reading.diagnostics().isEmpty()
                ? reading.diagnostics().toString()
                : told(reading.root());
    }

    private static String told(YamlNode node) {
        StringBuilder told = new StringBuilder();
        tell(node, told);
        return told.toString();
    }

    private static void tell(YamlNode node, StringBuilder told) {
        told.append(node.pointer()).append(' ').append(node.range()).append(' ');
        if (node instanceof YamlScalar scalar) {
            told.append(scalar.kind())
                    .append(scalar.quoted())
                    .append(" <")
                    .append(scalar.text())
                    .append(">\n");
        } else if (node instanceof YamlSequence sequence) {
            told.append("sequence\n");
            sequence.items().forEach(item -> tell(item, told));
        } else {
            told.append("mapping\n");
            for (YamlMapping.Entry entry : ((YamlMapping) node).entries()) {
                tell(entry.key(), told);
                tell(entry.value(), told);
            }
        }
    }
}
