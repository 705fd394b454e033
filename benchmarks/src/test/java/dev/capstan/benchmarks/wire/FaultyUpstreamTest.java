package dev.capstan.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyUpstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Network network = new Network(1);
    private final FaultyUpstream upstream = new FaultyUpstream(network);

    FaultyUpstreamTest() throws IOException, InterruptedException {}

    @AfterEach
    void close() {
        upstream.close();
        network.close();
    }

    @Test
    void answersNormallyUnlessToldOtherwise() throws Exception {
        Connection connection = network.connect(upstream.port());

        Reply first = connection.send(Requests.get(upstream.port(), "/items/1")).await(PATIENCE);
        Reply second =
                connection.send(Requests.get(upstream.port(), "/items/2")).await(PATIENCE);

        assertThat(first.text()).isEqualTo(Answers.itemJson("1"));
        assertThat(second.text()).isEqualTo(Answers.itemJson("2"));
        assertThat(upstream.requests()).isEqualTo(2);
        assertThat(upstream.accepted()).isEqualTo(1);
    }

    @Test
    void receivesBodiesAndSendsLargeOnes() throws Exception {
        byte[] large = new byte[1_000_000];
        upstream.behave((request, connection) -> connection.send(
                Answers.sized(200, "text/plain", request.bodyLength() == 300_000 ? large : new byte[0])));

        Reply reply = network.connect(upstream.port())
                .send(Requests.with(upstream.port(), "POST", "/", "text/plain", new byte[300_000]))
                .await(PATIENCE);

        assertThat(reply.bodyLength()).isEqualTo(large.length);
    }

    @Test
    void showsHowConnectionsEnd() throws Exception {
        upstream.behave((request, connection) -> {
            var unused = connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            connection.closeAfterSending();
        });
        Connection cut = network.connect(upstream.port());
        assertThat(cut.send(Requests.get(upstream.port(), "/")).await(PATIENCE).outcome())
                .isEqualTo(Reply.Outcome.CUT);

        upstream.behave((request, connection) -> connection.reset());
        Connection reset = network.connect(upstream.port());
        assertThat(reset.send(Requests.get(upstream.port(), "/"))
                        .await(PATIENCE)
                        .outcome())
                .isEqualTo(Reply.Outcome.CLOSED);
        assertThat(reset.awaitEnd(PATIENCE)).isTrue();

        upstream.behave(Behaviour.silent());
        Connection silent = network.connect(upstream.port());
        assertThat(silent.send(Requests.get(upstream.port(), "/"))
                        .await(Duration.ofMillis(1))
                        .outcome())
                .isEqualTo(Reply.Outcome.SILENT);
    }

    @Test
    void goesAwayAndComesBackOnTheSamePort() throws Exception {
        Connection before = network.connect(upstream.port());
        upstream.goAway();
        assertThat(before.awaitEnd(PATIENCE)).isTrue();
        assertThatThrownBy(() -> network.connect(upstream.port())).isInstanceOf(IOException.class);

        upstream.comeBack();

        Reply reply = network.connect(upstream.port())
                .send(Requests.get(upstream.port(), "/items/back"))
                .await(PATIENCE);
        assertThat(reply.text()).isEqualTo(Answers.itemJson("back"));
    }
}
