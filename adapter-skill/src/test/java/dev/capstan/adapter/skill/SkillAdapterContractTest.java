package dev.capstan.adapter.skill;

import dev.capstan.testkit.adapter.HttpSender;
import dev.capstan.testkit.adapter.ServerAdapterContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SkillAdapterContractTest extends ServerAdapterContract {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("read.md"), "Read on.");
    }

    @Override
    protected String type() {
        return "skill";
    }

    @Override
    protected String exposes(String namespace) {
        return """
                - type: skill
                  namespace: %s
                  port: 3000
                  skills:
                    - name: items
                      description: Tells of items
                      location: %s
                      tools:
                        - {name: read, description: Reads an item, instruction: read.md}
                """.formatted(namespace, folder.toUri());
    }

    @Override
    protected int units() {
        return 1;
    }

    @Override
    protected String ask(URI endpoint) throws IOException {
        return HttpSender.send("GET", URI.create(endpoint + "/skills"), null);
    }
}
