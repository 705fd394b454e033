package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that are mostly right, two on each connection: however their bytes are split on the way, they mean the same, and what is
 * served is what Jetty's strict parser reads. More may be refused here than there, and nothing else may be read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestFramingPropertyTest {
    private static final int SPLITS = 4;
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.create()
                .route("GET", "/a", (exchange, match) -> echo(exchange, "GET /a"))
                .route("POST", "/a", (exchange, match) -> echo(exchange, "POST /a"))
                .route("GET", "/last", (exchange, match) -> echo(exchange, "GET /last"))
                .start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void echo(HttpExchange exchange, String what) {
        BodyCollector.collect(
                exchange.takeBody(), ByteBufAllocator.DEFAULT, Integer.MAX_VALUE, new BodyCollector.Listener() {
                    @Override
                    public void onCollected(ByteBuf bytes) {
                        String body = bytes.toString(StandardCharsets.ISO_8859_1);
                        bytes.release();
                        TestServer.reply(exchange, 200, "<" + what + " " + body + ">");
                    }

                    @Override
                    public void onTooLarge(long limit) {
                        exchange.fail(new CallFailure.BodyTooLarge(limit));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        if (failure instanceof CallFailedException known) {
                            exchange.fail(known.failure());
                        }
                    }
                });
    }

    /** What was served on a connection, in order. */
    private List<String> served(List<byte[]> pieces) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
            try {
                for (byte[] piece : pieces) {
                    socket.getOutputStream().write(piece);
                }
                socket.shutdownOutput();
            } catch (IOException refused) {
                // It answers a wrong request before all of it was sent.
            }
            try {
                all.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (IOException reset) {
                // What had not been read when the connection was refused.
            }
        }
        List<String> served = new ArrayList<>();
        for (int at = all.indexOf("\r\n\r\n<"); at >= 0; at = all.indexOf("\r\n\r\n<", at + 1)) {
            served.add(all.substring(at + 5, all.indexOf(">", at)));
        }
        return served;
    }

    /** What Jetty reads, up to the first wrong message. */
    private static List<String> read(byte[] bytes) {
        List<String> read = new ArrayList<>();
        Messages messages = new Messages(read);
        HttpParser parser = new HttpParser(messages, 32 * 1024, HttpCompliance.RFC9110);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && !messages.isWrong) {
            int before = buffer.remaining();
            parser.parseNext(buffer);
            if (parser.isComplete()) {
                parser.reset();
            } else if (buffer.remaining() == before) {
                break;
            }
        }
        return read;
    }

    private static final class Messages implements HttpParser.RequestHandler {
        private final List<String> complete;
        private String line = "";
        private final StringBuilder body = new StringBuilder();
        private boolean isWrong;

        Messages(List<String> complete) {
            this.complete = complete;
        }

        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            line = method + " " + uri;
            body.setLength(0);
        }

        @Override
        public boolean content(ByteBuffer content) {
            body.append(StandardCharsets.ISO_8859_1.decode(content));
            return false;
        }

        @Override
        public boolean headerComplete() {
            return false;
        }

        @Override
        public boolean contentComplete() {
            return false;
        }

        @Override
        public boolean messageComplete() {
            if (!isWrong) {
                complete.add(line + " " + body);
            }
            return true;
        }

        @Override
        public void parsedHeader(HttpField field) {
            // Only lines and bodies are compared.
        }

        @Override
        public void earlyEOF() {
            isWrong = true;
        }

        @Override
        public void badMessage(HttpException failure) {
            isWrong = true;
        }
    }

    private static List<byte[]> split(byte[] bytes, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int size = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(random.nextInt(60) + 1);
            int to = Math.min(bytes.length, from + size);
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    /** A request made of parts of which few are odd. */
    private static String request(Random random) {
        StringBuilder text = new StringBuilder(odd(random, "", "\r\n", "\n", " "));
        boolean hasBody = random.nextBoolean();
        text.append(odd(random, hasBody ? "POST" : "GET", "P(ST", "POST "))
                .append(' ')
                .append(odd(random, "/a", " /a", "/a\t", "/a\u0001"))
                .append(' ')
                .append(odd(random, "HTTP/1.1", "HTTP/1.0", "HTTP/11", "http/1.1", "HTTP/1.1 "))
                .append(odd(random, "\r\n", "\n", "\r\r\n"));
        text.append(odd(random, "Host: localhost\r\n", "Host : localhost\r\n"));
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(odd(
                            random,
                            "X-A: b",
                            "X-A:",
                            "X-A : b",
                            " folded",
                            "X\u0000: b",
                            "X: a\u0000",
                            "X: a\rb",
                            ":",
                            "X"))
                    .append("\r\n");
        }
        String body = hasBody ? "b".repeat(random.nextInt(30)) : "";
        String length = Integer.toString(body.length());
        if (hasBody && random.nextBoolean()) {
            text.append(odd(
                    random,
                    "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding: chunked, identity\r\n",
                    "Transfer-Encoding: chunked\r\nContent-Length: " + length + "\r\n",
                    "Transfer-Encoding : chunked\r\n"));
            return text.append("\r\n").append(chunks(body, random)).toString();
        }
        if (hasBody) {
            text.append(odd(
                    random,
                    "Content-Length: " + length + "\r\n",
                    "Content-Length: " + length + "\r\nContent-Length: " + length + "\r\n",
                    "Content-Length: " + length + ", " + length + "\r\n",
                    "Content-Length: +" + length + "\r\n",
                    "Content-Length: 0x" + length + "\r\n",
                    "Content-Length: " + (body.length() + 1) + "\r\n",
                    "Content-Length:\r\n"));
        }
        return text.append("\r\n").append(body).toString();
    }

    private static String chunks(String body, Random random) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < body.length()) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(9));
            text.append(odd(random, "", "0", "+", "-", "0x", " ", "z"))
                    .append(Integer.toHexString(to - from))
                    .append(odd(random, "", ";a=b", " ", ";", "\n"))
                    .append(odd(random, "\r\n", "\n"))
                    .append(body, from, to)
                    .append(odd(random, "\r\n", "\n", "x\r\n", ""));
            from = to;
        }
        return text.append("0\r\n")
                .append(odd(random, "", "T: x\r\n", " T: x\r\n", "T : x\r\n"))
                .append("\r\n")
                .toString();
    }

    /** The right choice mostly. */
    private static String odd(Random random, String right, String... others) {
        return random.nextInt(25) == 0 ? others[random.nextInt(others.length)] : right;
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 400).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_split_means_the_same_and_what_another_strict_parser_reads(int seed) throws IOException {
        Random random = new Random(seed);
        String text = request(random) + LAST;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

        List<String> whole = served(List.of(bytes));

        List<String> read = read(bytes);
        assertThat(read.subList(0, Math.min(read.size(), whole.size())))
                .as(text)
                .isEqualTo(whole);
        for (int i = 0; i < SPLITS; i++) {
            assertThat(served(split(bytes, random))).as(text).isEqualTo(whole);
        }
    }

    /** So that the comparison is not one of refusals. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_has_nothing_odd_is_served(int seed) throws IOException {
        Random random = new Random(seed);
        String body = "b".repeat(random.nextInt(40));
        String text = random.nextBoolean()
                ? "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                : "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + (body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n")
                        + "0\r\n\r\n";
        byte[] bytes = (text + LAST).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(served(split(bytes, random))).containsExactly("POST /a " + body, "GET /last ");
        assertThat(read(bytes)).containsExactly("POST /a " + body, "GET /last ");
    }
}
