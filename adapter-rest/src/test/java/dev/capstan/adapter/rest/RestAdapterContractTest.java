package dev.capstan.adapter.rest;

import dev.capstan.testkit.adapter.CallingAdapterContract;
import dev.capstan.testkit.adapter.HttpSender;
import java.io.IOException;
import java.net.URI;

class RestAdapterContractTest extends CallingAdapterContract {
    @Override
    protected String type() {
        return "rest";
    }

    @Override
    protected String exposes(String namespace) {
        return """
                - type: rest
                  namespace: %s
                  port: 8080
                  resources:
                    - path: /things/{id}
                      operations:
                        - method: GET
                          name: get-thing
                          call: api.get-item
                          inputParameters:
                            - {name: id, in: path, type: integer}
                    - path: /broken
                      operations:
                        - {method: GET, name: broken, call: api.no-such}
                """.formatted(namespace);
    }

    @Override
    protected String call(URI endpoint, String id) throws IOException {
        return HttpSender.send("GET", URI.create(endpoint + "/things/" + id), null);
    }

    @Override
    protected String callBroken(URI endpoint) throws IOException {
        return HttpSender.send("GET", URI.create(endpoint + "/broken"), null);
    }
}
