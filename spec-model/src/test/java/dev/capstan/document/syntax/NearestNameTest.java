package dev.capstan.document.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KEYS =
            List.of("namespace", "baseUri", "description", "inputParameters", "outputParameters", "in", "type", "call");

    @ParameterizedTest
    @CsvSource({
        "namespase, namespace",
        "nmaespace, namespace",
        "basUri, baseUri",
        "BaseURI, baseUri",
        "base_uri, baseUri",
        "descripton, description",
        "input-parameters, inputParameters",
        "outputParameter, outputParameters",
        "typ, type",
        "cal, call",
        "IN, in",
        "desc, description",
        "callOperation, call"
    })
    void findsTheNameThatWasMeant(String written, String meant) {
        assertThat(NearestName.among(written, KEYS)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"zzz", "x", "at", "operations", "password"})
    void suggestsNothingForANameThatIsFarFromAll(String written) {
        assertThat(NearestName.among(written, KEYS)).isNull();
    }

    @Test
    void suggestsNothingForAnAbbreviationOfSeveral() {
        assertThat(NearestName.among("out", List.of("outputParameters", "outputRawFormat")))
                .isNull();
    }

    @Test
    void prefersTheNearerOfTwo() {
        assertThat(NearestName.among("get-shipp", List.of("get-ships-all", "get-shops", "get-ship")))
                .isEqualTo("get-ship");
    }

    @Test
    void takesTheFirstOfEquallyNearOnes() {
        assertThat(NearestName.among("cart", List.of("card", "care"))).isEqualTo("card");
    }

    @Test
    void comparesVeryLongNamesOnlyByFolding() {
        String longName = "a-".repeat(300);
        assertThat(NearestName.among(longName + "x", List.of(longName))).isNull();
        assertThat(NearestName.among(longName, List.of("A".repeat(300)))).isEqualTo("A".repeat(300));
    }
}
