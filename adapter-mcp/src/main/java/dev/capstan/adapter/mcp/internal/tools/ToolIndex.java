package dev.capstan.adapter.mcp.internal.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds tools by words of their names and descriptions, ranked by Okapi BM25 with its usual parameters. A word of a name counts as much
 * as three of a description. Immutable; safe for any thread.
 */
final class ToolIndex {
    private static final double SATURATION = 1.2;
    private static final double LENGTH_SHARE = 0.75;
    private static final int WEIGHT_OF_NAME = 3;
    /** More of a question is not looked at. */
    private static final int LONGEST_QUERY = 1000;

    /** How often a word occurs in a tool. */
    private record Posting(int tool, int count) {}

    private final List<ServedTool> tools;
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final int[] lengths;
    private final double averageLength;

    ToolIndex(List<ServedTool> tools) {
        this.tools = tools;
        this.lengths = new int[tools.size()];
        for (int i = 0; i < lengths.length; i++) {
            Map<String, Integer> counts = new HashMap<>();
            List<String> name = Words.of(tools.get(i).name());
            List<String> description = Words.of(tools.get(i).words());
            name.forEach(word -> counts.merge(word, WEIGHT_OF_NAME, Integer::sum));
            description.forEach(word -> counts.merge(word, 1, Integer::sum));
            lengths[i] = WEIGHT_OF_NAME * name.size() + description.size();
            int tool = i;
            counts.forEach((word, count) ->
                    postings.computeIfAbsent(word, one -> new ArrayList<>()).add(new Posting(tool, count)));
        }
        this.averageLength = IntStream.of(lengths).average().orElse(1);
    }

    /** The tools that have a word of that question, the best first; of equal ones, the first of the document. */
    List<ServedTool> search(String query, int most) {
        double[] scores = new double[lengths.length];
        for (String word : new LinkedHashSet<>(Words.of(query.substring(0, Math.min(query.length(), LONGEST_QUERY))))) {
            List<Posting> found = postings.getOrDefault(word, List.of());
            double rarity = Math.log(1 + (lengths.length - found.size() + 0.5) / (found.size() + 0.5));
            for (Posting posting : found) {
                double length = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths[posting.tool] / averageLength;
                scores[posting.tool] +=
                        rarity * posting.count * (SATURATION + 1) / (posting.count + SATURATION * length);
            }
        }
        return IntStream.range(0, scores.length)
                .filter(tool -> scores[tool] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(tool -> -scores[tool]))
                .limit(most)
                .map(tools::get)
                .toList();
    }
}
