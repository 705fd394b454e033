package dev.capstan.consumer.http.internal.request;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.http.uri.PercentEncoder;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bytes with places for inputs between them: {@code literals[0] input[0] literals[1] ... literals[n]}. */
final class CompiledTemplate {
    private final byte[][] literals;
    private final int[] inputs;

    private CompiledTemplate(byte[][] literals, int[] inputs) {
        this.literals = literals;
        this.inputs = inputs;
    }

    /** Gathers parts. */
    static final class Builder {
        private final List<byte[]> literals = new ArrayList<>();
        private final List<Integer> inputs = new ArrayList<>();
        private final ByteArrayOutputStream literal = new ByteArrayOutputStream();

        Builder literal(byte[] bytes) {
            literal.writeBytes(bytes);
            return this;
        }

        Builder input(int index) {
            literals.add(literal.toByteArray());
            literal.reset();
            inputs.add(index);
            return this;
        }

        /** Adds template parts, whose placeholders take inputs from the iterator of indexes. */
        Builder parts(List<PathTemplate.Part> parts, Function<String, byte[]> encoding, Iterator<Integer> indexes) {
            for (PathTemplate.Part part : parts) {
                if (part instanceof PathTemplate.Literal written) {
                    literal(encoding.apply(written.text()));
                } else {
                    input(indexes.next());
                }
            }
            return this;
        }

        CompiledTemplate build() {
            literals.add(literal.toByteArray());
            literal.reset();
            return new CompiledTemplate(
                    literals.toArray(new byte[0][]),
                    inputs.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    int[] inputs() {
        return inputs;
    }

    boolean isEmpty() {
        return inputs.length == 0 && literals[0].length == 0;
    }

    /** Whether an input that it needs has no value. */
    boolean lacksInput(@Nullable JsonNode[] values) {
        for (int input : inputs) {
            if (ArgumentText.isAbsent(values[input])) {
                return true;
            }
        }
        return false;
    }

    /** The value, when it is an array that takes the only place; else null. */
    @Nullable
    JsonNode soleArray(@Nullable JsonNode[] values) {
        if (inputs.length != 1) {
            return null;
        }
        JsonNode value = values[inputs[0]];
        return value != null && value.isArray() ? value : null;
    }

    /** Writes it with all values encoded; inputs without one are empty. */
    void write(@Nullable JsonNode[] values, ByteBuf out) {
        out.writeBytes(literals[0]);
        for (int i = 0; i < inputs.length; i++) {
            JsonNode value = values[inputs[i]];
            if (value != null) {
                PercentEncoder.value(ArgumentText.of(value), out);
            }
            out.writeBytes(literals[i + 1]);
        }
    }

    /** Writes it with that value in its only place. */
    void writeItem(JsonNode item, ByteBuf out) {
        out.writeBytes(literals[0]);
        PercentEncoder.value(ArgumentText.of(item), out);
        out.writeBytes(literals[1]);
    }
}
