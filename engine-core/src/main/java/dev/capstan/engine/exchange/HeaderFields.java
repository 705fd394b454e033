package dev.capstan.engine.exchange;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header fields of a message, read only. Names are compared without regard to case (RFC 9110, section 5.1). */
public interface HeaderFields {
    /** No fields. */
    HeaderFields NONE = new HeaderFields() {
        @Override
        public @Nullable String get(CharSequence name) {
            return null;
        }

        @Override
        public List<String> getAll(CharSequence name) {
            return List.of();
        }

        @Override
        public void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer) {}
    };

    /** The first value of that name; null when there is none. */
    @Nullable
    String get(CharSequence name);

    /** All values of that name, in order. */
    List<String> getAll(CharSequence name);

    /** Hands each field, name and value, to the consumer, in order. */
    void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer);
}
