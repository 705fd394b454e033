package dev.capstan.benchmarks.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decoding one set of records, eight vessels with eight fields each, in 1.3 to 2.1 KB: what a format adds to a call before
 * its reply is shaped. JSON is Jackson's tree, the yardstick.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class FormatBenchmark {
    private static final int RECORDS = 8;
    private static final String[] FIELDS = {"imo", "name", "flag", "type", "draft", "port", "eta", "status"};

    /** The format to decode. */
    @Param({"json", "xml", "csv", "yaml", "markdown", "html"})
    public String format = "json";

    private ByteBuf bytes;
    private PayloadDecoder decoder;

    /** Writes the records in the format. */
    @Setup
    public void write() {
        String text = switch (format) {
            case "xml" -> xml();
            case "csv" -> rows("", ",", "\n", "");
            case "yaml" -> yaml();
            case "markdown" -> rows("|", "|", "|\n", "|-".repeat(FIELDS.length) + "|\n");
            case "html" -> html();
            default -> json();
        };
        bytes = Unpooled.directBuffer().writeBytes(text.getBytes(UTF_8));
        decoder = format.equals("json")
                ? jackson()
                : format().decoder(new PayloadFormatContext(null, List.of(), PayloadLimits.DEFAULT));
    }

    private PayloadFormat format() {
        for (PayloadFormat found : ServiceLoader.load(PayloadFormat.class)) {
            if (found.name().equals(format)) {
                return found;
            }
        }
        throw new IllegalStateException("no provider of the format " + format);
    }

    private static PayloadDecoder jackson() {
        JsonMapper mapper = JsonMapper.builder().build();
        return (buffer, contentType) -> DecodedPayload.of(mapper.readTree(ByteBufUtil.getBytes(buffer)));
    }

    private static String value(int record, int field) {
        return switch (FIELDS[field]) {
            case "imo" -> "932100" + record;
            case "name" -> "Northern Star " + record;
            case "flag" -> "NO";
            case "type" -> "cargo";
            case "draft" -> "7." + record;
            case "port" -> "NOOSL";
            case "eta" -> "2026-11-0" + (record + 1) + "T10:00:00Z";
            default -> "at sea";
        };
    }

    private static String json() {
        StringBuilder text = new StringBuilder("{\"vessels\":[");
        for (int record = 0; record < RECORDS; record++) {
            text.append(record == 0 ? "{" : ",{");
            for (int field = 0; field < FIELDS.length; field++) {
                text.append(field == 0 ? "\"" : ",\"").append(FIELDS[field]).append("\":\"");
                text.append(value(record, field)).append('"');
            }
            text.append('}');
        }
        return text.append("]}").toString();
    }

    private static String xml() {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<vessels>\n");
        for (int record = 0; record < RECORDS; record++) {
            text.append("  <vessel imo=\"").append(value(record, 0)).append("\">");
            for (int field = 1; field < FIELDS.length; field++) {
                text.append('<').append(FIELDS[field]).append('>');
                text.append(value(record, field));
                text.append("</").append(FIELDS[field]).append('>');
            }
            text.append("</vessel>\n");
        }
        return text.append("</vessels>\n").toString();
    }

    private static String yaml() {
        StringBuilder text = new StringBuilder("vessels:\n");
        for (int record = 0; record < RECORDS; record++) {
            for (int field = 0; field < FIELDS.length; field++) {
                text.append(field == 0 ? "- " : "  ").append(FIELDS[field]).append(": ");
                text.append(value(record, field)).append('\n');
            }
        }
        return text.toString();
    }

    private static String html() {
        StringBuilder text = new StringBuilder("<!DOCTYPE html><html><body><table>\n<tr>");
        for (String field : FIELDS) {
            text.append("<th>").append(field).append("</th>");
        }
        for (int record = 0; record < RECORDS; record++) {
            text.append("</tr>\n<tr>");
            for (int field = 0; field < FIELDS.length; field++) {
                text.append("<td>").append(value(record, field)).append("</td>");
            }
        }
        return text.append("</tr>\n</table></body></html>").toString();
    }

    private static String rows(String before, String between, String after, String ruler) {
        StringBuilder text =
                new StringBuilder(before).append(String.join(between, FIELDS)).append(after);
        text.append(ruler);
        for (int record = 0; record < RECORDS; record++) {
            text.append(before);
            for (int field = 0; field < FIELDS.length; field++) {
                text.append(field == 0 ? "" : between).append(value(record, field));
            }
            text.append(after);
        }
        return text.toString();
    }

    /** Frees the answer. */
    @TearDown
    public void release() {
        bytes.release();
    }

    /** One answer, from its bytes to its value. */
    @Benchmark
    public JsonNode decode() throws PayloadException {
        return decoder.decode(bytes, null).value();
    }
}
