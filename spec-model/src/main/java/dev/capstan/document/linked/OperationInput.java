package dev.capstan.document.linked;

import dev.capstan.document.model.ConsumedInput;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Something a consumed operation can be given.
 *
 * @param index its place in {@link LinkedOperation#inputs()}, and in the array of values that a call is made with
 * @param name its published name
 * @param place where it goes in the request
 * @param type JSON type; null when the document does not say
 * @param required whether the call is refused without it
 * @param description what it is for
 * @param declaration the parameter it comes from; null for a placeholder or body name that none declares
 */
public record OperationInput(
        int index,
        String name,
        InputLocation place,
        @Nullable String type,
        boolean required,
        @Nullable String description,
        @Nullable ConsumedInput declaration) {

    /** The declared fixed value; null when there is none. */
    public @Nullable YamlNode fixedValue() {
        return declaration == null ? null : declaration.value();
    }
}
