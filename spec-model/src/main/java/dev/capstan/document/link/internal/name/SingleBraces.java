package dev.capstan.document.link.internal.name;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names between one pair of braces, also after a dollar sign, where two pairs are meant: the name is sent, not its value. */
public final class SingleBraces {
    static final String RULE = "template-single-braces";

    private static final Pattern NAME = Pattern.compile("(?<![{$])(\\$?\\{\\s*([A-Za-z_][\\w.-]*)\\s*})(?!})");

    private SingleBraces() {}

    /**
     * Hands each such name that means something to the consumer.
     *
     * @param isKnown whether a name means something at this place
     * @param found takes a message and the text to write instead
     */
    static void find(String text, Predicate<String> isKnown, BiConsumer<String, String> found) {
        if (text.indexOf('{') < 0) {
            return;
        }
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(2);
            if (isKnown.test(name)) {
                String meant = "{{" + name + "}}";
                found.accept(matcher.group(1) + " is sent as this text; to send the value, write " + meant, meant);
            }
        }
    }

    /** Reports the declared variables that any text of a node names between single braces; {@code problems} takes the errors. */
    public static void check(YamlNode node, VariableScope variables, Findings findings, List<Diagnostic> problems) {
        if (node instanceof YamlMapping mapping) {
            mapping.entries().forEach(entry -> check(entry.value(), variables, findings, problems));
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> check(item, variables, findings, problems));
        } else if (node instanceof YamlScalar scalar) {
            find(
                    scalar.text(),
                    variables::isMeant,
                    (message, meant) -> problems.add(findings.error(RULE, scalar, message, meant)));
        }
    }
}
