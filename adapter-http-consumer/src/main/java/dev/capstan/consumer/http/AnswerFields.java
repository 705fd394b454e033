package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.HeaderFields;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The fields of an answer's head. */
record AnswerFields(HttpHeaders headers) implements HeaderFields {
    @Override
    public @Nullable String get(CharSequence name) {
        return headers.get(name);
    }

    @Override
    public List<String> getAll(CharSequence name) {
        return headers.getAll(name);
    }

    @Override
    public void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer) {
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            consumer.accept(field.getKey(), field.getValue());
        }
    }
}
