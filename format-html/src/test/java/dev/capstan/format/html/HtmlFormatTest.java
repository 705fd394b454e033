package dev.capstan.format.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
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
import org.junit.jupiter.params.provider.ValueSource;

class HtmlFormatTest extends PayloadFormatContract {
    @Override
    protected PayloadFormat format() {
        return new HtmlFormat();
    }

    @Override
    protected String name() {
        return "html";
    }

    @Override
    protected byte[] sample() {
        return """
                <!DOCTYPE html><html><head><title>Söl</title></head><body>
                <table class="products">
                  <thead><tr><th>Name</th><th> Unit
                     price </th></tr></thead>
                  <tbody>
                    <tr><td>Söl <b>oil</b></td><td>7&nbsp;&euro;</td></tr>
                    <tr><th colspan=2>Total</th></tr>
                    <tr><td>Mar</td></tr>
                  </tbody>
                </table>
                <table><tr><td>no header</td></tr></table>
                </body></html>
                """.getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return "{\"tables\": [[{\"Name\": \"Söl oil\", \"Unit price\": \"7\u00A0€\"}, {\"Name\": \"Mar\"}]]}";
    }

    @Override
    protected List<byte[]> malformed() {
        return List.of(new byte[] {'<', 'p', '>', (byte) 0xE9});
    }

    @Override
    protected byte[] values(int count) {
        return ("<table><tr><th>a</th></tr>" + "<tr><td>b</td></tr>".repeat(count / 2 - 4) + "</table>")
                .getBytes(UTF_8);
    }

    @Override
    protected byte[] nested(int levels) {
        return "<div>".repeat(levels).getBytes(UTF_8);
    }

    static List<Arguments> tables() {
        String header = "<tr><th>a<th>b</tr>";
        return List.of(
                Arguments.of("<p>none", "[]"),
                Arguments.of("<table></table>", "[]"),
                // The header: the first row of thead, else the first row when it has th.
                Arguments.of("<table><thead><tr><td>a<td>b<tbody><tr><td>1<td>2</table>", "[[{'a':'1','b':'2'}]]"),
                Arguments.of("<table>" + header + "<tr><td>1<td>2</table>", "[[{'a':'1','b':'2'}]]"),
                Arguments.of("<table><tr><th>a<td>b<tr><td>1<td>2</table>", "[[{'a':'1','b':'2'}]]"),
                Arguments.of("<table><thead></thead>" + header + "<tr><td>1</table>", "[[{'a':'1'}]]"),
                Arguments.of("<table><thead><tr></tr></thead>" + header + "<tr><td>1</table>", "[]"),
                Arguments.of("<table><tr><td>x<tr><th>a<tr><td>1</table>", "[]"),
                Arguments.of("<table>" + header + "</table>", "[[]]"),
                Arguments.of(
                        "<table><caption>c</caption><colgroup><col>" + header + "<tr><td>1</table>", "[[{'a':'1'}]]"),
                // Rows with th behind the header are skipped; tfoot is rows as well.
                Arguments.of("<table>" + header + "<tr><th>x<td>y<tr><td>1<td>2</table>", "[[{'a':'1','b':'2'}]]"),
                Arguments.of(
                        "<table><thead>" + header + "<tr><th>unit<th>unit</thead><tr><td>1<td>2</table>",
                        "[[{'a':'1','b':'2'}]]"),
                Arguments.of(
                        "<table>" + header + "<tbody><tr><td>1<tbody><tr><td>2<tfoot><tr><td>3</table>",
                        "[[{'a':'1'},{'a':'2'},{'a':'3'}]]"),
                Arguments.of("<table>" + header + "<tr></tr><tr><td>1</table>", "[[{'a':'1'}]]"),
                // Text: white space collapsed and trimmed.
                Arguments.of(
                        "<table><tr><th>\n a \t b\n<tr><td> 1 <i>2</i>3 <!-- 4 --><br>5<p>6</p>7</table>",
                        "[[{'a b':'1 23 5 6 7'}]]"),
                Arguments.of("<table><tr><th>a<tr><td>x<b>y</b>&amp;&lt;&#x41;</table>", "[[{'a':'xy&<A'}]]"),
                Arguments.of(
                        "<table><tr><th>a<tr><td><pre> 1\n  2 </pre><script>3</script></table>", "[[{'a':'1 2'}]]"),
                Arguments.of("<table><tr><th>a<tr><td></table>", "[[{'a':''}]]"),
                // Names that repeat are numbered; cells beyond the header are left out, short rows lack their last
                // fields.
                Arguments.of(
                        "<table><tr><th>a<th>a<th><th><tr><td>1<td>2<td>3<td>4<td>5</table>",
                        "[[{'a':'1','a_2':'2','':'3','_2':'4'}]]"),
                // A nested table's rows are its own.
                Arguments.of(
                        "<table>" + header + "<tr><td>1<table><tr><th>c<tr><td>2</table>3<td>4</table>",
                        "[[{'a':'1 3','b':'4'}],[{'c':'2'}]]"),
                Arguments.of("<table><tr><td><table><tr><th>c<tr><td>2</table></table>", "[[{'c':'2'}]]"),
                // Broken markup is read as browsers do.
                Arguments.of("<TABLE><TR><TH>a</TD><TR><TD>1", "[[{'a':'1'}]]"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void becomesTables(String html, String tables) {
        assertThat(json(html)).isEqualTo("{\"tables\":" + tables.replace('\'', '"') + "}");
    }

    private static final String PAGE = """
            <div id=one><table class=x><tr><th>a<tr><td>1<table class=y><tr><th>b<tr><td>2</table></table></div>
            <div id=two><section><table class=x><tr><th>c<tr><td>3</table></section></div>
            """;

    static List<Arguments> selectors() {
        return List.of(
                Arguments.of("table", "a,b,c"),
                Arguments.of("table.x", "a,c"),
                Arguments.of(".y", "b"),
                Arguments.of("#one", "a,b"),
                Arguments.of("#two, .y", "b,c"),
                Arguments.of("div", "a,b,c"),
                Arguments.of("div, section, table", "a,b,c"),
                Arguments.of("#one > table", "a"),
                Arguments.of("td", "b"),
                Arguments.of("td:contains(3)", ""),
                Arguments.of("table:has(th:contains(c))", "c"),
                Arguments.of(".none", ""),
                Arguments.of("  ", "a,b,c"));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void theSchemaSelectsTablesOrWhatHoldsThem(String selector, String headers) throws PayloadException {
        assertThat(decode(PAGE, selector).get("tables").values())
                .extracting(table -> String.join("", table.get(0).propertyNames()))
                .isEqualTo(headers.isEmpty() ? List.of() : List.of(headers.split(",")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table[", ">>", "table:no-such()", "..a", "{{x}}"})
    void aSchemaThatIsNoSelectorIsRefusedAtLoad(String selector) {
        assertThatThrownBy(() -> decode(PAGE, selector))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("outputSchema: \"" + selector + "\" is not a CSS selector");
    }

    @Test
    void theEncodingIsOfTheMarkThenTheDeclarationThenTheFieldThenUtf8() {
        String page = "<table><tr><th>é<tr><td>1</table>";
        String expected = "{\"tables\":[[{\"é\":\"1\"}]]}";
        assertThat(json(("\uFEFF" + page).getBytes(UTF_16LE), "text/html; charset=utf-8"))
                .isEqualTo(expected);
        assertThat(json(
                        ("<?xml version='1.0' encoding='latin1'?>" + page).getBytes(ISO_8859_1),
                        "text/html; charset=utf-8"))
                .isEqualTo(expected);
        assertThat(json(page.getBytes(ISO_8859_1), "text/html; charset=windows-1252"))
                .isEqualTo(expected);
        assertThat(json(page)).isEqualTo(expected);
        assertThat(refusal(page.getBytes(ISO_8859_1), "text/html"))
                .isEqualTo("is not UTF-8 text: byte 16 does not fit");
    }

    @Test
    void elementsAreCountedEvenWhereNoTableIs() {
        assertThat(refusal("<p>".repeat(500_001))).isEqualTo("holds more than 500,000 values");
        // A formatting element is made again in each paragraph: a few tags become many elements.
        assertThat(refusal("<p><b a=1><b a=2><b a=3><b a=4><b a=5><b a=6>" + "<p>x".repeat(200_000)))
                .isEqualTo("holds more than 500,000 values");
    }

    @Test
    void textInNestedTablesIsReadOnce() {
        String html = "<table><tr><th>a<tr><td>".repeat(200) + "x".repeat(1_000_000);
        assertThat(json(html).length()).isLessThan(1_010_000);
    }

    private static tools.jackson.databind.JsonNode decode(String html, String selector) throws PayloadException {
        return new HtmlFormat()
                .decoder(new PayloadFormatContext(selector, List.of(), PayloadLimits.DEFAULT))
                .decode(Unpooled.wrappedBuffer(html.getBytes(UTF_8)), null)
                .value();
    }
}
