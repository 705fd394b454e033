package dev.capstan.document.link.internal.unit;

import dev.capstan.document.link.internal.name.ArgumentCollector;
import dev.capstan.document.link.internal.name.ArgumentScope;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a unit's callers. */
public record UnitArguments(ArgumentCollector collector) implements ArgumentScope {
    @Override
    public @Nullable Expression find(String name) {
        int index = collector.known(name);
        return index == ArgumentCollector.NONE ? null : new Expression.ArgumentValue(index);
    }

    @Override
    public boolean isKnown(String name) {
        return collector.isKnown(name);
    }

    @Override
    public Expression derive(String name, @Nullable OperationInput feeds, @Nullable YamlNode named) {
        int index = collector.derive(name, feeds, named);
        return index == ArgumentCollector.NONE ? new Expression.Absent() : new Expression.ArgumentValue(index);
    }

    @Override
    public void relax(Expression argument, String description) {
        if (argument instanceof Expression.ArgumentValue value) {
            collector.relax(value.index(), description);
        }
    }

    @Override
    public Map<String, Expression> all() {
        Map<String, Expression> all = new LinkedHashMap<>();
        for (Argument argument : collector.all()) {
            collector.known(argument.name());
            all.putIfAbsent(argument.name(), new Expression.ArgumentValue(argument.index()));
        }
        return all;
    }
}
