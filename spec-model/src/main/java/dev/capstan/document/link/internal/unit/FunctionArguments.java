package dev.capstan.document.link.internal.unit;

import dev.capstan.document.link.internal.name.ArgumentScope;
import dev.capstan.document.link.internal.name.NameIndex;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.ToolInput;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.yaml.YamlNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an aggregate function, seen from inside: each is given by the unit that refers to the function, or comes from
 * the unit's callers. Nothing else of the unit is visible.
 */
final class FunctionArguments implements ArgumentScope {
    private final ArgumentScope unit;
    private final Map<String, Expression> given;
    private final NameIndex<String> names = new NameIndex<>();
    private final Collection<String> hidden;

    /**
     * The arguments of one function for one unit.
     *
     * @param unit the unit's own
     * @param declared what the function declares
     * @param given what the unit gives, by the function's names
     * @param own the arguments that the unit declares, which are not seen from inside unless they are the function's too
     */
    FunctionArguments(
            ArgumentScope unit, List<ToolInput> declared, Map<String, Expression> given, Collection<String> own) {
        this.unit = unit;
        this.given = given;
        this.hidden = declared.isEmpty() ? List.of() : own;
        for (ToolInput input : declared) {
            names.add(input.name(), input.name());
        }
    }

    @Override
    public @Nullable Expression find(String name) {
        List<String> found = names.find(name);
        if (found.isEmpty()) {
            return null;
        }
        Expression set = given.get(found.get(0));
        return set != null ? set : unit.find(found.get(0));
    }

    @Override
    public boolean isKnown(String name) {
        return !names.find(name).isEmpty();
    }

    @Override
    public Expression derive(String name, @Nullable OperationInput feeds, @Nullable YamlNode named) {
        List<String> found = names.find(name);
        if (found.isEmpty()) {
            boolean isHidden = hidden.stream().anyMatch(other -> FoldedName.same(other, name));
            return isHidden ? new Expression.Absent() : unit.derive(name, feeds, named);
        }
        Expression set = given.get(found.get(0));
        return set != null ? set : unit.derive(found.get(0), feeds, named);
    }

    @Override
    public void relax(Expression argument, String description) {
        unit.relax(argument, description);
    }

    @Override
    public Map<String, Expression> all() {
        Map<String, Expression> all = new LinkedHashMap<>();
        names.all().forEach(name -> {
            Expression value = find(name);
            if (value != null) {
                all.put(name, value);
            }
        });
        return all;
    }
}
