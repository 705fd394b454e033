package dev.capstan.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadScannerTest {
    private static final int MOST_BYTES = 80;
    private static final int MOST_FIELDS = 3;

    /** What is found when the text comes in pieces that end at those places. */
    private static String scan(String text, List<Integer> ends) {
        HeadScanner scanner = new HeadScanner(MOST_BYTES, MOST_FIELDS);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf in = Unpooled.buffer(bytes.length + 3).writeZero(3).skipBytes(3);
        int from = 0;
        for (int end : ends) {
            in.writeBytes(bytes, from, end - from);
            from = end;
            int found = scanner.scan(in);
            if (found != 0) {
                return found > 0
                        ? "head of " + found
                        : scanner.failure().reason() + ": " + scanner.failure().getMessage();
            }
        }
        return "incomplete";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            GET / HTTP/1.1\\r\\n\\r\\n|head of 18
            GET / HTTP/1.1\\r\\nA: b\\r\\n\\r\\nbody|head of 24
            GET / HTTP/1.1\\r\\nA: b\\r\\n|incomplete
            GET / HTTP/1.1\\nA: b\\r\\n\\r\\n|SYNTAX: a line of the head does not end with CR LF
            GET / HTTP/1.1\\r\\nA: b\\r\\n\\n|SYNTAX: a line of the head does not end with CR LF
            GET / HTTP/1.1\\r\\nA: b\\r\\n c\\r\\n\\r\\n|SYNTAX: a header field is folded over lines
            GET / HTTP/1.1\\r\\nA:\\r\\nB:\\r\\nC:\\r\\nD:\\r\\n\\r\\n|TOO_MANY_FIELDS: the head has more than 3 header fields
            \\r\\nGET / HTTP/1.1\\r\\n\\r\\n|SYNTAX: the head has no request line
            """)
    void aHeadEndsWhereItsEmptyLineDoes(String escaped, String expected) {
        String text = escaped.translateEscapes().translateEscapes();

        assertThat(scan(text, List.of(text.length()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET  / HTTP/1.1|false",
                "GET /  HTTP/1.1|false",
                "GET\t/ HTTP/1.1|false",
                "GET / HTTP/1.1 |false",
                " GET / HTTP/1.1|false",
                "GET /|false",
                "GET|false",
                "GET / |false",
                "GET / HTTP/1.1 x|false",
                "GET /\u007f HTTP/1.1|false",
                "GET / HTTP/1.1|true",
                "a b HTTP/2.0|true",
                "a b c|false",
                "GET / http/1.1|false",
                "GET / HTTP/1.10|false",
                "GET /\u00e9 HTTP/1.1|true"
            })
    void aRequestLineIsThreeWordsWithOneSpaceBetweenThem(String line, boolean sound) {
        String text = line + "\r\n\r\n";

        assertThat(scan(text, List.of(text.length())).startsWith("head")).isEqualTo(sound);
    }

    @Test
    void limitsAreOfTheRequestLineAndOfTheWholeHead() {
        String line = "GET /" + "a".repeat(100) + " HTTP/1.1\r\n\r\n";
        String fields = "GET / HTTP/1.1\r\nA: " + "b".repeat(100) + "\r\n\r\n";
        String exact = "GET / HTTP/1.1\r\nA: " + "b".repeat(MOST_BYTES - 23) + "\r\n\r\n";

        assertThat(scan(line, List.of(line.length()))).startsWith("LINE_TOO_LONG");
        assertThat(scan(fields, List.of(fields.length()))).startsWith("HEAD_TOO_LARGE");
        assertThat(scan(exact, List.of(exact.length()))).isEqualTo("head of " + MOST_BYTES);
    }

    @Test
    void whatIsFoundDoesNotDependOnTheSplit() {
        Random random = new Random(7);
        String[] pieces = {
            "GET / HTTP/1.1", "\r\n", "\r\n", "\r\n", "A: b", "B:", "\n", "\r", " ", "\t", "x", "POST /p HTTP/1.1\r\n"
        };
        int whole = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "" : "GET / HTTP/1.1\r\n");
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String message = text.toString();
            String expected = scan(message, List.of(message.length()));
            List<Integer> ends = new ArrayList<>();
            for (int at = 0; at < message.length(); ) {
                at = Math.min(message.length(), at + 1 + random.nextInt(1 + random.nextInt(9)));
                ends.add(at);
            }
            assertThat(scan(message, ends)).as(message).isEqualTo(expected);
            whole += expected.startsWith("head") ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(1000);
    }
}
