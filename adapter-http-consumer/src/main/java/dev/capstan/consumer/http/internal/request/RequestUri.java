package dev.capstan.consumer.http.internal.request;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.http.uri.PercentEncoder;
import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The path and query of an operation's requests (RFC 9112, section 3.2.1), compiled. */
final class RequestUri {
    private final List<OperationInput> inputs;
    private final CompiledTemplate path;
    private final int[] pathInputs;
    private final CompiledTemplate[] query;

    private RequestUri(List<OperationInput> inputs, CompiledTemplate path, List<CompiledTemplate> query) {
        this.inputs = inputs;
        this.path = path;
        this.pathInputs = path.inputs();
        this.query = query.toArray(new CompiledTemplate[0]);
    }

    /**
     * Compiles it: the base URI's path and the operation's, joined with one slash; the base URI's query, the operation's
     * own, its query inputs and the keys that go into the query.
     */
    static RequestUri compile(URI base, LinkedOperation operation, List<OutboundAuthentication.ApiKey> queryKeys) {
        Iterator<Integer> indexes = operation.pathInputs().iterator();
        CompiledTemplate path = path(base, operation.path(), indexes);
        List<CompiledTemplate> query = new ArrayList<>();
        if (base.getRawQuery() != null) {
            query.add(new CompiledTemplate.Builder()
                    .literal(PercentEncoder.queryLiteral(base.getRawQuery()))
                    .build());
        }
        for (List<PathTemplate.Part> pair : pairs(operation.path().query())) {
            query.add(new CompiledTemplate.Builder()
                    .parts(pair, PercentEncoder::queryLiteral, indexes)
                    .build());
        }
        for (OperationInput input : operation.inputs()) {
            if (input.place() == InputLocation.QUERY && !isKey(input.name(), queryKeys)) {
                query.add(new CompiledTemplate.Builder()
                        .literal(PercentEncoder.value(input.name()))
                        .literal(new byte[] {'='})
                        .input(input.index())
                        .build());
            }
        }
        for (OutboundAuthentication.ApiKey key : queryKeys) {
            query.add(new CompiledTemplate.Builder()
                    .literal(PercentEncoder.value(key.name()))
                    .literal(new byte[] {'='})
                    .literal(PercentEncoder.value(key.value().reveal()))
                    .build());
        }
        query.removeIf(CompiledTemplate::isEmpty);
        return new RequestUri(operation.inputs(), path, query);
    }

    static boolean isKey(String name, List<OutboundAuthentication.ApiKey> queryKeys) {
        return queryKeys.stream().anyMatch(key -> key.name().equals(name));
    }

    private static CompiledTemplate path(URI base, PathTemplate template, Iterator<Integer> indexes) {
        String basePath = base.getRawPath() == null ? "" : base.getRawPath();
        List<PathTemplate.Segment> segments = template.segments();
        boolean none = segments.size() == 1
                && segments.get(0).parts().isEmpty()
                && !template.text().startsWith("/");
        CompiledTemplate.Builder path = new CompiledTemplate.Builder();
        if (none) {
            return path.literal(PercentEncoder.pathLiteral(basePath.startsWith("/") ? basePath : "/" + basePath))
                    .build();
        }
        int end = basePath.length();
        while (end > 0 && basePath.charAt(end - 1) == '/') {
            end--;
        }
        path.literal(PercentEncoder.pathLiteral(basePath.substring(0, end)));
        for (PathTemplate.Segment segment : segments) {
            path.literal(new byte[] {'/'}).parts(segment.parts(), PercentEncoder::pathLiteral, indexes);
        }
        return path.build();
    }

    /** The query's parts, split where the author wrote {@code &}. */
    private static List<List<PathTemplate.Part>> pairs(List<PathTemplate.Part> query) {
        List<List<PathTemplate.Part>> pairs = new ArrayList<>();
        List<PathTemplate.Part> pair = new ArrayList<>();
        for (PathTemplate.Part part : query) {
            if (part instanceof PathTemplate.Literal written) {
                String[] pieces = written.text().split("&", -1);
                for (int i = 0; i < pieces.length; i++) {
                    if (i > 0) {
                        pairs.add(List.copyOf(pair));
                        pair.clear();
                    }
                    if (!pieces[i].isEmpty()) {
                        pair.add(new PathTemplate.Literal(pieces[i]));
                    }
                }
            } else {
                pair.add(part);
            }
        }
        pairs.add(List.copyOf(pair));
        return pairs;
    }

    /** Finds what the path cannot carry: a value that would be no segment, or one with a meaning of its own. */
    void check(@Nullable JsonNode[] values, ArgumentProblems problems) {
        for (int input : pathInputs) {
            JsonNode value = values[input];
            if (ArgumentText.isAbsent(value)) {
                if (!inputs.get(input).required()) {
                    problems.missing(inputs.get(input).name());
                }
            } else if (value != null && value.isString()) {
                String text = value.stringValue();
                if (text.isEmpty() || text.equals(".") || text.equals("..")) {
                    problems.refused(
                            inputs.get(input).name(), "stands in the path, where it cannot be empty, '.' or '..'");
                }
            }
        }
    }

    /** Writes path and query. */
    void write(@Nullable JsonNode[] values, ByteBuf out) {
        path.write(values, out);
        byte separator = '?';
        for (CompiledTemplate pair : query) {
            if (pair.lacksInput(values)) {
                continue;
            }
            JsonNode array = pair.soleArray(values);
            if (array == null) {
                out.writeByte(separator);
                pair.write(values, out);
                separator = '&';
                continue;
            }
            for (JsonNode item : array) {
                if (!ArgumentText.isAbsent(item)) {
                    out.writeByte(separator);
                    pair.writeItem(item, out);
                    separator = '&';
                }
            }
        }
    }
}
