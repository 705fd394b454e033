package dev.capstan.benchmarks.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An authorization server on the loopback with one key, and tokens that it signs. */
final class LocalAuthorizationServer implements AutoCloseable {
    private final HttpServer server;
    private final RSAKey key;

    LocalAuthorizationServer() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("benchmark-1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(
                "/.well-known/oauth-authorization-server",
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/jwks\"}");
        serve("/jwks", "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}");
        server.start();
    }

    private void serve(String path, String json) {
        server.createContext(path, exchange -> answer(exchange, json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, byte[] json) throws IOException {
        exchange.sendResponseHeaders(200, json.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(json);
        }
    }

    URI issuer() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** An access token of the length that such tokens have, some 800 characters. */
    String token(URI audience) throws JOSEException {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\":\"" + issuer() + "\",\"aud\":\"" + audience + "\",\"exp\":" + (now + 86_400)
                + ",\"iat\":" + now
                + ",\"sub\":\"8a7c6f0e-5d3b-4d5e-9a57-0e8cf4a1b2c3\",\"client_id\":\"fleet-console\","
                + "\"jti\":\"b54b4a2e-9a4d-4e77-8d3e-3b1c5d8e2f60\",\"scope\":\"services:read services:write\"}";
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
