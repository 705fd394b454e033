package dev.capstan.linter.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.yaml            | a.yaml        | true",
                "*.yaml            | x/y/a.yaml    | true",
                "/*.yaml           | a.yaml        | true",
                "/*.yaml           | x/a.yaml      | false",
                "x/*.yaml          | x/a.yaml      | true",
                "x/*.yaml          | x/y/a.yaml    | false",
                "x/**/*.yaml       | x/a.yaml      | true",
                "x/**/*.yaml       | x/y/z/a.yaml  | true",
                "**/a.yaml         | a.yaml        | true",
                "x/**              | x/y/a.yaml    | true",
                "vendor            | vendor/a.yaml | true",
                "vendor/           | b/vendor/c    | true",
                "./x/a.yaml        | x/a.yaml      | true",
                "a.{yaml,yml}      | a.yml         | true",
                "a.{yaml,yml}      | a.json        | false",
                "[ab].yaml         | b.yaml        | true",
                "[!ab].yaml        | b.yaml        | false",
                "a?c               | abc           | true",
                "a?c               | a/c           | false",
                "a+b(1).yaml       | a+b(1).yaml   | true",
            })
    void fits(String glob, String path, boolean fits) {
        assertThat(PathGlob.of(glob).matches(path)).isEqualTo(fits);
    }

    @Test
    void refusesWhatIsNotClosed() {
        assertThatThrownBy(() -> PathGlob.of("a.{yaml")).hasMessageContaining("} is missing");
        assertThatThrownBy(() -> PathGlob.of("[ab")).hasMessageContaining("] is missing");
    }
}
