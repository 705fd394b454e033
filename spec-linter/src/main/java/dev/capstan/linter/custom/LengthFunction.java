package dev.capstan.linter.custom;

import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A text's characters, a list's entries, a mapping's keys, or a number itself lie within bounds. Everything else passes.
 *
 * @param min the least; null for no bound
 * @param max the most; null for no bound
 */
record LengthFunction(@Nullable BigDecimal min, @Nullable BigDecimal max) implements CustomFunction {
    @Override
    public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
        BigDecimal length = value == null ? null : length(value);
        if (length == null) {
            return null;
        }
        String what = unit(value);
        if (min != null && length.compareTo(min) < 0) {
            return "must " + what + " at least " + min.toPlainString() + ", not " + length.toPlainString();
        }
        if (max != null && length.compareTo(max) > 0) {
            return "must " + what + " at most " + max.toPlainString() + ", not " + length.toPlainString();
        }
        return null;
    }

    private static @Nullable BigDecimal length(YamlNode value) {
        if (value instanceof YamlMapping mapping) {
            return BigDecimal.valueOf(mapping.entries().size());
        }
        if (value instanceof YamlSequence sequence) {
            return BigDecimal.valueOf(sequence.items().size());
        }
        YamlScalar scalar = (YamlScalar) value;
        return switch (scalar.kind()) {
            case STRING ->
                BigDecimal.valueOf(scalar.text().codePointCount(0, scalar.text().length()));
            case INTEGER, FLOAT -> scalar.toJson().isNumber() ? scalar.toJson().decimalValue() : null;
            case BOOLEAN, NULL -> null;
        };
    }

    private static String unit(@Nullable YamlNode value) {
        boolean number = value instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.STRING;
        return number ? "be" : value instanceof YamlScalar ? "have a length of" : "have a size of";
    }
}
