package dev.capstan.document.syntax;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.mapper.MappingException;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Jayway's configuration for Jackson's trees. Loading it loads Jayway, which costs time: hold it where it is only made when used. */
final class JsonPathConfiguration {
    private JsonPathConfiguration() {}

    /** A configuration that evaluates paths on {@code JsonNode}s, with these options. Immutable, safe for any thread. */
    static Configuration with(Option... options) {
        return with(new JsonNodeProvider(), options);
    }

    /** A configuration that evaluates paths on the nodes of that provider, with these options. */
    static Configuration with(JsonNodeProvider provider, Option... options) {
        return Configuration.builder()
                .jsonProvider(provider)
                .mappingProvider(new JsonNodeMapping())
                .options(options)
                .build();
    }

    /** Converts arguments of functions and operands of filters. */
    private static final class JsonNodeMapping implements MappingProvider {
        @Override
        public <T> @Nullable T map(@Nullable Object source, Class<T> targetType, Configuration configuration) {
            try {
                return source == null ? null : JsonMapper.shared().convertValue(source, targetType);
            } catch (JacksonException e) {
                throw new MappingException(e);
            }
        }

        @Override
        public <T> @Nullable T map(@Nullable Object source, TypeRef<T> targetType, Configuration configuration) {
            JsonMapper json = JsonMapper.shared();
            try {
                return source == null
                        ? null
                        : json.convertValue(source, json.getTypeFactory().constructType(targetType.getType()));
            } catch (JacksonException e) {
                throw new MappingException(e);
            }
        }
    }
}
