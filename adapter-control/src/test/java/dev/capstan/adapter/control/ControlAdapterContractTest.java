package dev.capstan.adapter.control;

import dev.capstan.testkit.adapter.HttpSender;
import dev.capstan.testkit.adapter.ServerAdapterContract;
import java.io.IOException;
import java.net.URI;

class ControlAdapterContractTest extends ServerAdapterContract {
    @Override
    protected String type() {
        return "control";
    }

    @Override
    protected String exposes(String namespace) {
        return """
                - type: control
                  namespace: %s
                  port: 9999
                """.formatted(namespace);
    }

    /** A document has one control port, which has its type's name whatever it is given. */
    @Override
    protected String named(String namespace) {
        return "control";
    }

    @Override
    protected boolean mayBeSeveral() {
        return false;
    }

    @Override
    protected int units() {
        return 0;
    }

    @Override
    protected String ask(URI endpoint) throws IOException {
        return HttpSender.send("GET", URI.create(endpoint + "/health/live"), null);
    }
}
