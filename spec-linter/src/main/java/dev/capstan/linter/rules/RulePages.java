package dev.capstan.linter.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages that explain what can be found, in Markdown: those of the schema, of linking and of the rules. */
public final class RulePages {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern INDEXED = Pattern.compile("(?m)^\\| \\[([a-z0-9-]+)]\\(");

    private static final String SITE = "https://capstan.dev/rules/";

    /** Read once for a process, when first asked for. */
    private static final class Listed {
        static final Set<String> RULES = listed();

        private Listed() {}
    }

    private RulePages() {}

    /** The page of a rule; null when there is no rule of that identifier. */
    public static @Nullable String of(String rule) {
        return IDENTIFIER.matcher(rule).matches() ? read(rule + ".md") : null;
    }

    /** What a page says first: the sentence below its title. */
    public static String summary(String page) {
        return page.lines().skip(1).filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    /** Where the page of a rule is published; null for a rule that has none, such as a custom one. */
    public static @Nullable String url(String rule) {
        return Listed.RULES.contains(rule) ? SITE + rule : null;
    }

    /** The page that lists the rules. */
    public static String index() {
        String index = read("README.md");
        if (index == null) {
            throw new IllegalStateException("the pages of the rules are missing from this installation");
        }
        return index;
    }

    /** The identifiers of everything that has a page, in the order of the index. */
    public static Set<String> rules() {
        return Listed.RULES;
    }

    private static Set<String> listed() {
        Set<String> rules = new LinkedHashSet<>();
        Matcher matcher = INDEXED.matcher(index());
        while (matcher.find()) {
            rules.add(matcher.group(1));
        }
        return Collections.unmodifiableSet(rules);
    }

    private static @Nullable String read(String name) {
        try (InputStream in = RulePages.class.getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
