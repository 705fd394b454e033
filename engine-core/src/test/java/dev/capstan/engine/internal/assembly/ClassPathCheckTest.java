package dev.capstan.engine.internal.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ClassPathCheckTest {

    @Test
    void takesTheClassPathOfThisBuild() {
        assertThatCode(ClassPathCheck::check).doesNotThrowAnyException();
    }

    @Test
    void namesEachLibraryThatIsTooOldWithWhatIsNeeded() {
        assertThat(ClassPathCheck.problems(name -> !name.contains("netty"), 3, 2, () -> "4.1.121.Final"))
                .containsExactly(
                        "the engine runs on Netty 4.2 or later (io.netty), and 4.1.121.Final is on the class path");
        assertThat(ClassPathCheck.problems(name -> !name.contains("jackson"), 3, 1, () -> null))
                .containsExactly(
                        "Jackson 3.1 needs its annotations 2.21 or later"
                                + " (com.fasterxml.jackson.core:jackson-annotations), and an earlier version is on the class path");
        assertThat(ClassPathCheck.problems(name -> !name.endsWith("JsonApplyView"), 3, 2, () -> null))
                .singleElement()
                .asString()
                .startsWith("Jackson 3.2 needs its annotations 2.22 or later");
        assertThat(ClassPathCheck.problems(name -> !name.endsWith("JsonApplyView"), 3, 1, () -> null))
                .isEmpty();
        assertThat(ClassPathCheck.problems(name -> false, 3, 0, () -> null))
                .containsExactly(
                        "the engine runs on Netty 4.2 or later (io.netty), and an earlier version is on the class path",
                        "the engine runs on Jackson 3.1 or later (tools.jackson), and 3.0 is on the class path");
    }
}
