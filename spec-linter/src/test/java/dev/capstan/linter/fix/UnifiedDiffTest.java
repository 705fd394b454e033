package dev.capstan.linter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void sameTextsHaveNone() {
        assertThat(UnifiedDiff.of("a", "x\ny\n", "x\ny\n")).isEmpty();
    }

    @Test
    void changesFarApartAreHunksOfTheirOwn() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";
        String after = before.replace("2\n3", "2\nthree").replace("13\n", "");
        assertThat(UnifiedDiff.of("f.yaml", before, after)).isEqualTo("""
                        --- f.yaml
                        +++ f.yaml
                        @@ -1,6 +1,6 @@
                         1
                         2
                        -3
                        +three
                         4
                         5
                         6
                        @@ -10,5 +10,4 @@
                         10
                         11
                         12
                        -13
                         14
                        """);
    }

    @Test
    void aMissingLineEndIsTold() {
        assertThat(UnifiedDiff.of("f", "a\nb", "a\nc\n"))
                .isEqualTo("--- f\n+++ f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n");
    }

    @Test
    void applyingItGivesTheOtherText() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String before = text(random);
            String after = text(random);
            assertThat(patched(before, UnifiedDiff.of("f", before, after))).isEqualTo(after);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(30); lines > 0; lines--) {
            text.append("abcd".charAt(random.nextInt(4))).append('\n');
        }
        return text.toString();
    }

    private static String patched(String before, String diff) {
        List<String> lines = before.lines().toList();
        List<String> out = new ArrayList<>();
        int at = 0;
        for (String line : diff.lines().skip(2).toList()) {
            if (line.startsWith("@@")) {
                String[] range = line.split("[ ,]")[1].substring(1).split(",");
                boolean empty = line.matches("@@ -\\d+,0 .*");
                int start = Integer.parseInt(range[0]) - (empty ? 0 : 1);
                while (at < start) {
                    out.add(lines.get(at++));
                }
            } else if (line.startsWith("+")) {
                out.add(line.substring(1));
            } else {
                assertThat(lines.get(at)).isEqualTo(line.substring(1));
                if (line.startsWith(" ")) {
                    out.add(lines.get(at));
                }
                at++;
            }
        }
        out.addAll(lines.subList(at, lines.size()));
        return out.isEmpty() ? "" : String.join("\n", out) + "\n";
    }
}
