package dev.capstan.linter.custom;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpressions;
import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/**
 * A value is valid by a JSON Schema (2020-12 unless it says otherwise). What is not there passes.
 *
 * @param schema compiled
 * @param budgets what comparing with its regular expressions may cost while a thread validates
 */
record SchemaFunction(Schema schema, ThreadLocal<StepBudget> budgets) implements CustomFunction {
    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();

    /**
     * Compiles a schema. Nothing outside of it is looked for.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    static SchemaFunction of(JsonNode schema) {
        ThreadLocal<StepBudget> budgets = ThreadLocal.withInitial(() -> new StepBudget(Long.MAX_VALUE));
        SchemaRegistryConfig bounded = SchemaRegistryConfig.builder()
                .regularExpressionFactory(text -> {
                    BoundedPattern pattern = expression(text);
                    return value -> pattern.isFoundIn(value, budgets.get());
                })
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(bounded));
        try {
            String dialect = schema.path("$schema").asString(DIALECT);
            List<Error> wrong =
                    registry.getSchema(SchemaLocation.of(dialect)).validate(schema.toString(), InputFormat.JSON);
            if (!wrong.isEmpty()) {
                throw new IllegalArgumentException(text(wrong.get(0)));
            }
            Schema compiled = registry.getSchema(schema);
            compiled.initializeValidators();
            return new SchemaFunction(compiled, budgets);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
        } catch (JsonNodeException e) {
            throw new IllegalArgumentException("a number in it is too large for its key", e);
        } catch (SchemaException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (StackOverflowError nested) {
            throw new IllegalArgumentException("it is nested too deeply, or refers to itself without end", nested);
        }
    }

    private static BoundedPattern expression(String text) {
        // As the library does where it compiles by itself.
        String expression =
                RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(text));
        return BoundedPattern.compile(expression);
    }

    /** What is wrong; causes begin with their class where the library hands them on. */
    private static String reason(SchemaException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf("Exception: ");
        return colon < 0
                ? message
                : message.substring(colon + "Exception: ".length()) + " cannot be read; only references within it can";
    }

    @Override
    public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
        if (value == null) {
            return null;
        }
        List<Error> errors;
        budgets.set(budget);
        try {
            errors = schema.validate(value.toJson());
        } catch (StackOverflowError nested) {
            return "cannot be judged: the schema is nested too deeply, or refers to itself without end";
        } finally {
            budgets.remove();
        }
        return errors.isEmpty() ? null : "is not valid: " + text(errors.get(0));
    }

    private static String text(Error error) {
        String where = error.getInstanceLocation().toString();
        return (where.isEmpty() || where.equals("/") || where.equals("$") ? "" : where + " ") + error.getMessage();
    }
}
