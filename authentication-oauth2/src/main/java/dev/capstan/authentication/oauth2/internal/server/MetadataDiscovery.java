package dev.capstan.authentication.oauth2.internal.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the metadata of an authorization server where RFC 8414 and OpenID Connect Discovery put it. */
public final class MetadataDiscovery {
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final AuthorizationServerClient client;
    private final URI issuer;

    /** For the server with that issuer identifier. */
    public MetadataDiscovery(AuthorizationServerClient client, URI issuer) {
        this.client = client;
        this.issuer = issuer;
    }

    /** Fetches the metadata; the stage fails with a {@link FetchException} that says of each place what was wrong. */
    public CompletableFuture<ServerMetadata> discover() {
        return attempt(places(issuer), 0, new ArrayList<>());
    }

    /** Where the metadata may be, in the order in which it is looked for. */
    static List<URI> places(URI issuer) {
        String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
        String path = issuer.getRawPath();
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return path.isEmpty()
                ? List.of(URI.create(origin + OAUTH), URI.create(origin + OPENID))
                : List.of(
                        URI.create(origin + OAUTH + path),
                        URI.create(origin + path + OAUTH),
                        URI.create(origin + path + OPENID));
    }

    private CompletableFuture<ServerMetadata> attempt(List<URI> places, int index, List<String> failures) {
        if (index == places.size()) {
            return CompletableFuture.failedFuture(new FetchException(String.join("; ", failures)));
        }
        return client.get(places.get(index))
                .thenApply(response -> read(response, SecureUri.shown(places.get(index))))
                .handle((metadata, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(metadata);
                    }
                    failures.add(FetchException.unwrapped(failure).getMessage());
                    return attempt(places, index + 1, failures);
                })
                .thenCompose(next -> next);
    }

    private ServerMetadata read(AuthorizationServerClient.Response response, String name) {
        if (response.status() != 200) {
            throw new FetchException(name + " answered with status " + response.status());
        }
        return ServerMetadata.parse(response.body(), issuer, name);
    }
}
