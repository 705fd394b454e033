package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.MarkdownPage.Block;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The examples of docs/formats.md: each is decoded to the JSON behind it. */
class FormatsPageTest {
    private static final MarkdownPage PAGE = MarkdownPage.read("formats.md");

    /** What an example of a binary format begins with. */
    private static final Map<String, String> SCHEMAS = Map.of("avsc", "avro", "proto", "protobuf");

    @TempDir
    Path folder;

    @Test
    void examplesAreDecodedAsThePageSays() throws PayloadException {
        List<String> shown = new ArrayList<>();
        List<Block> example = new ArrayList<>();
        for (Block block : PAGE.blocks()) {
            if (block.language().isEmpty()) {
                continue;
            }
            if (!block.language().equals("json")) {
                example.add(block);
                continue;
            }
            Block first = example.get(0);
            Block answer = example.get(example.size() - 1);
            String format = SCHEMAS.getOrDefault(first.language(), first.language());
            byte[] bytes = answer.language().equals("hex")
                    ? HexFormat.of().parseHex(answer.content().replaceAll("\\s", ""))
                    : answer.content().getBytes(StandardCharsets.UTF_8);
            assertThat(decoded(format, example.size() == 1 ? null : first, bytes))
                    .as(format)
                    .isEqualTo(JsonMapper.shared().readTree(block.content()).toString());
            shown.add(format);
            example.clear();
        }
        assertThat(shown).containsExactly("xml", "csv", "yaml", "html", "markdown", "avro", "protobuf");
    }

    @Test
    void thePageNamesEveryFormatOfTheDistribution() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        ServiceLoader.load(PayloadFormat.class).forEach(format -> names.add(format.name()));
        assertThat(names)
                .containsExactly("avro", "csv", "html", "markdown", "protobuf", "psv", "text", "tsv", "xml", "yaml");
        String page = Files.readString(Path.of("../docs/formats.md"));
        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private String decoded(String name, Block schema, byte[] bytes) throws PayloadException {
        for (PayloadFormat format : ServiceLoader.load(PayloadFormat.class)) {
            if (format.name().equals(name)) {
                return format.decoder(new PayloadFormatContext(
                                schema == null ? null : file(schema), List.of(folder), PayloadLimits.DEFAULT))
                        .decode(Unpooled.wrappedBuffer(bytes), null)
                        .value()
                        .toString();
            }
        }
        throw new AssertionError("no provider of the format " + name);
    }

    private String file(Block schema) {
        try {
            return Files.writeString(folder.resolve("example." + schema.language()), schema.content())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
