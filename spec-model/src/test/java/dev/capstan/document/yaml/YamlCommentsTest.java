package dev.capstan.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.SourceRange;
import org.junit.jupiter.api.Test;

class YamlCommentsTest {
    @Test
    void commentsAreFoundAndTextsAreNot() {
        String yaml = "# first\na: \"# no\" # second\nb: |\n  # no\n  x\n# third\nc: 'x#y'\n";
        assertThat(YamlComments.in(yaml)).extracting(YamlComment::text).containsExactly(" first", " second", " third");
        assertThat(YamlComments.in(yaml).get(1).range()).isEqualTo(new SourceRange(2, 11, 2, 19));
    }

    @Test
    void whatIsNoYamlHasThoseBefore() {
        assertThat(YamlComments.in("# one\na: [\n\""))
                .extracting(YamlComment::text)
                .contains(" one");
        assertThat(YamlComments.in("\u0000")).isEmpty();
    }
}
