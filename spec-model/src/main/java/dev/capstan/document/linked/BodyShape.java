package dev.capstan.document.linked;

import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What body a consumed operation sends. Media types are those sent when no declared Content-Type parameter says otherwise. */
public sealed interface BodyShape {
    /** None. */
    record None() implements BodyShape {}

    /**
     * What one input holds, or the caller's own body: JSON, text, or bytes untouched.
     *
     * @param input an input with place {@link InputLocation#WHOLE_BODY}
     * @param mediaType what the document says it is; null when it says nothing
     * @param member the name under which a value that is neither an object, nor the JSON text of an object or array, is the one
     *     member of a JSON object; null when such a value is the body itself. The caller's own body is never wrapped
     */
    record Whole(
            OperationInput input,
            @Nullable String mediaType,
            @Nullable String member) implements BodyShape {}

    /** A JSON object with one member for each input that is present. */
    record Members(List<OperationInput> inputs) implements BodyShape {}

    /**
     * Made from the document's template.
     *
     * @param kind how the template's value becomes bytes
     * @param mediaType the Content-Type; for a multipart body without its boundary
     * @param data the template as written
     */
    record Template(TemplateKind kind, String mediaType, YamlNode data) implements BodyShape {}

    /** How a template's value becomes bytes. */
    enum TemplateKind {
        /** Structured data, written as JSON. */
        JSON,
        /** JSON written as text with names in it. */
        JSON_TEXT,
        /** Text as it is. */
        TEXT,
        /** Pairs, as application/x-www-form-urlencoded. */
        FORM,
        /** What one name stands for, as application/x-www-form-urlencoded: an object's members, or a text that is the form. */
        FORM_VALUE,
        /** Parts, as multipart/form-data. */
        MULTIPART
    }
}
