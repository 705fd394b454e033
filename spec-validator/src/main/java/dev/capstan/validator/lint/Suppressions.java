package dev.capstan.validator.lint;

import dev.capstan.spec.diagnostic.Diagnostic;
import dev.capstan.spec.diagnostic.Severity;
import dev.capstan.spec.diagnostic.SourceText;
import dev.capstan.spec.syntax.NearestName;
import dev.capstan.spec.yaml.YamlComment;
import dev.capstan.spec.yaml.YamlComments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the comments of one document switch off. Used by one thread. */
final class Suppressions {
    /** The rule that tells of comments which switch nothing off. */
    static final String UNUSED = "unused-suppression";

    private final List<Suppression> all = new ArrayList<>();
    private final List<Directive> pointlessEnables = new ArrayList<>();

    private Suppressions() {}

    /** Those of a text; costs next to nothing when it has none. */
    static Suppressions of(String text) {
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
        for (YamlComment comment : comments) {
            Directive directive = Directive.of(comment);
            if (directive == null) {
                continue;
            }
            int line = comment.range().line();
            switch (directive.kind()) {
                case NEXT_LINE -> {
                    int next = nextWithContent(source, line, commented);
                    add(directive, next, next);
                }
                case DISABLE -> add(directive, line, Integer.MAX_VALUE);
                case ENABLE -> enable(directive, line);
            }
        }
    }

    /** Comments may stand between the directive and the line that it is about. */
    private static int nextWithContent(SourceText source, int line, Set<Integer> commented) {
        int next = line + 1;
        while (next < source.lines()) {
            String text = source.line(next).strip();
            boolean onlyComment = text.startsWith("#") && commented.contains(next);
            if (!text.isEmpty() && !onlyComment) {
                break;
            }
            next++;
        }
        return next;
    }

    private void add(Directive directive, int first, int last) {
        if (directive.rules().isEmpty()) {
            all.add(new Suppression(null, directive.comment(), first, last));
        }
        for (String rule : directive.rules()) {
            all.add(new Suppression(rule, directive.comment(), first, last));
        }
    }

    private void enable(Directive directive, int line) {
        boolean ended = false;
        for (Suppression suppression : all) {
            boolean named = directive.rules().isEmpty()
                    || suppression.rule() != null && directive.rules().contains(suppression.rule());
            if (suppression.isOpen() && named) {
                suppression.endAt(line);
                ended = true;
            }
        }
        if (!ended) {
            pointlessEnables.add(directive);
        }
    }

    /** Whether a comment switches a finding off. */
    boolean suppress(Diagnostic found) {
        boolean suppressed = false;
        for (Suppression suppression : all) {
            suppressed |= suppression.suppresses(found.rule(), found.range().line());
        }
        return suppressed;
    }

    /**
     * The comments that switched nothing off. Asked when every finding has been shown.
     *
     * @param file the document's name
     * @param known the rules there are
     */
    List<Diagnostic> unused(String file, Set<String> known) {
        List<Diagnostic> unused = new ArrayList<>();
        for (Suppression suppression : all) {
            if (!suppression.isUsed()) {
                unused.add(unused(file, suppression.comment(), what(suppression.rule(), known)));
            }
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
        return "there is no rule " + rule + (nearest == null ? "; remove it from this comment" : "; write " + nearest);
    }

    private static Diagnostic unused(String file, YamlComment comment, String message) {
        return new Diagnostic(UNUSED, Severity.WARN, message, file, comment.range(), "", null);
    }
}
