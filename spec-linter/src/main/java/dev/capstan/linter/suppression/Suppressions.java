package dev.capstan.linter.suppression;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlComment;
import dev.capstan.document.yaml.YamlComments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the comments of one document switch off. Used by one thread. */
public final class Suppressions {
    /** The rule that tells of comments which switch nothing off. */
    static final String UNUSED = "unused-suppression";

    private final List<Suppression> all = new ArrayList<>();
    private final List<Suppression> blocks = new ArrayList<>();
    private final List<Suppression> open = new ArrayList<>();
    private final Map<Integer, List<Suppression>> byLine = new HashMap<>();
    private final List<YamlComment> misspelt = new ArrayList<>();
    private final List<Directive> pointlessEnables = new ArrayList<>();

    private Suppressions() {}

    /** Those of a text; costs next to nothing when it has none. */
    public static Suppressions of(String text) {
        Suppressions suppressions = new Suppressions();
        if (text.contains(Directive.MARK)) {
            suppressions.read(text);
        }
        return suppressions;
    }

    private void read(String text) {
        List<YamlComment> comments = YamlComments.in(text);
        SourceText source = SourceText.of(text);
        Set<Integer> commented = new HashSet<>();
        for (YamlComment comment : comments) {
            commented.add(comment.range().line());
        }
        NextContent next = new NextContent(source, commented);
        for (YamlComment comment : comments) {
            Directive directive = Directive.of(comment);
            if (directive == null) {
                if (Directive.mistake(comment) != null) {
                    misspelt.add(comment);
                }
                continue;
            }
            int line = comment.range().line();
            switch (directive.kind()) {
                case NEXT_LINE -> disableLine(directive, next.behind(line));
                case DISABLE -> disable(directive, line);
                case ENABLE -> enable(directive, line);
            }
        }
    }

    private void disableLine(Directive directive, int line) {
        List<Suppression> there = byLine.computeIfAbsent(line, unused -> new ArrayList<>());
        for (String rule : rules(directive)) {
            Suppression suppression = new Suppression(rule, directive.comment(), line, line);
            there.add(suppression);
            all.add(suppression);
        }
    }

    private void disable(Directive directive, int line) {
        for (String rule : rules(directive)) {
            Suppression suppression = new Suppression(rule, directive.comment(), line, Integer.MAX_VALUE);
            open.add(suppression);
            blocks.add(suppression);
            all.add(suppression);
        }
    }

    /** Null stands for every rule. */
    private static List<@Nullable String> rules(Directive directive) {
        return directive.rules().isEmpty() ? Collections.singletonList(null) : List.copyOf(directive.rules());
    }

    private void enable(Directive directive, int line) {
        boolean ended = open.removeIf(suppression -> {
            boolean named = directive.rules().isEmpty()
                    || suppression.rule() != null && directive.rules().contains(suppression.rule());
            if (named) {
                suppression.endAt(line);
            }
            return named;
        });
        if (!ended) {
            pointlessEnables.add(directive);
        }
    }

    /** Whether a comment switches a finding off. */
    public boolean suppress(Diagnostic found) {
        int line = found.range().line();
        boolean suppressed = false;
        for (Suppression suppression : byLine.getOrDefault(line, List.of())) {
            suppressed |= suppression.suppresses(found.rule(), line);
        }
        for (Suppression suppression : blocks) {
            suppressed |= suppression.suppresses(found.rule(), line);
        }
        return suppressed;
    }

    /**
     * The comments that switched nothing off. Asked when every finding has been shown.
     *
     * @param file the document's name
     * @param known the rules there are
     */
    public List<Diagnostic> unused(String file, Set<String> known) {
        List<Diagnostic> unused = new ArrayList<>();
        Map<@Nullable String, String> messages = new HashMap<>();
        for (Suppression suppression : all) {
            if (!suppression.isUsed()) {
                String message = messages.computeIfAbsent(suppression.rule(), rule -> what(rule, known));
                unused.add(unused(file, suppression.comment(), message));
            }
        }
        for (YamlComment comment : misspelt) {
            unused.add(unused(file, comment, String.valueOf(Directive.mistake(comment))));
        }
        for (Directive directive : pointlessEnables) {
            unused.add(unused(
                    file, directive.comment(), "nothing is switched off here that could be switched on; remove this"));
        }
        return unused;
    }

    private static String what(@Nullable String rule, Set<String> known) {
        if (rule == null) {
            return "no rule finds anything here; remove this comment";
        }
        if (known.contains(rule)) {
            return "the rule " + rule + " finds nothing here; remove it from this comment";
        }
        String nearest = NearestName.among(rule, known);
        return "there is no rule " + rule
                + (nearest == null
                        ? "; remove it from this comment, or write -- before a reason"
                        : "; write " + nearest);
    }

    private static Diagnostic unused(String file, YamlComment comment, String message) {
        return new Diagnostic(UNUSED, Severity.WARN, message, file, comment.range(), "", null);
    }
}
