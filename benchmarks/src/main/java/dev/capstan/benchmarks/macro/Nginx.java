package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.process.Loopback;
import dev.capstan.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx as a second yardstick: proxy_pass with kept-alive upstream connections. */
final class Nginx {
    private static final String CONFIGURATION = """
            daemon off;
            worker_processes %d;
            pid %s/nginx.pid;
            error_log %s/error.log warn;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path %s/body;
              proxy_temp_path %s/proxy;
              fastcgi_temp_path %s/fastcgi;
              uwsgi_temp_path %s/uwsgi;
              scgi_temp_path %s/scgi;
              keepalive_requests 1000000000;
              upstream backend {
                server 127.0.0.1:%d;
                keepalive 256;
                keepalive_requests 1000000000;
              }
              server {
                listen 127.0.0.1:%d backlog=4096 reuseport;
                location / {
                  proxy_pass http://backend;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
              }
            }
            """;

    private Nginx() {}

    static ServerProcess start(String executable, int upstream, int workers, Path directory)
            throws IOException, InterruptedException {
        int port = Loopback.freePort();
        Path files = Files.createDirectories(directory.resolve("nginx"));
        Path configuration = Files.writeString(
                files.resolve("nginx.conf"),
                CONFIGURATION.formatted(workers, files, files, files, files, files, files, files, upstream, port));
        return new ServerProcess("nginx", List.of(executable, "-p", files.toString(), "-c", configuration.toString()))
                .await(() -> Loopback.accepts(port))
                .withPorts(port);
    }
}
