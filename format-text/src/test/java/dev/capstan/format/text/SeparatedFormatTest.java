package dev.capstan.format.text;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.PayloadFormatContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What CSV, TSV and PSV have in common. */
abstract class SeparatedFormatTest extends PayloadFormatContract {
    abstract String separator();

    /** A text written with commas, with the format's separator. */
    private String separated(String text) {
        return text.replace(",", separator());
    }

    @Override
    protected byte[] sample() {
        return separated("imo,name,flag\r\n1,\"Söl \"\"the\"\" ship\",NO\r\n2,\" Mar\n \",\r\n3\r\n")
                .getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return """
                [{"imo": "1", "name": "Söl \\"the\\" ship", "flag": "NO"},
                 {"imo": "2", "name": " Mar\\n ", "flag": ""},
                 {"imo": "3"}]""";
    }

    @Override
    protected List<byte[]> malformed() {
        return Stream.of("a,b\n1,2,3\n", "a\n\"1", "a\n\"1\"x\n", "a,\"b")
                .map(text -> separated(text).getBytes(UTF_8))
                .toList();
    }

    @Override
    protected byte[] values(int count) {
        return separated("a,b\n" + "1,2\n".repeat(count / 2)).getBytes(UTF_8);
    }

    @Override
    protected byte[] nested(int levels) {
        return null;
    }

    static List<Arguments> rows() {
        return List.of(
                Arguments.of("a,b\n1,2\n", "[{'a':'1','b':'2'}]"),
                // The last line needs no end; CR LF or LF.
                Arguments.of("a,b\r\n1,2", "[{'a':'1','b':'2'}]"),
                // Quotes hold separators, line ends and quotes.
                Arguments.of("a,b\n\"1,\r\n\"\"x\"\"\",2\n", "[{'a':'1SEP\\r\\n\\\"x\\\"','b':'2'}]"),
                Arguments.of("\"a\",\"b,c\"\n1,2\n", "[{'a':'1','bSEPc':'2'}]"),
                // Quotes inside of a cell that does not begin with them are text.
                Arguments.of("a\n1\"2\"\n", "[{'a':'1\\\"2\\\"'}]"),
                // Empty lines are skipped; an empty quoted cell is a row.
                Arguments.of("\n\r\na\n\n1\n\n\n2\n\n", "[{'a':'1'},{'a':'2'}]"),
                Arguments.of("a\n\"\"\n", "[{'a':''}]"),
                // Header cells are trimmed, a repeated one is numbered.
                Arguments.of(" a , b b \n1,2\n", "[{'a':'1','b b':'2'}]"),
                Arguments.of("a,a,a\n1,2,3\n", "[{'a':'1','a_2':'2','a_3':'3'}]"),
                Arguments.of("a,a_2,a\n1,2,3\n", "[{'a':'1','a_2':'2','a_3':'3'}]"),
                Arguments.of("a,a,a_2\n1,2,3\n", "[{'a':'1','a_2':'2','a_2_2':'3'}]"),
                Arguments.of("a, a\n1,2\n", "[{'a':'1','a_2':'2'}]"),
                Arguments.of(",\n1,2\n", "[{'':'1','_2':'2'}]"),
                // Cells are strings as they are.
                Arguments.of("a,b,c\n 1 ,true,\n", "[{'a':' 1 ','b':'true','c':''}]"),
                Arguments.of("a,b\n   \n", "[{'a':'   '}]"),
                // A short row lacks its last fields; empty cells beyond the header are nothing.
                Arguments.of("a,b,c\n1\n", "[{'a':'1'}]"),
                Arguments.of("a,b\n1,2,,\n", "[{'a':'1','b':'2'}]"),
                Arguments.of("a\n1,\"\"\n", "[{'a':'1'}]"),
                // No rows.
                Arguments.of("a,b\n", "[]"),
                Arguments.of("\n", "[]"),
                // A byte order mark is dropped.
                Arguments.of("\uFEFFa,b\n1,2\n", "[{'a':'1','b':'2'}]"),
                Arguments.of("\uFEFF\"a\",b\n1,2\n", "[{'a':'1','b':'2'}]"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void becomesRows(String text, String json) {
        String inJson = separator().equals("\t") ? "\\t" : separator();
        assertThat(json(separated(text))).isEqualTo(json.replace('\'', '"').replace("SEP", inJson));
    }

    @Test
    void cellsBeyondTheHeaderAreRefused() {
        assertThat(refusal(separated("a,b\n1,2\n\n1,2,3\n")))
                .endsWith("in the row of line 4, the row has more cells than the header");
    }

    @Test
    void quotesThatAreNotClosedAreRefused() {
        for (String text : List.of("a\n\"1", "a\n\"1\n", "a\n\"1\"\"", "a\n\"", "\"", "a,b\n1,\"\"\"\n2,3\n")) {
            assertThat(refusal(separated(text))).endsWith("quotes are not closed");
        }
        assertThat(refusal(separated("a\n\"1\"2\n"))).endsWith("a character stands behind closing quotes");
        assertThat(refusal(separated("a,b\n\"1\" ,2\n"))).endsWith("a character stands behind closing quotes");
    }

    @Test
    void theEncodingIsOfTheMarkThenTheFieldThenUtf8() {
        String text = separated("ä,b\n1,2\n");
        assertThat(json(("\uFEFF" + text).getBytes(UTF_16LE), "text/plain; charset=utf-8"))
                .isEqualTo("[{\"ä\":\"1\",\"b\":\"2\"}]");
        assertThat(json(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "text/plain; charset=ISO-8859-1"))
                .isEqualTo("[{\"ä\":\"1\",\"b\":\"2\"}]");
        assertThat(refusal(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "text/plain"))
                .isEqualTo("is not UTF-8 text: byte 1 does not fit");
    }

    @Test
    void oneCellOfTheLongestAnswerIsRead() {
        String cell = "x".repeat(10 * 1024 * 1024);
        assertThat(json("a\n\"" + cell + "\"\n")).hasSize(cell.length() + "[{\"a\":\"\"}]".length());
        assertThat(json("a\n" + cell)).hasSize(cell.length() + "[{\"a\":\"\"}]".length());
    }
}
