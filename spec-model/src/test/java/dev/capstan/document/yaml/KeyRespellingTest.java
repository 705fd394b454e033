package dev.capstan.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.yaml.reader.YamlReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRespellingTest {
    private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);

    @Test
    void readsAKeyUnderItsRightNameAndKeepsPlacesAndPointers() {
        YamlMapping root = read("a:\n  - lable: x\n    other: [1, 2]\n");
        YamlScalar misspelt =
                ((YamlMapping) root.sequence("a").items().get(0)).entry("lable").key();

        YamlMapping copy = (YamlMapping) KeyRespelling.apply(root, Map.of(misspelt, "label"));

        YamlMapping item = (YamlMapping) copy.sequence("a").items().get(0);
        assertThat(item.names()).containsExactly("label", "other");
        assertThat(item.text("label")).isEqualTo("x");
        assertThat(item.get("label").pointer()).isEqualTo("/a/0/lable");
        assertThat(item.get("label").range().column()).isEqualTo(12);
        assertThat(item.sequence("other").items().get(1).pointer()).isEqualTo("/a/0/other/1");
        assertThat(copy.toJson().toString()).isEqualTo("{\"a\":[{\"label\":\"x\",\"other\":[1,2]}]}");
    }

    @Test
    void neverHidesAnotherMember() {
        YamlMapping root = read("label: one\nlable: two\n");

        YamlMapping copy = (YamlMapping)
                KeyRespelling.apply(root, Map.of(root.entry("lable").key(), "label"));

        assertThat(copy.text("label")).isEqualTo("one");
        assertThat(copy.text("lable")).isEqualTo("two");
    }

    private YamlMapping read(String text) {
        return (YamlMapping) reader.read(text, "test.yaml").root();
    }
}
