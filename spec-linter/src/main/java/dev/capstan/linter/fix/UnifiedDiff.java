package dev.capstan.linter.fix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What changed between two texts, as {@code diff -u} writes it and {@code patch} reads it. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /** A line that was kept, removed or added. */
    private record Line(char kind, String text, int before, int after) {}

    private UnifiedDiff() {}

    /**
     * Compares texts.
     *
     * @param name of the file
     * @return empty when they are the same
     */
    public static String of(String name, String before, String after) {
        List<Line> lines = new LineComparison(split(before), split(after)).lines();
        StringBuilder diff = new StringBuilder();
        int at = 0;
        while (at < lines.size()) {
            if (lines.get(at).kind() == ' ') {
                at++;
                continue;
            }
            int start = Math.max(0, at - CONTEXT);
            int end = hunkEnd(lines, at);
            if (diff.isEmpty()) {
                diff.append("--- ").append(name).append('\n');
                diff.append("+++ ").append(name).append('\n');
            }
            hunk(diff, lines.subList(start, end));
            at = end;
        }
        return diff.toString();
    }

    private static int hunkEnd(List<Line> lines, int at) {
        int end = at;
        int kept = 0;
        for (int i = at; i < lines.size() && kept <= 2 * CONTEXT; i++) {
            kept = lines.get(i).kind() == ' ' ? kept + 1 : 0;
            end = kept == 0 ? i + 1 : end;
        }
        return Math.min(lines.size(), end + CONTEXT);
    }

    private static void hunk(StringBuilder diff, List<Line> lines) {
        long removed = lines.stream().filter(line -> line.kind() != '+').count();
        long added = lines.stream().filter(line -> line.kind() != '-').count();
        Line first = lines.get(0);
        diff.append("@@ -").append(range(first.before(), removed));
        diff.append(" +").append(range(first.after(), added)).append(" @@\n");
        for (Line line : lines) {
            diff.append(line.kind()).append(line.text());
            if (!line.text().endsWith("\n")) {
                diff.append("\n\\ No newline at end of file\n");
            }
        }
    }

    /** An empty range is told by the line before it. */
    private static String range(int start, long count) {
        return (count == 0 ? start : start + 1) + "," + count;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** Eugene Myers's greedy comparison: as few removed and added lines as there can be. */
    private record LineComparison(List<String> before, List<String> after) {
        List<Line> lines() {
            List<int[]> rounds = new ArrayList<>();
            int most = before.size() + after.size();
            int[] furthest = new int[2 * most + 3];
            int middle = most + 1;
            for (int edits = 0; edits <= most; edits++) {
                for (int k = -edits; k <= edits; k += 2) {
                    boolean down = k == -edits || k != edits && furthest[middle + k - 1] < furthest[middle + k + 1];
                    int x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
                    while (x < before.size()
                            && x - k < after.size()
                            && before.get(x).equals(after.get(x - k))) {
                        x++;
                    }
                    furthest[middle + k] = x;
                    if (x >= before.size() && x - k >= after.size()) {
                        return backwards(rounds, edits);
                    }
                }
                int[] round = new int[2 * edits + 3];
                System.arraycopy(furthest, middle - edits - 1, round, 0, round.length);
                rounds.add(round);
            }
            throw new IllegalStateException("two texts differ at most by all their lines");
        }

        private List<Line> backwards(List<int[]> rounds, int edits) {
            List<Line> lines = new ArrayList<>();
            int x = before.size();
            int y = after.size();
            for (int round = edits; round > 0; round--) {
                int[] furthest = rounds.get(round - 1);
                int middle = round;
                int k = x - y;
                boolean down = k == -round || k != round && furthest[middle + k - 1] < furthest[middle + k + 1];
                int previousX = down ? furthest[middle + k + 1] : furthest[middle + k - 1];
                int previousY = previousX - (down ? k + 1 : k - 1);
                int turnX = down ? previousX : previousX + 1;
                while (x > turnX) {
                    x--;
                    y--;
                    lines.add(new Line(' ', before.get(x), x, y));
                }
                lines.add(
                        down
                                ? new Line('+', after.get(previousY), previousX, previousY)
                                : new Line('-', before.get(previousX), previousX, previousY));
                x = previousX;
                y = previousY;
            }
            while (x > 0) {
                x--;
                lines.add(new Line(' ', before.get(x), x, x));
            }
            Collections.reverse(lines);
            return lines;
        }
    }
}
