package dev.capstan.samples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.capstan.document.tokens.TokenEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.json.JsonMapper;

/** What is estimated of texts, beside what a tokenizer with the whole vocabulary counts. */
class TokenEstimateTest {
    /** Of shorter texts, a word that is not in the vocabulary is more than 5 %. */
    private static final int LEAST_TOKENS = 200;

    private final Encoding o200k = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private final List<String> off = new ArrayList<>();
    private int lists;

    private void compare(String name, String text, double tolerance) {
        int counted = o200k.countTokensOrdinary(text);
        long estimated = TokenEstimate.of(text);
        if (counted >= LEAST_TOKENS && Math.abs(estimated - counted) > tolerance * counted) {
            off.add(name + ": " + estimated + " for " + counted);
        }
    }

    private void compareLists(Path folder) throws IOException {
        ServedLists.of(folder, (document, list) -> {
            lists++;
            String text = JsonMapper.shared().writeValueAsString(list.tools());
            compare(document.getFileName().toString(), text, 0.05);
            assertThat(list.tokens()).isEqualTo(TokenEstimate.of(text));
        });
    }

    @Test
    void listsOfToolsAreWithinFivePercent() throws IOException {
        compareLists(Path.of("."));
        assertThat(off).isEmpty();
        assertThat(lists).isPositive();
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "CAPSTAN_PUBLISHED_DOCUMENTS",
            matches = ".+",
            disabledReason = "names no folder with the published documents")
    void listsOfPublishedDocumentsAreWithinFivePercent() throws IOException {
        compareLists(Path.of(System.getenv("CAPSTAN_PUBLISHED_DOCUMENTS"), "corpus", "catalogue"));
        assertThat(off).isEmpty();
        assertThat(lists).isPositive();
    }

    @Test
    void otherTextsAreWithinTenPercent() throws IOException {
        try (Stream<Path> documents = Files.list(Path.of("."))) {
            for (Path document : documents
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|md)"))
                    .toList()) {
                compare(document.toString(), Files.readString(document), 0.10);
            }
        }
        assertThat(off).isEmpty();
    }

    @Test
    void anyTextHasSomeEstimate() {
        assertThat(TokenEstimate.of("")).isZero();
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
            }
            assertThat(TokenEstimate.of(text)).isBetween(0L, 4L * text.length());
        }
    }
}
