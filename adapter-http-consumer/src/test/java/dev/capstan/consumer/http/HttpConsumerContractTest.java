package dev.capstan.consumer.http;

import dev.capstan.testkit.ClosedPort;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import dev.capstan.testkit.consumer.ConsumerContract;
import org.junit.jupiter.api.AfterEach;

class HttpConsumerContractTest extends ConsumerContract {
    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final ClosedPort nobody = new ClosedPort();

    @AfterEach
    void stop() {
        upstream.close();
        nobody.close();
    }

    @Override
    protected String type() {
        return "http";
    }

    @Override
    protected String baseUri() {
        return upstream.origin();
    }

    @Override
    protected void answer(String text) {
        upstream.answer(UpstreamAnswer.json(200, text));
    }

    @Override
    protected boolean fallSilent() {
        upstream.answer(UpstreamAnswer.never());
        return true;
    }

    @Override
    protected int received() {
        return upstream.requests().size();
    }

    @Override
    protected String unreachableBaseUri() {
        return "http://127.0.0.1:" + nobody.port();
    }

    @Override
    protected String unusableBaseUri() {
        return "ftp://api.example";
    }

    @Override
    protected String unpreparableResources() {
        return """
                - name: items
                  path: /items
                  operations:
                    - name: read
                      method: GET
                      inputParameters:
                        - {name: Proxy-Made-Up, in: header}
                """;
    }
}
