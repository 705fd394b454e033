package dev.capstan.adapter.rest;

import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds one argument's value in a request: text as strings, what is in a JSON body as it is. */
sealed interface ArgumentFinder {
    /** The value; null when the request has none. */
    @Nullable
    JsonNode find(RestRequest request);

    /** Whether what is found in that request is text that stands for values of other types. */
    default boolean isText(RestRequest request) {
        return true;
    }

    /**
     * The finder for a source.
     *
     * @param path how the placeholders of the exposed path are reached
     */
    static ArgumentFinder of(ArgumentSource source, ExposedPath path) {
        if (source instanceof ArgumentSource.InPath in) {
            String parameter = path.queryParameter(in.placeholder());
            return parameter == null ? new InPath(in.placeholder()) : new InQuery(parameter);
        }
        if (source instanceof ArgumentSource.InQuery in) {
            return new InQuery(in.name());
        }
        if (source instanceof ArgumentSource.InHeader in) {
            return new InHeader(in.names(), query(in.orQuery()));
        }
        if (source instanceof ArgumentSource.InCookie in) {
            return new InCookie(in.names(), query(in.orQuery()));
        }
        if (source instanceof ArgumentSource.InBody in) {
            return new InBody(in.name(), List.of(in.name().split("\\.", -1)), query(in.orQuery()), in.orWhole());
        }
        if (source instanceof ArgumentSource.AtBodyPath at) {
            return new AtBodyPath(at.path());
        }
        // A whole body is no value: it goes through as bytes. Names are a tool's.
        return new Nowhere();
    }

    private static @Nullable InQuery query(@Nullable String name) {
        return name == null ? null : new InQuery(name);
    }

    private static @Nullable JsonNode text(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() == 1) {
            return JsonNodeFactory.instance.stringNode(values.get(0));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(array::add);
        return array;
    }

    /** A placeholder's value. */
    record InPath(int placeholder) implements ArgumentFinder {
        @Override
        public JsonNode find(RestRequest request) {
            return JsonNodeFactory.instance.stringNode(request.inPath(placeholder));
        }
    }

    /** A query parameter; a repeated one is an array. */
    record InQuery(String name) implements ArgumentFinder {
        @Override
        public @Nullable JsonNode find(RestRequest request) {
            return text(request.inQuery(name));
        }
    }

    /** The first of several header fields that is there, else a query parameter. */
    record InHeader(List<String> names, @Nullable InQuery otherwise) implements ArgumentFinder {
        @Override
        public @Nullable JsonNode find(RestRequest request) {
            for (String name : names) {
                List<String> values = request.inHeader(name);
                if (!values.isEmpty()) {
                    return text(values);
                }
            }
            return otherwise == null ? null : otherwise.find(request);
        }
    }

    /** The first of several cookies that is there, else a query parameter. */
    record InCookie(List<String> names, @Nullable InQuery otherwise) implements ArgumentFinder {
        @Override
        public @Nullable JsonNode find(RestRequest request) {
            for (String name : names) {
                String value = request.inCookie(name);
                if (value != null) {
                    return JsonNodeFactory.instance.stringNode(value);
                }
            }
            return otherwise == null ? null : otherwise.find(request);
        }
    }

    /** A field of the body by its name, dots included; else by the way that its dots make; else a query parameter; else the body. */
    record InBody(String name, List<String> way, @Nullable InQuery otherwise, boolean orWhole)
            implements ArgumentFinder {
        @Override
        public @Nullable JsonNode find(RestRequest request) {
            JsonNode found = field(request);
            if (found == null && otherwise != null) {
                found = otherwise.find(request);
            }
            return found == null && orWhole ? request.body() : found;
        }

        /** The query is text, and so are the fields of a form. */
        @Override
        public boolean isText(RestRequest request) {
            return field(request) == null ? otherwise != null && otherwise.find(request) != null : request.isForm();
        }

        private @Nullable JsonNode field(RestRequest request) {
            JsonNode body = request.body();
            JsonNode found = body == null ? null : body.get(name);
            return found == null && body != null && way.size() > 1 ? follow(body) : found;
        }

        private @Nullable JsonNode follow(JsonNode body) {
            JsonNode at = body;
            for (String step : way) {
                at = at == null ? null : at.get(step);
            }
            return at;
        }
    }

    /** What a JSONPath finds in the body. */
    record AtBodyPath(JsonPathExpression path) implements ArgumentFinder {
        @Override
        public @Nullable JsonNode find(RestRequest request) {
            JsonNode body = request.body();
            return body == null ? null : path.evaluate(body);
        }

        @Override
        public boolean isText(RestRequest request) {
            return false;
        }
    }

    /** Never there. */
    record Nowhere() implements ArgumentFinder {
        @Override
        public @Nullable JsonNode find(RestRequest request) {
            return null;
        }
    }
}
