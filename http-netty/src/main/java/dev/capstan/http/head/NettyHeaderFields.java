package dev.capstan.http.head;

import dev.capstan.engine.exchange.HeaderFields;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A view of the fields that Netty's codec decoded.
 *
 * @param decoded not copied
 */
public record NettyHeaderFields(HttpHeaders decoded) implements HeaderFields {
    @Override
    public @Nullable String get(CharSequence name) {
        return decoded.get(name);
    }

    @Override
    public List<String> getAll(CharSequence name) {
        return decoded.getAll(name);
    }

    @Override
    public void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer) {
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = decoded.iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            consumer.accept(field.getKey(), field.getValue());
        }
    }
}
