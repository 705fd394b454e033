package dev.capstan.linter.suppression;

import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlComment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A comment that is meant for linting.
 *
 * @param kind what it does
 * @param rules which rules it is about; empty for all
 * @param comment where it stands
 */
record Directive(Kind kind, List<String> rules, YamlComment comment) {
    /** What every directive has in it. */
    static final String MARK = "naftiko-lint-";

    private static final Pattern SYNTAX =
            Pattern.compile("\\s*naftiko-lint-(disable-next-line|disable|enable)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern REASON = Pattern.compile("(?:^|\\s)--.*", Pattern.DOTALL);

    /** What a directive does. */
    enum Kind {
        NEXT_LINE,
        DISABLE,
        ENABLE
    }

    private static final Pattern MEANT = Pattern.compile("\\s*(naftiko-lint-[A-Za-z-]*)(?s:.*)");
    private static final List<String> NAMES =
            List.of("naftiko-lint-disable-next-line", "naftiko-lint-disable", "naftiko-lint-enable");

    /** What is wrong with a comment that starts like a directive and is none; null when it does not. */
    static @Nullable String mistake(YamlComment comment) {
        Matcher matcher = MEANT.matcher(comment.text());
        if (!matcher.matches() || SYNTAX.matcher(comment.text()).matches()) {
            return null;
        }
        String written = matcher.group(1);
        if (NAMES.contains(written)) {
            return "write a space behind " + written;
        }
        String nearest = NearestName.among(written, NAMES);
        return "there is no " + written + "; write " + (nearest == null ? String.join(" or ", NAMES) : nearest);
    }

    /** The directive that a comment is; null when it is none. */
    static @Nullable Directive of(YamlComment comment) {
        Matcher matcher = SYNTAX.matcher(comment.text());
        if (!matcher.matches()) {
            return null;
        }
        Kind kind = switch (matcher.group(1)) {
            case "disable" -> Kind.DISABLE;
            case "enable" -> Kind.ENABLE;
            default -> Kind.NEXT_LINE;
        };
        List<String> rules = new ArrayList<>();
        String rest = matcher.group(2) == null ? "" : matcher.group(2);
        for (String rule : REASON.matcher(rest).replaceFirst("").split("[,\\s]+")) {
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
        }
        return new Directive(kind, List.copyOf(rules), comment);
    }
}
