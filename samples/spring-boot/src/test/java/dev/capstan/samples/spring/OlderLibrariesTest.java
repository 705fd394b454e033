package dev.capstan.samples.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.Engine;
import dev.capstan.engine.failure.InvalidSettingException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs where the build is told to use libraries on which the engine cannot run, as Spring Boot 3.5 manages them. */
@EnabledIfSystemProperty(named = "older.libraries", matches = ".+", disabledReason = "the libraries are not too old")
class OlderLibrariesTest {

    @Test
    void buildingAnEngineSaysWhichVersionsItNeeds() {
        assertThatThrownBy(() -> Engine.builder()
                        .document(Path.of("src/main/resources/books.yaml"))
                        .build())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("Netty 4.2 or later (io.netty), and 4.1.")
                .hasMessageContaining("needs its annotations 2.22 or later")
                .hasMessageContaining("set these versions in the build of the application");
    }
}
