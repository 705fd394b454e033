package dev.capstan.linter.custom;

import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The functions that ask whether something is there. */
enum Presence implements CustomFunction {
    /** There, and not null. */
    DEFINED {
        @Override
        public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
            return value == null ? "must be there" : null;
        }
    },
    /** Not there. */
    UNDEFINED {
        @Override
        public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
            return value == null ? null : "must not be there";
        }
    },
    /** There, and neither null, false, zero nor an empty text. */
    TRUTHY {
        @Override
        public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
            return isTruthy(value) ? null : value == null ? "must be there" : "must not be empty, null, false or zero";
        }
    },
    /** Absent, null, false, zero or an empty text. */
    FALSY {
        @Override
        public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
            return isTruthy(value) ? "must be absent, empty, null, false or zero" : null;
        }
    };

    private static boolean isTruthy(@Nullable YamlNode value) {
        if (!(value instanceof YamlScalar scalar)) {
            return value != null;
        }
        return switch (scalar.kind()) {
            case NULL -> false;
            case BOOLEAN -> scalar.toJson().booleanValue();
            case STRING -> !scalar.text().isEmpty();
            case INTEGER, FLOAT ->
                !scalar.toJson().isNumber() || scalar.toJson().decimalValue().compareTo(BigDecimal.ZERO) != 0;
        };
    }
}
