package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Redirects of an upstream to other origins, and web pages of other origins. */
final class OriginProbes {
    private static final String GROUP = "origins";
    private static final String FOREIGN = "https://evil.example";
    private static final String NAMED = "https://app.example";

    private OriginProbes() {}

    static List<Probe> all() {
        return List.of(
                new Probe(
                        GROUP,
                        "redirect",
                        "a redirect to another origin over http is not followed",
                        Setup.SHARED,
                        OriginProbes::redirect),
                new Probe(
                        GROUP,
                        "cross-site",
                        "unsafe requests of a web page of another origin are refused",
                        Setup.SHARED,
                        OriginProbes::crossSite),
                new Probe(
                        GROUP,
                        "cross-site-allowed",
                        "those of an origin that allowedOrigins names are served",
                        Setup.configured("server: {allowedOrigins: [\"" + NAMED + "\"]}\n"),
                        OriginProbes::allowed));
    }

    private static void redirect(Stage stage) throws IOException, InterruptedException {
        int other = stage.calm().port();
        List<String> targets = List.of(
                "http://127.0.0.1:" + other + "/items/stolen",
                "//127.0.0.1:" + other + "/items/stolen",
                "http://localhost:" + other + "/items/stolen",
                "http://[::ffff:127.0.0.1]:" + other + "/items/stolen",
                "http://2130706433:" + other + "/items/stolen");
        long before = stage.calm().accepted();
        for (int status : List.of(301, 302, 303, 307, 308)) {
            for (String target : targets) {
                stage.faulty()
                        .behave((request, connection) ->
                                connection.send(Answers.head(status, "Location: " + target + "\r\nContent-Length: 0")));
                Reply reply = stage.get("/items/moved");
                stage.check(!reply.text().contains("stolen"), "%d to %s was followed", status, target);
                stage.ask(stage.mcp(), Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"moved\"}"));
            }
        }
        long reached = stage.calm().accepted() - before;
        stage.check(reached == 0, "another origin on the loopback was connected to %d times", reached);
        stage.faulty().behave((request, connection) -> {
            boolean moved = request.lastSegment().equals("moved");
            var unused = connection.send(
                    moved
                            ? Answers.head(302, "Location: /items/here\r\nContent-Length: 0")
                            : Answers.item(request.lastSegment()));
        });
        Reply same = stage.get("/items/moved");
        stage.check(Answered.withItem(same, "here"), "a redirect within the origin: %s", same.summary());
    }

    private static void crossSite(Stage stage) throws IOException, InterruptedException {
        long before = stage.faulty().heads();
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            refused(stage, Map.of("Content-Type", type, "Origin", FOREIGN));
            refused(stage, Map.of("Content-Type", type, "Sec-Fetch-Site", "cross-site"));
            refused(stage, Map.of("Content-Type", type, "Origin", FOREIGN, "Sec-Fetch-Site", "cross-site"));
        }
        refused(stage, Map.of("Content-Type", "text/plain", "Origin", "null"));
        long reached = stage.faulty().heads() - before;
        stage.check(reached == 0, "%d of them reached the upstream", reached);
        Reply plain = post(stage, Map.of("Content-Type", "text/plain"));
        stage.check(plain.is(200), "without Origin: %s", plain.summary());
        Reply own = post(stage, Map.of("Content-Type", "text/plain", "Origin", "http://127.0.0.1:" + stage.rest()));
        stage.check(own.is(200), "with the listener's own origin: %s", own.summary());
    }

    private static void allowed(Stage stage) throws IOException, InterruptedException {
        Reply named =
                post(stage, Map.of("Content-Type", "text/plain", "Origin", NAMED, "Sec-Fetch-Site", "cross-site"));
        stage.check(named.is(200), "an origin that is named: %s", named.summary());
        refused(stage, Map.of("Content-Type", "text/plain", "Origin", FOREIGN));
    }

    private static void refused(Stage stage, Map<String, String> fields) throws IOException, InterruptedException {
        Reply reply = post(stage, fields);
        stage.check(reply.is(403), "POST with %s: %s", fields, reply.summary());
    }

    private static Reply post(Stage stage, Map<String, String> fields) throws IOException, InterruptedException {
        byte[] body = "name=a&note=b".getBytes(StandardCharsets.US_ASCII);
        byte[] head = Requests.headWithLength(stage.rest(), "POST", "/raw", fields, body.length);
        return stage.ask(stage.rest(), Requests.join(head, body));
    }
}
