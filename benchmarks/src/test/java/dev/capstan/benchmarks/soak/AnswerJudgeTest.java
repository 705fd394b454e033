package dev.capstan.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.benchmarks.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerJudgeTest {
    private static final String ID = "c00000001-0badcafe";
    private static final String OTHER = "c00000002-0badcafe";

    private final SoakTally tally = new SoakTally();

    @Test
    void takesTheOwnAnswer() {
        judge(
                CallKind.REST_GET,
                UpstreamFault.NONE,
                200,
                call(CallKind.REST_GET, UpstreamFault.NONE).answer());
        judge(
                CallKind.REST_SHAPED,
                UpstreamFault.NONE,
                200,
                call(CallKind.REST_SHAPED, UpstreamFault.NONE).shaped());
        judge(
                CallKind.MCP_GET,
                UpstreamFault.NONE,
                200,
                tool(call(CallKind.MCP_GET, UpstreamFault.NONE).answer()));
        judge(CallKind.REST_GET, UpstreamFault.STATUS_204, 204, "");

        assertThat(tally.succeeded()).isEqualTo(4);
        assertThat(tally.wrongAnswers()).isZero();
    }

    @Test
    void countsAnotherCallsIdWhateverTheStatus() {
        judge(
                CallKind.REST_GET,
                UpstreamFault.NONE,
                200,
                call(CallKind.REST_GET, UpstreamFault.NONE).answer() + OTHER);
        judge(CallKind.REST_GET, UpstreamFault.NONE, 502, "{\"detail\":\"" + OTHER + "\"}");
        judge(CallKind.MCP_GET, UpstreamFault.NONE, 200, tool(OTHER));

        assertThat(tally.wrongAnswers()).isEqualTo(3);
        assertThat(tally.calls()).isZero();
    }

    @Test
    void countsASuccessWithOtherContent() {
        String answer = call(CallKind.REST_GET, UpstreamFault.CLOSED_WITHIN).answer();
        judge(CallKind.REST_GET, UpstreamFault.CLOSED_WITHIN, 200, answer.substring(0, answer.length() - 5));
        judge(CallKind.REST_GET, UpstreamFault.NONE, 204, "");

        assertThat(tally.wrongAnswers()).isEqualTo(2);
    }

    @Test
    void countsFailuresOfHarmlessCallsApart() {
        judge(CallKind.REST_GET, UpstreamFault.GARBAGE, 502, "{}");
        judge(CallKind.REST_GET, UpstreamFault.NONE, 502, "{}");
        judge(CallKind.MCP_GET, UpstreamFault.NONE, 200, "{\"result\":{\"isError\": true}}");

        assertThat(tally.wrongAnswers()).isZero();
        assertThat(tally.harmless()).isEqualTo(2);
        assertThat(tally.harmlessFailed()).isEqualTo(2);
    }

    private void judge(CallKind kind, UpstreamFault fault, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Reply reply = new Reply(Reply.Outcome.COMPLETE, status, Map.of(), bytes, bytes.length, "");
        AnswerJudge.judge(tally, call(kind, fault), reply);
    }

    private static PlannedCall call(CallKind kind, UpstreamFault fault) {
        return new PlannedCall(ID, kind, fault, ClientFault.NONE, 0, 10);
    }

    private static String tool(String text) {
        return "{\"result\":{\"content\":[{\"text\":\"" + text.replace("\"", "\\\"") + "\"}]}}";
    }
}
