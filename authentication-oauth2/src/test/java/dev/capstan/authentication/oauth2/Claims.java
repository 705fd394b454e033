package dev.capstan.authentication.oauth2;

import java.net.URI;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The claims of a token, right unless a test changes them. */
final class Claims {
    static final String RESOURCE = "https://fleet.example/mcp";

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final long now;

    Claims(URI issuer, Clock clock) {
        now = clock.instant().getEpochSecond();
        json.put("iss", issuer.toString());
        json.put("aud", RESOURCE);
        json.put("sub", "captain");
        json.put("scope", "ships:read ships:write");
        expiresIn(300);
    }

    Claims expiresIn(long seconds) {
        json.put("exp", now + seconds);
        return this;
    }

    Claims validIn(long seconds) {
        json.put("nbf", now + seconds);
        return this;
    }

    /** Sets a member to that JSON. */
    Claims with(String name, String value) {
        json.set(name, JsonMapper.shared().readTree(value));
        return this;
    }

    Claims without(String name) {
        json.remove(name);
        return this;
    }

    @Override
    public String toString() {
        return JsonMapper.shared().writeValueAsString(json);
    }
}
