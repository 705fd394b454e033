package dev.capstan.document.yaml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of spoilt documents, always the same ones: each is read or refused, and every place lies in the text. */
class YamlFuzzTest {
    private static final long SEED = 20260131;
    private static final int ROUNDS = 4000;
    private static final List<String> PIECES = List.of(
            "\n",
            "\r\n",
            "  ",
            "\t",
            ": ",
            "- ",
            "? ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "&a ",
            "*a",
            "!t ",
            "!!str ",
            "|",
            ">-",
            "|2\n",
            "'",
            "\"",
            "\\u12",
            "%YAML 1.1\n",
            "---\n",
            "...\n",
            "@",
            "`",
            "<<: ",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            "\u0000",
            "null",
            "0x",
            "1e9",
            ".nan",
            "~",
            "k: &b {a: *b}\n",
            "\n\n\n",
            " #\n",
            "a:\n b:\n  c: |\n");

    private static final String DOCUMENT = """
            # a document with a little of everything
            plain: text
            "quoted": 'single'
            list:
              - one
              - [two, {three: 3}]
              - four: |
                  lines of
                    text

                # remark
                five: >-
                  folded
            anchors: &top {a: b}
            alias: *top
            ? key
            : value
            numbers: [1, 0x1F, 1.5e3, .inf, ~, true]
            """;

    private final YamlReader reader = new YamlReader(new YamlLimits(1 << 20, 40, 10_000));

    @Test
    void everyTextIsReadOrRefused() {
        Random random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = spoilt(random);
            YamlReading reading = reader.read(text, "fuzz.yaml");
            check(text, reading);
            if (reading.root() != null) {
                read++;
            }
        }
        assertThat(read).as("some are still YAML, and some are not").isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
    }

    @Test
    void allBytesAreReadOrRefused() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] bytes = DOCUMENT.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            YamlReading reading = reader.read(bytes, "fuzz.yaml");
            check(new String(bytes, StandardCharsets.UTF_8), reading);
        }
    }

    private static String spoilt(Random random) {
        StringBuilder text = new StringBuilder(DOCUMENT);
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 12)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                default -> text.setCharAt(at, (char) random.nextInt(32, 127));
            }
            if (text.length() == 0) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static void check(String text, YamlReading reading) {
        long lines = text.chars()
                        .filter(c -> c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028')
                        .count()
                + 1;
        if (reading.root() == null) {
            assertThat(reading.diagnostics()).as(text).anyMatch(Diagnostic::isError);
        } else {
            check(text, reading.root(), lines);
            assertThat(reading.root().toJson()).isNotNull();
        }
        for (Diagnostic found : reading.diagnostics()) {
            check(text, found.range(), lines);
        }
    }

    private static void check(String text, YamlNode node, long lines) {
        check(text, node.range(), lines);
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                check(text, entry.key().range(), lines);
                check(text, entry.value(), lines);
            }
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> check(text, item, lines));
        }
    }

    private static void check(String text, SourceRange range, long lines) {
        assertThat(range.line()).as(text).isBetween(1, (int) lines);
        assertThat(range.endLine()).as(text).isBetween(range.line(), (int) lines);
        assertThat(range.column()).as(text).isPositive();
        assertThat(range.endLine() > range.line() || range.endColumn() >= range.column())
                .as("%s in %s", range, text)
                .isTrue();
    }
}
