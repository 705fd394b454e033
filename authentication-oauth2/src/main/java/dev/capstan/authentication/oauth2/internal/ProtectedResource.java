package dev.capstan.authentication.oauth2.internal;

import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.PublicDocument;
import java.net.URI;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metadata of a resource (RFC 9728), by which clients find the authorization server.
 *
 * @param document is served to anyone
 * @param url where clients find it
 */
record ProtectedResource(PublicDocument document, String url) {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    static ProtectedResource of(String adapter, InboundAuthentication.OAuth2 settings) {
        URI resource = settings.resource();
        String path = resource.getRawPath().equals("/") ? "" : resource.getRawPath();
        String query = resource.getRawQuery() == null ? "" : "?" + resource.getRawQuery();
        String url = resource.getScheme() + "://" + resource.getRawAuthority() + WELL_KNOWN + path + query;
        return new ProtectedResource(new PublicDocument(WELL_KNOWN + path, json(adapter, settings)), url);
    }

    private static String json(String adapter, InboundAuthentication.OAuth2 settings) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("resource", settings.resource().toString());
        metadata.put("resource_name", adapter);
        metadata.putArray("authorization_servers")
                .add(settings.authorizationServer().toString());
        if (!settings.scopes().isEmpty()) {
            settings.scopes().forEach(metadata.putArray("scopes_supported")::add);
        }
        metadata.putArray("bearer_methods_supported").add("header");
        return Json.write(metadata);
    }
}
