package dev.capstan.samples.spring;

import dev.capstan.engine.Engine;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;

/** A web application that calls an API by a capability document, and serves the document beside its own pages. */
@SpringBootApplication
public class BookApplication {

    public static void main(String[] args) {
        SpringApplication.run(BookApplication.class, args);
    }

    /** Closed with the application: calls in flight are waited for. */
    @Bean(initMethod = "start", destroyMethod = "close")
    Engine engine(
            @Value("${catalogue.uri}") String uri,
            @Value("${catalogue.key}") String key,
            @Value("${books.any-port:false}") boolean anyPort)
            throws IOException {
        String document = new ClassPathResource("books.yaml").getContentAsString(StandardCharsets.UTF_8);
        return Engine.builder()
                .document("books.yaml", document)
                .bind("CATALOGUE_KEY", key)
                .baseUri("catalogue", uri)
                .configuration(EngineConfiguration.builder()
                        .server(ServerConfiguration.builder().anyPort(anyPort).build())
                        .build())
                .build();
    }
}
