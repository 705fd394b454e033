package dev.capstan.run.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentDetectorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "naftiko: 1.0.0-alpha2\n",
                "\uFEFFnaftiko: x",
                "# a comment\n---\ninfo: {}\n\"naftiko\" : x\n",
                "a: 1\r\nnaftiko: [broken",
                "'naftiko': 1",
                "{\"info\": {}, \"naftiko\": \"1\"}",
                "\n  {\n  naftiko: 1}",
                "{\"info\": {\"a\": \"}\\\"{\"}, 'naftiko': 1}",
                "{info: it's, # don't {\n naftiko: 1}",
            })
    void documents(String text) {
        assertThat(DocumentDetector.isIn(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "naftiko",
                "naftikos: 1",
                "a:\n  naftiko: 1",
                "# naftiko: 1",
                "openapi: 3.1.0",
                "{\"a\": 1}",
                "{\"$schema\": \"x\", \"properties\": {\"naftiko\": {\"const\": 1}}}",
                "{\"required\": [\"naftiko\"], \"a\": [{naftiko: 1}]}",
                "{\"a\": \"naftiko\"}",
                "{a: naftiko: 1}",
                "{"
            })
    void otherFiles(String text) {
        assertThat(DocumentDetector.isIn(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }
}
