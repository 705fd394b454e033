package dev.capstan.format.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.testkit.PayloadFormatContract;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFormatTest extends PayloadFormatContract {
    @Override
    protected PayloadFormat format() {
        return new XmlFormat();
    }

    @Override
    protected String name() {
        return "xml";
    }

    @Override
    protected byte[] sample() {
        return ("<?xml version=\"1.0\"?>\n<!-- fleet -->\n<vessels xmlns:x=\"urn:x\" count='2'>\n"
                        + "  <vessel imo=\"1\"><name>Söl &amp; Mar&#x2019;s</name><x:flag/></vessel>\n"
                        + "  <vessel imo=\"2\">adrift <b>now</b> &lt;<![CDATA[<a> & b]]>\n</vessel>\n</vessels>\n")
                .getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return """
                {"count": "2", "vessel": [
                  {"imo": "1", "name": "Söl & Mar’s", "flag": ""},
                  {"imo": "2", "b": "now", "value": "adrift  <<a> & b"}]}""";
    }

    @Override
    protected List<byte[]> malformed() {
        return List.of(bytes("x"), bytes("<a>"), bytes("{}"), bytes("<a></b>"), bytes("<a b=1/>"));
    }

    @Override
    protected byte[] values(int count) {
        return bytes("<a>" + "<b/>".repeat(count) + "</a>");
    }

    @Override
    protected byte[] nested(int levels) {
        // The innermost element is text.
        return bytes("<a>".repeat(levels) + "<a/>" + "</a>".repeat(levels));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            # The value is the content of the root element; its name is dropped.
            <vessels><vessel/></vessels>                   => {"vessel":""}
            <root><user><id>1</id></user></root>           => {"user":{"id":"1"}}
            <a>text</a>                                    => "text"
            <a/>                                           => ""
            <a></a>                                        => ""
            # One element, and a list.
            <a><b>1</b></a>                                => {"b":"1"}
            <a><b>1</b><b>2</b></a>                        => {"b":["1","2"]}
            <a><b>1</b><c/><b>2</b><b x='3'/></a>          => {"b":["1","2",{"x":"3"}],"c":""}
            <a><b><c/></b><b><c/><c/></b></a>              => {"b":[{"c":""},{"c":["",""]}]}
            # Attributes are fields; a child wins over an attribute of its name.
            <a b='1' c='2'/>                               => {"b":"1","c":"2"}
            <a b='1'><b>2</b></a>                          => {"b":"2"}
            <a b='1'><b>2</b><b>3</b></a>                  => {"b":["2","3"]}
            <a b='1'><c/><b>2</b></a>                      => {"b":"2","c":""}
            # Namespaces: local names; a declaration is no attribute.
            <x:a xmlns:x='u' xmlns='v'><x:b x:c='1'/></x:a> => {"b":{"c":"1"}}
            <a xmlns='u'>t</a>                             => "t"
            <x:a><y:b/><z:b/></x:a>                        => {"b":["",""]}
            <a x:q='1' y:q='2'/>                           => {"q":"1"}
            # Text beside attributes, and beside children.
            <a b='1'>t</a>                                 => {"b":"1","value":"t"}
            <a b='1'> t </a>                               => {"b":"1","value":" t "}
            <a value='1'>t</a>                             => {"value":"1","":"t"}
            <a><value>1</value>t</a>                       => {"value":"1","":"t"}
            <a> t <b/> </a>                                => {"b":"","value":"t"}
            <a>x <b>y</b> z</a>                            => {"b":"y","value":"x  z"}
            <a> <b/> <c/> </a>                             => {"b":"","c":""}
            <a> t </a>                                     => " t "
            <a> </a>                                       => " "
            # Leaves are strings.
            <a><b>1</b><c>true</c><d>null</d></a>          => {"b":"1","c":"true","d":"null"}
            # Comments and processing instructions do not exist; CDATA is text.
            <!--x--><?p x?><a>x<!--y-->z<?p y?></a><!--z--> => "xz"
            <a><!-- b --></a>                              => ""
            <a> <!-- b --> </a>                            => "  "
            <a><![CDATA[<b>&amp;]]></a>                    => "<b>&amp;"
            <a>x<![CDATA[]]>y<![CDATA[]]]]></a>            => "xy]]"
            <a><![CDATA[ ]]><b/></a>                       => {"b":""}
            # References.
            <a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;</a> => "<>&'\\"A😀"
            <a b='&lt;&#10;'/>                             => {"b":"<\\n"}
            <a b="it's"/>                                  => {"b":"it's"}
            <a b = '1' />                                  => {"b":"1"}
            <a b='1'></a >                                 => {"b":"1"}
            <?xml version='1.0' standalone='yes' ?><a/>    => ""
            <é>ü</é>                                       => "ü"
            <a-b.c_1><d/></a-b.c_1>                        => {"d":""}
            """)
    void becomesJson(String xml, String json) {
        assertThat(json(xml)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            <!DOCTYPE a><a/>                                     => document type declaration
            <!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>         => document type declaration
            <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a> => document type declaration
            <!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>             => document type declaration
            <!--x--><!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/'>%p;]><a/> => document type declaration
            <a><!DOCTYPE b></a>                                  => line 1, column 5: markup that is no element
            <a>&b;</a>                                           => line 1, column 4: an &
            <a b='&nbsp;'/>                                      => line 1, column 7: an &
            <a>&amp</a>                                          => an &
            <a>& b</a>                                           => an &
            <a>&#;</a>                                           => an &
            <a>&#x;</a>                                          => an &
            <a>&#0;</a>                                          => a character that XML does not allow
            <a>&#xD800;</a>                                      => a character that XML does not allow
            <a>&#x110000;</a>                                    => a character that XML does not allow
            <a>&#99999999999999999999;</a>                       => a character that XML does not allow
            <a                                                   => line 1, column 3: white space
            <a>                                                  => an element is not closed
            <a><b></a>                                           => another element
            <a></ab>                                             => another element
            <a/><b/>                                             => behind the root element
            <a/>text                                             => behind the root element
            text<a/>                                             => "<" is expected
            <a b='1' b='2'/>                                     => attribute of that name already
            <a xmlns:b='1' xmlns:b='2'/>                         => attribute of that name already
            <a xmlns='1' xmlns='2'/>                             => attribute of that name already
            <a x:b='1' b='1' x:b='2'/>                           => attribute of that name already
            <a b='1'c='2'/>                                      => white space
            <a b/>                                               => "=" is expected
            <a b=1/>                                             => quotes are expected
            <a b='<'/>                                           => < stands in an attribute
            <a b='1                                              => are not closed
            <a>]]></a>                                           => ]]> stands outside
            <a><!-- -- --></a>                                   => ">" is expected
            <a><!-- </a>                                         => a comment is not closed
            <a><![CDATA[ </a>                                    => a CDATA section is not closed
            <a><?p </a>                                          => a processing instruction is not closed
            <a><?xml version='1.0'?></a>                         => XML declaration stands only
            <?xml version='2.0'?><a/>                            => XML declaration is malformed
            <?xml ?><a/>                                         => XML declaration is malformed
            <1/>                                                 => a name is expected
            <a:b:c/>                                             => one prefix
            <:a/>                                                => one prefix
            <a:/>                                                => one prefix
            """)
    void isRefused(String xml, String reason) {
        assertThat(refusal(xml)).contains(reason);
    }

    @Test
    void theRootsNameIsKept() throws PayloadException {
        var decoded = new XmlFormat()
                .decoder(new PayloadFormatContext(null, List.of(), PayloadLimits.DEFAULT))
                .decode(Unpooled.wrappedBuffer(bytes("<x:root xmlns:x='u'><user/></x:root>")), null);
        assertThat(decoded.rootName()).isEqualTo("root");
        assertThat(new XmlFormat().isSingleValueList()).isTrue();
    }

    @Test
    void lineEndsAndWhiteSpaceAreNormalized() {
        assertThat(json("<a>1\r\n2\r3\n4&#13;</a>")).isEqualTo("\"1\\n2\\n3\\n4\\r\"");
        assertThat(json("<a><![CDATA[1\r\n2\r3]]></a>")).isEqualTo("\"1\\n2\\n3\"");
        assertThat(json("<a b='1\r\n2\r3\n4\t5'/>")).isEqualTo("{\"b\":\"1 2 3 4 5\"}");
        assertThat(refusal("<a>\n\r\n  <b>\r\u0001")).contains("line 4, column 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 11, 31, 0xFFFE, 0xFFFF})
    void charactersThatXmlForbidsAreRefusedEverywhere(int character) {
        String c = Character.toString(character);
        for (String xml : List.of(
                "<a>" + c + "</a>",
                "<a b='" + c + "'/>",
                "<a><!--" + c + "--></a>",
                "<a><![CDATA[" + c + "]]></a>",
                "<a><?p " + c + "?></a>")) {
            assertThat(refusal(xml)).contains("does not allow");
        }
    }

    @Test
    void theEncodingIsOfTheMarkThenTheDeclarationThenTheFieldThenUtf8() {
        String declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>é</a>";
        String undeclared = "<a>é</a>";
        String field = "application/xml; a=\"; charset=utf-7\"; Charset=\"iso-8859-1\"";
        assertThat(json(join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, declared, UTF_8), field))
                .isEqualTo("\"é\"");
        assertThat(json(join(new byte[] {(byte) 0xFE, (byte) 0xFF}, declared, UTF_16BE), field))
                .isEqualTo("\"é\"");
        assertThat(json(join(new byte[] {(byte) 0xFF, (byte) 0xFE}, undeclared, UTF_16LE), field))
                .isEqualTo("\"é\"");
        assertThat(json(
                        join(new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF}, undeclared, Charset.forName("UTF-32BE")),
                        field))
                .isEqualTo("\"é\"");
        assertThat(json(
                        join(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0}, undeclared, Charset.forName("UTF-32LE")),
                        field))
                .isEqualTo("\"é\"");
        assertThat(json(declared.getBytes(ISO_8859_1), "application/xml; charset=utf-8"))
                .isEqualTo("\"é\"");
        assertThat(json(undeclared.getBytes(ISO_8859_1), field)).isEqualTo("\"é\"");
        assertThat(json(undeclared.getBytes(UTF_16LE), null)).isEqualTo("\"é\"");
        assertThat(json(undeclared.getBytes(UTF_8), "application/xml")).isEqualTo("\"é\"");
        assertThat(json(undeclared.getBytes(UTF_8), "application/json")).isEqualTo("\"é\"");
    }

    @Test
    void bytesThatDoNotFitTheEncodingAreRefused() {
        assertThat(refusal("<a>é</a>".getBytes(ISO_8859_1), null)).isEqualTo("is not UTF-8 text: byte 4 does not fit");
        assertThat(refusal("<a>é</a>".getBytes(UTF_8), "text/xml; charset=us-ascii"))
                .isEqualTo("is not US-ASCII text: byte 4 does not fit");
        assertThat(refusal("<a/>".getBytes(UTF_8), "text/xml; charset=no-such"))
                .isEqualTo("is in an encoding that is not known: no-such");
        assertThat(refusal("<?xml version='1.0' encoding='EBCDIC-XX'?><a/>".getBytes(UTF_8), null))
                .isEqualTo("is in an encoding that is not known: ebcdic-xx");
    }

    @Test
    void aBillionLaughsIsRefusedUnread() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE l [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertThat(refusal(bomb + "]><l>&a29;</l>")).contains("document type declaration");
    }

    @Test
    void listsCountAsLevels() throws PayloadException {
        // b holds a list of which one item is an object: three levels in two elements.
        byte[] xml = bytes("<a><b/><b><c/></b></a>");
        PayloadFormat format = new XmlFormat();
        var enough = format.decoder(new PayloadFormatContext(null, List.of(), new PayloadLimits(100, 3)));
        assertThat(enough.decode(Unpooled.wrappedBuffer(xml), null).value().toString())
                .isEqualTo("{\"b\":[\"\",{\"c\":\"\"}]}");
        var tooFew = format.decoder(new PayloadFormatContext(null, List.of(), new PayloadLimits(100, 2)));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> tooFew.decode(Unpooled.wrappedBuffer(xml), null))
                .isInstanceOf(PayloadException.class);
    }

    private static byte[] join(byte[] mark, String text, Charset charset) {
        byte[] encoded = text.getBytes(charset);
        byte[] all = java.util.Arrays.copyOf(mark, mark.length + encoded.length);
        System.arraycopy(encoded, 0, all, mark.length, encoded.length);
        return all;
    }
}
