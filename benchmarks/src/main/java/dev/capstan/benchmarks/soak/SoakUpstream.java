package dev.capstan.benchmarks.soak;

import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Requests;
import dev.capstan.benchmarks.wire.UpstreamConnection;
import dev.capstan.benchmarks.wire.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;

/** Answers each request as its call was planned, and looks whether the request is that call's. */
final class SoakUpstream implements Behaviour {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final byte[] FORGED = Answers.item("cffffffff-00000000");
    private static final Duration LATER = Duration.ofMillis(5);

    private final long seed;
    private final boolean withFaults;
    private final SoakTally tally;

    SoakUpstream(long seed, boolean withFaults, SoakTally tally) {
        this.seed = seed;
        this.withFaults = withFaults;
        this.tally = tally;
    }

    @Override
    public void onHead(UpstreamRequest request, UpstreamConnection connection) {
        String id = request.lastSegment();
        if (PlannedCall.ID.matcher(id).matches()) {
            PlannedCall call = PlannedCall.of(seed, id, withFaults);
            if (call.upstream() == UpstreamFault.EARLY) {
                var unused = connection.send(Answers.json(200, call.answer()));
            }
        }
    }

    @Override
    public void onRequest(UpstreamRequest request, UpstreamConnection connection) {
        String id = request.lastSegment();
        if (!PlannedCall.ID.matcher(id).matches()) {
            var unused = connection.send(Answers.item(id));
            return;
        }
        PlannedCall call = PlannedCall.of(seed, id, withFaults);
        judge(call, request);
        answer(call, connection);
    }

    private void judge(PlannedCall call, UpstreamRequest request) {
        if (!call.kind().hasBody) {
            return;
        }
        String body = request.text();
        Matcher found = PlannedCall.ID.matcher(body);
        while (found.find()) {
            if (!found.group().equals(call.id())) {
                tally.wrong("the upstream got " + found.group() + " in the request of " + call.id());
                return;
            }
        }
        if (request.bodyLength() == body.length() && !body.contains(call.note())) {
            tally.wrong("the upstream got another body than the one of " + call.id());
        }
    }

    private void answer(PlannedCall call, UpstreamConnection connection) {
        byte[] normal = Answers.json(200, call.answer());
        byte[] body = call.answer().getBytes(StandardCharsets.US_ASCII);
        switch (call.upstream()) {
            case NONE -> send(connection, normal);
            case EARLY -> {}
            case CHUNKED -> send(connection, Answers.chunked("application/json", body, 1 + body.length / 3));
            case GZIP -> send(connection, compressed(gzip(body)));
            case TRICKLED -> connection.trickle(normal, 1 + normal.length / 20, Duration.ofMillis(20));
            case UNTIL_CLOSE -> {
                send(connection, Requests.join(Answers.head(200, JSON + "Connection: close"), body));
                connection.closeAfterSending();
            }
            case INTERIM_FIRST -> send(connection, Requests.join(Answers.head(103, "Link: </x>"), normal));
            case SURPLUS_ANSWER -> send(connection, Requests.join(normal, FORGED));
            case SURPLUS_BYTES -> send(connection, Requests.join(normal, new byte[] {'x', '\r', '\n'}));
            case SURPLUS_LATER -> {
                send(connection, normal);
                connection.after(LATER, () -> send(connection, FORGED));
            }
            case TIMEOUT_WHEN_IDLE -> {
                send(connection, normal);
                connection.after(LATER, () -> {
                    send(connection, Answers.head(408, "Content-Length: 0\r\nConnection: close"));
                    connection.closeAfterSending();
                });
            }
            case STATUS_404 -> send(connection, Answers.json(404, call.answer()));
            case STATUS_500 -> send(connection, Answers.json(500, call.answer()));
            case STATUS_503 -> send(connection, Answers.json(503, call.answer()));
            case STATUS_204 -> send(connection, Answers.head(204, "X-Kind: empty"));
            case BODY_AFTER_204 -> send(connection, Requests.join(Answers.head(204, "X-Kind: empty"), FORGED));
            case SILENT -> {}
            default -> breakOff(call, connection, normal, body);
        }
    }

    private static void breakOff(PlannedCall call, UpstreamConnection connection, byte[] normal, byte[] body) {
        byte[] half = Arrays.copyOf(normal, normal.length - body.length / 2);
        switch (call.upstream()) {
            case RESET_BEFORE -> connection.reset();
            case RESET_WITHIN -> {
                send(connection, half);
                connection.after(LATER, connection::reset);
            }
            case CLOSED_BEFORE -> connection.closeAfterSending();
            case CLOSED_WITHIN -> {
                send(connection, half);
                connection.closeAfterSending();
            }
            case SILENT_WITHIN -> send(connection, half);
            case GARBAGE -> send(connection, "SSH-2.0-server\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case UNKNOWN_CODING ->
                send(connection, Requests.join(Answers.head(200, JSON + "Transfer-Encoding: xchunked"), body));
            case TWO_LENGTHS ->
                send(
                        connection,
                        Requests.join(
                                Answers.head(200, JSON + "Content-Length: 7\r\nContent-Length: " + body.length), body));
            case BAD_CHUNKS ->
                send(
                        connection,
                        Requests.join(
                                Answers.head(200, JSON + "Transfer-Encoding: chunked"),
                                "5\r\n{\"id\"\r\nnot a size\r\n".getBytes(StandardCharsets.US_ASCII)));
            case BROKEN_GZIP -> {
                byte[] zipped = gzip(body);
                zipped[Math.min(zipped.length - 1, 14)] ^= 0x55;
                send(connection, compressed(zipped));
            }
            case ENDLESS_HEAD ->
                send(
                        connection,
                        ("HTTP/1.1 200 OK\r\n" + ("X-More: " + "m".repeat(90) + "\r\n").repeat(2000))
                                .getBytes(StandardCharsets.US_ASCII));
            default -> throw new AssertionError(call.upstream());
        }
    }

    private static void send(UpstreamConnection connection, byte[] bytes) {
        var unused = connection.send(bytes);
    }

    private static byte[] compressed(byte[] zipped) {
        return Requests.join(
                Answers.head(200, JSON + "Content-Encoding: gzip\r\nContent-Length: " + zipped.length), zipped);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
