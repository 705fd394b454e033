package dev.capstan.adapter.mcp.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeNamesTest {
    @Test
    void keepsSafeNamesWhateverComesBeforeThem() {
        assertThat(SafeNames.ofArguments(List.of("a b", "a_b", "ok-1.x_Y")))
                .element(1)
                .isEqualTo("a_b");
        assertThat(SafeNames.ofArguments(List.of("a b", "a_b", "ok-1.x_Y")))
                .element(2)
                .isEqualTo("ok-1.x_Y");
        assertThat(SafeNames.ofArguments(List.of("a b", "a_b")))
                .element(0)
                .asString()
                .matches("a_b_[0-9a-f]{8}");
    }

    @Test
    void replacesWhatIsNotSafe() {
        assertThat(SafeNames.ofArguments(List.of("filter[name]", "$select", "größe", "", "x\ny")))
                .containsExactly("filter_name_", "_select", "gr__e", "_", "x_y");
    }

    @Test
    void leavesDotsToArguments() {
        assertThat(SafeNames.ofTools(List.of("a.b", "a_b", "a-b")))
                .satisfiesExactly(
                        name -> assertThat(name).matches("a_b_[0-9a-f]{8}"),
                        name -> assertThat(name).isEqualTo("a_b"),
                        name -> assertThat(name).isEqualTo("a-b"));
        assertThat(SafeNames.ofArguments(List.of("a.b"))).containsExactly("a.b");
    }

    @Test
    void cutsLongNamesAndTellsThemApartByTheirOwnText() {
        String begin = "n".repeat(70);
        List<String> one = SafeNames.ofArguments(List.of(begin + "a", begin + "b", begin + "c"));
        List<String> other = SafeNames.ofArguments(List.of(begin + "a", begin + "c", begin + "b"));

        assertThat(one.get(0)).isEqualTo("n".repeat(64));
        assertThat(one.get(1)).isEqualTo(other.get(2)).hasSize(64);
        assertThat(one.get(2)).isEqualTo(other.get(1)).isNotEqualTo(one.get(1));
    }

    @Test
    void numbersEqualNames() {
        String longest = "n".repeat(64);
        assertThat(SafeNames.ofArguments(List.of("x", "x", "x-2", "x", longest, longest)))
                .containsExactly("x", "x-3", "x-2", "x-4", longest, "n".repeat(62) + "-2");
    }

    @Test
    void isAlwaysSafeAndUnique() {
        Random random = new Random(7);
        String alphabet = "ab_-. []é\n$😀";
        for (int round = 0; round < 500; round++) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                StringBuilder name = new StringBuilder("z".repeat(random.nextInt(3) == 0 ? 62 : 0));
                for (int j = random.nextInt(5); j > 0; j--) {
                    name.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                names.add(name.toString());
            }
            List<String> safe = SafeNames.ofArguments(names);

            assertThat(safe)
                    .hasSameSizeAs(names)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-zA-Z0-9_.-]{1,64}"));
        }
    }
}
