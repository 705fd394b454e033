package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.link.internal.name.ArgumentCollector;
import dev.capstan.document.link.internal.name.JsonType;
import dev.capstan.document.link.internal.name.NameIndex;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.ToolInput;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a tool: the declared ones, and those that follow from the operation it calls. */
public final class ToolArguments implements ArgumentCollector {
    private static final ArgumentSource NAMED = new ArgumentSource.Named();

    private final YamlNode unit;
    private final boolean declares;
    private final List<Argument> arguments = new ArrayList<>();
    private final BitSet asked = new BitSet();
    private final NameIndex<Integer> names = new NameIndex<>();
    private final Map<String, YamlNode> undeclared = new LinkedHashMap<>();

    public ToolArguments(YamlNode unit, Iterable<ToolInput> declared) {
        this.unit = unit;
        this.declares = declared.iterator().hasNext();
        for (ToolInput input : declared) {
            if (names.find(input.name()).isEmpty()) {
                add(
                        input.name(),
                        JsonType.of(input.type()),
                        input.required(),
                        input.description(),
                        false,
                        input.node());
            }
        }
    }

    @Override
    public int known(String name) {
        List<Integer> found = names.find(name);
        if (found.isEmpty()) {
            return NONE;
        }
        asked.set(found.get(0));
        return found.get(0);
    }

    @Override
    public void require(int index) {
        arguments.set(index, arguments.get(index).mandatory());
    }

    @Override
    public void relax(int index, String description) {
        arguments.set(index, arguments.get(index).relaxed(description));
    }

    @Override
    public List<Argument> idle() {
        return arguments.stream()
                .filter(argument -> argument.node() != unit && !asked.get(argument.index()))
                .toList();
    }

    @Override
    public boolean isKnown(String name) {
        return !names.find(name).isEmpty();
    }

    @Override
    public boolean declares() {
        return declares;
    }

    @Override
    public Map<String, YamlNode> undeclared() {
        return undeclared;
    }

    @Override
    public int derive(String name, @Nullable OperationInput feeds, @Nullable YamlNode named) {
        boolean required = feeds != null && feeds.required();
        boolean whole = feeds != null && feeds.place() == InputLocation.WHOLE_BODY;
        int known = known(name);
        if (known != NONE) {
            Argument argument = arguments.get(known);
            boolean anyJson = argument.anyJson() || whole && isTextOrOpen(argument.type());
            boolean nowRequired = argument.required() || required && argument.node() == unit;
            arguments.set(known, with(argument, nowRequired, anyJson));
            return known;
        }
        if (declares && named != null) {
            undeclared.putIfAbsent(name, named);
        }
        if (declares && !required) {
            return NONE;
        }
        String type = feeds == null ? null : feeds.type();
        return add(name, type, required, feeds == null ? null : feeds.description(), whole && isTextOrOpen(type), unit);
    }

    @Override
    public List<Argument> all() {
        return List.copyOf(arguments);
    }

    private int add(
            String name,
            @Nullable String type,
            boolean required,
            @Nullable String description,
            boolean anyJson,
            YamlNode node) {
        int index = arguments.size();
        arguments.add(new Argument(index, name, NAMED, type, required, description, true, null, null, anyJson, node));
        names.add(name, index);
        return index;
    }

    private static Argument with(Argument a, boolean required, boolean anyJson) {
        return new Argument(
                a.index(),
                a.name(),
                a.source(),
                a.type(),
                required,
                a.description(),
                a.checked(),
                a.pattern(),
                a.defaultValue(),
                anyJson,
                a.node());
    }

    private static boolean isTextOrOpen(@Nullable String type) {
        return type == null || type.equals("string");
    }
}
