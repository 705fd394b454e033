package dev.capstan.endtoend.language;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers as the exchange that runs says, and keeps what came otherwise. Calls that run together come in any order. For any
 * thread.
 */
final class ShownUpstream {
    private final List<Exchange.Call> expected = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** Begins an exchange. */
    synchronized void expect(List<Exchange.Call> calls) {
        expected.addAll(calls);
    }

    /** Ends it: what was not as shown. */
    synchronized List<String> wrong() {
        List<String> found = new ArrayList<>(wrong);
        expected.forEach(call -> found.add("was not sent: " + call.request().first()));
        wrong.clear();
        expected.clear();
        return found;
    }

    synchronized UpstreamAnswer answer(RecordedRequest request) {
        if (request.path().startsWith("/.well-known/")) {
            // Authorization servers are asked for their metadata at any time.
            return UpstreamAnswer.empty(404);
        }
        String first = request.method() + " " + request.target();
        for (Exchange.Call call : expected) {
            if (Shown.text(call.request().first(), first)) {
                expected.remove(call);
                compare(call.request(), request);
                return answer(call.answer());
            }
        }
        wrong.add("was sent and is not shown: " + request);
        return UpstreamAnswer.json(500, "{\"message\":\"not shown\"}");
    }

    private void compare(Message shown, RecordedRequest request) {
        for (Map.Entry<String, String> header : shown.headers()) {
            if (request.headers(header.getKey()).stream().noneMatch(value -> Shown.text(header.getValue(), value))) {
                wrong.add(shown.first() + ": " + header + " is shown, sent was " + request.headers(header.getKey()));
            }
        }
        for (String name : shown.absent()) {
            if (request.header(name) != null) {
                wrong.add(shown.first() + ": " + name + " was sent: " + request.header(name));
            }
        }
        if (!Shown.body(shown.body(), request.text())) {
            wrong.add(shown.first() + ": the body was " + request.text());
        }
    }

    private static UpstreamAnswer answer(Message shown) {
        int status = Integer.parseInt(shown.first());
        UpstreamAnswer.Whole answer = shown.body().isEmpty()
                ? UpstreamAnswer.empty(status)
                : new UpstreamAnswer.Whole(status, List.of(), shown.body().getBytes(StandardCharsets.UTF_8), null);
        for (Map.Entry<String, String> header : shown.headers()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return shown.body().isEmpty() || !shown.header("Content-Type").isEmpty()
                ? answer
                : answer.header("Content-Type", "application/json");
    }
}
