package dev.capstan.adapter.mcp.internal.streams;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is told to a client that listens.
 *
 * @param changes lists that change
 * @param uris resources that come to hold something else
 */
record Filter(Set<Change> changes, Set<String> uris) {
    /** As the protocol writes it. */
    String json() {
        Stream<String> resources = uris.isEmpty()
                ? Stream.of()
                : Stream.of("\"resourceSubscriptions\":" + JsonMapper.shared().writeValueAsString(uris));
        return Stream.concat(changes.stream().map(change -> "\"" + change.filter() + "\":true"), resources)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
