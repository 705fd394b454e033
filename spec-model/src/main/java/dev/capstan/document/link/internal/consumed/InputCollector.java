package dev.capstan.document.link.internal.consumed;

import dev.capstan.document.link.internal.name.JsonType;
import dev.capstan.document.link.internal.name.NameIndex;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.ConsumedInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what an operation can be given, and numbers it. */
final class InputCollector {
    private final List<OperationInput> inputs = new ArrayList<>();
    private final NameIndex<OperationInput> names = new NameIndex<>();

    /** Adds a declared parameter. */
    int add(ConsumedInput input, InputLocation place) {
        boolean required = place == InputLocation.PATH || Boolean.TRUE.equals(input.required());
        return add(input.name(), place, JsonType.of(input.type()), required, input.description(), input);
    }

    /** Adds a path placeholder that nothing declares: a required string. */
    int addRequired(String placeholder) {
        return add(placeholder, InputLocation.PATH, "string", true, null, null);
    }

    /** Adds something optional that nothing declares. */
    int addOptional(String name, InputLocation place) {
        return add(name, place, null, false, null, null);
    }

    private int add(
            String name,
            InputLocation place,
            @Nullable String type,
            boolean required,
            @Nullable String description,
            @Nullable ConsumedInput declaration) {
        OperationInput input = new OperationInput(inputs.size(), name, place, type, required, description, declaration);
        inputs.add(input);
        names.add(name, input);
        return input.index();
    }

    OperationInput get(int index) {
        return inputs.get(index);
    }

    /** Whether an input has that name, exactly or folded. */
    boolean has(String name) {
        return !names.find(name).isEmpty();
    }

    List<OperationInput> all() {
        return List.copyOf(inputs);
    }
}
