package dev.capstan.document.linked;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.Step;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A step of a unit, with its names resolved. */
public sealed interface LinkedStep {
    /** Its place among the unit's steps. */
    int index();

    /** The step as written. */
    Step declaration();

    /** Its name. */
    String name();

    /** The earlier steps whose results it refers to, by index. */
    Set<Integer> uses();

    /** Calls the method of the visitor that is this step's kind's. */
    <R> R accept(LinkedStepVisitor<R> visitor);

    /**
     * Calls an operation.
     *
     * @param isReferenced whether anything refers to its result, which otherwise is not decoded
     */
    record CallStep(int index, Step declaration, String name, Set<Integer> uses, CallSite site, boolean isReferenced)
            implements LinkedStep {
        @Override
        public <R> R accept(LinkedStepVisitor<R> visitor) {
            return visitor.visitCall(this);
        }
    }

    /**
     * Looks rows up in the result of an earlier step.
     *
     * @param rows that result's step
     * @param match the rows' field that is compared
     * @param value what it is compared with: one value, or an array of them
     * @param outputs what is kept of a row, by name; an output is found on the row
     */
    record LookupStep(
            int index,
            Step declaration,
            String name,
            Set<Integer> uses,
            int rows,
            String match,
            Expression value,
            Map<String, JsonPathExpression> outputs)
            implements LinkedStep {
        @Override
        public <R> R accept(LinkedStepVisitor<R> visitor) {
            return visitor.visitLookup(this);
        }
    }

    /**
     * Runs a script.
     *
     * @param script the files it is made of
     * @param context what the script sees by name: arguments, earlier steps, and what {@code with} gives
     */
    record ScriptStep(
            int index,
            Step declaration,
            String name,
            Set<Integer> uses,
            LinkedScript script,
            Map<String, Expression> context)
            implements LinkedStep {
        @Override
        public <R> R accept(LinkedStepVisitor<R> visitor) {
            return visitor.visitScript(this);
        }
    }

    /**
     * The files of a script.
     *
     * @param language {@code javascript}, {@code python} or {@code groovy}
     * @param files the dependencies in order, then the script itself, by the names that the document gives them
     */
    record LinkedScript(String language, List<ScriptFile> files) {}

    /**
     * A file of a script, read at load.
     *
     * @param name as the document writes it
     */
    record ScriptFile(String name, String text) {}
}
