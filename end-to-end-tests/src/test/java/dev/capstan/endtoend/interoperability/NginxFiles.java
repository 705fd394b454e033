package dev.capstan.endtoend.interoperability;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an nginx upstream over TLS is made from: a certificate for localhost, and a configuration. */
final class NginxFiles {
    private final Path folder;

    private NginxFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the certificate and the authority that issued it into that folder. */
    static NginxFiles write(Path folder) throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=Test authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle server = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .buildIssuedBy(authority);
        Files.writeString(folder.resolve("authority.pem"), authority.getCertificatePEM());
        Files.writeString(folder.resolve("server.pem"), server.getCertificatePathPEM());
        Files.writeString(folder.resolve("server.key"), server.getPrivateKeyPEM());
        return new NginxFiles(folder);
    }

    Path authority() {
        return folder.resolve("authority.pem");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * A configuration that answers with what it received.
     *
     * @param port to listen on
     * @param files where certificate and key lie, as nginx sees them
     * @param state where nginx may write, as it sees it
     */
    static String configuration(int port, String files, String state) {
        return """
                worker_processes 1;
                daemon off;
                pid %3$s/nginx.pid;
                error_log stderr warn;
                events { worker_connections 256; }
                http {
                  access_log off;
                  client_body_temp_path %3$s/body;
                  proxy_temp_path %3$s/proxy;
                  fastcgi_temp_path %3$s/fastcgi;
                  uwsgi_temp_path %3$s/uwsgi;
                  scgi_temp_path %3$s/scgi;
                  server {
                    listen %1$d ssl;
                    server_name localhost;
                    ssl_certificate %2$s/server.pem;
                    ssl_certificate_key %2$s/server.key;
                    default_type application/json;
                    location /echo/ {
                      return 200 '{"method":"$request_method","uri":"$request_uri","length":"$http_content_length"}';
                    }
                    location = /missing { return 404 '{"message":"no such thing"}'; }
                    location /ready { return 204; }
                  }
                }
                """.formatted(port, files, state);
    }
}
