package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.option.ExitCode;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallCommandTest {
    private final CommandLine line = new CommandLine();
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        upstream.close();
    }

    private int call(String... more) {
        String[] fixed = {
            "call",
            Documents.things(directory).toString(),
            "--base-uri",
            "things=" + upstream.origin(),
            "--bind",
            "THINGS_KEY=very-secret"
        };
        String[] args = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, args, fixed.length, more.length);
        return line.run(args);
    }

    @Test
    void printsTheReply() {
        upstream.answer(UpstreamAnswer.json(200, "{\"id\":\"42\"}"));

        assertThat(call("get-thing", "id=42")).isZero();

        assertThat(line.out().strip()).isEqualTo("{\"id\":\"42\"}");
        assertThat(line.err()).isEmpty();
        assertThat(upstream.take()).hasToString("GET /v1/things/42");
    }

    @Test
    void namesTheNearestArgumentAlsoWhenNothingIsSent() {
        assertThat(call("get-thing", "idd=42", "--dry-run")).isEqualTo(1);

        assertThat(line.err()).contains("idd", "did you mean \"id\"?").doesNotContain("Exception");
    }

    @Test
    void showsTheBodyThatWouldBeSent() {
        assertThat(call("things-rest.create-thing", "--body", "{\"name\":\"a\"}", "--dry-run"))
                .isZero();

        assertThat(line.out()).contains("POST ", "Content-Length: 12", "{\"name\":\"a\"}");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void keepsAStringThatLooksLikeANumber() {
        call("get-thing", "id=1.10");

        assertThat(upstream.take().path()).isEqualTo("/v1/things/1.10");
    }

    @Test
    void makesAListOfARepeatedArgument() {
        call("things.list-things", "kind=a", "kind=b");

        assertThat(upstream.take()).hasToString("GET /v1/things?kind=a&kind=b");
    }

    @Test
    void sendsABodyFromTheCommandLineOrAFile() {
        Path body = Documents.write(directory, "body.json", "{\"name\": \"b\"}");

        call("things-mcp.create-thing", "--body", "{\"name\":\"a\"}");
        call("things-rest.create-thing", "--body", "@" + body);

        assertThat(upstream.take().text()).isEqualTo("{\"name\":\"a\"}");
        assertThat(upstream.take().text().replace(" ", "")).isEqualTo("{\"name\":\"b\"}");
    }

    @Test
    void showsTheRequestWithoutItsSecretsAndWithoutSendingIt() {
        assertThat(call("get-thing", "id=a/b", "--dry-run")).isZero();

        assertThat(line.out())
                .contains("GET " + upstream.origin() + "/v1/things/a%2Fb", "Authorization: ")
                .doesNotContain("very-secret");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void showsTheRequestAndSendsIt() {
        assertThat(call("get-thing", "id=1", "--explain")).isZero();

        assertThat(line.err())
                .contains("GET " + upstream.origin() + "/v1/things/1")
                .containsPattern("status 200 after [0-9.]+ ms, [0-9]+ bytes")
                .doesNotContain("very-secret");
        assertThat(upstream.take()).hasToString("GET /v1/things/1");
    }

    @Test
    void showsTheWholeTargetOfARequestThatCannotBeSent() {
        assertThat(line.run(
                        "call",
                        Documents.things(directory).toString(),
                        "get-thing",
                        "--explain",
                        "--base-uri",
                        "things=" + upstream.origin() + "/base/",
                        "--bind",
                        "THINGS_KEY=very-secret"))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains("GET " + upstream.origin() + "/base/v1/things/{id}", "not sent: ", "no reply");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void endsWith1WhenTheUpstreamRefuses() {
        upstream.answer(UpstreamAnswer.json(404, "{\"message\":\"none\"}"));

        assertThat(call("get-thing", "id=1")).isEqualTo(ExitCode.FAILURE);

        assertThat(line.out()).contains("{\"message\":\"none\"}");
        assertThat(line.err()).contains("404");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(call("get-thing")).isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains("id", "missing-argument").doesNotContain("Exception");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void suggestsTheUnitThatWasMeant() {
        assertThat(call("get-thign")).isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains("did you mean get-thing?");
    }

    @Test
    void saysThatTheBodyFileIsNotThere() {
        assertThat(call("create-thing", "--body", "@" + directory.resolve("none.json")))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains("none.json");
    }
}
