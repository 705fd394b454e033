package dev.capstan.document.link.internal.name;

import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.yaml.YamlNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names of arguments mean: in a unit, its callers' arguments; in an aggregate function, the function's own. */
public interface ArgumentScope {
    /** The argument of that name; null when there is none. */
    @Nullable
    Expression find(String name);

    /** Whether there is an argument of that name; asking does not count as taking it. */
    boolean isKnown(String name);

    /**
     * The argument of that name, made when there is none yet.
     *
     * @param feeds what it is for; null when it serves a template only
     * @param named where the document names it; null when it follows from the called operation
     * @return {@link Expression.Absent} when callers cannot give it
     */
    Expression derive(String name, @Nullable OperationInput feeds, @Nullable YamlNode named);

    /** Says that the argument need not be given, and why. */
    void relax(Expression argument, String description);

    /** All arguments by name. */
    Map<String, Expression> all();
}
