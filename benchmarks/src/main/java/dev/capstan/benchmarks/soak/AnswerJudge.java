package dev.capstan.benchmarks.soak;

import dev.capstan.benchmarks.wire.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Decides what an answer is worth to its call. */
final class AnswerJudge {
    private AnswerJudge() {}

    /** Counts a reply to a call; returns whether the connection can have more calls. */
    static boolean judge(SoakTally tally, PlannedCall call, Reply reply) {
        String text = text(reply);
        String foreign = foreignId(text, call.id());
        if (foreign != null) {
            tally.wrong("the answer to " + call + " has " + foreign + ": " + reply.summary());
            return false;
        }
        switch (reply.outcome()) {
            case SILENT -> tally.unanswered(call);
            case MALFORMED -> tally.wrong("the answer to " + call + " is no HTTP: " + reply.summary());
            case CLOSED, CUT -> tally.failed(call, reply.summary());
            case COMPLETE -> complete(tally, call, reply, text);
        }
        return reply.isComplete();
    }

    private static void complete(SoakTally tally, PlannedCall call, Reply reply, String text) {
        if (reply.status() == 204) {
            boolean isTold =
                    call.upstream() == UpstreamFault.STATUS_204 || call.upstream() == UpstreamFault.BODY_AFTER_204;
            if (isTold) {
                tally.succeeded(call);
            } else {
                tally.wrong("the answer to " + call + " is 204");
            }
        } else if (reply.status() != 200 || isError(text)) {
            tally.failed(call, reply.summary());
        } else if (isRight(call, text)) {
            tally.succeeded(call);
        } else if (isToldEmpty(call)) {
            tally.succeeded(call);
        } else {
            tally.wrong("the answer to " + call + " is a success with other content: " + reply.summary());
        }
    }

    /** Whether a tool may say in its own words that there is no content. */
    private static boolean isToldEmpty(PlannedCall call) {
        return call.kind().isMcp || call.kind().isShaped()
                ? call.upstream() == UpstreamFault.STATUS_204 || call.upstream() == UpstreamFault.BODY_AFTER_204
                : false;
    }

    private static boolean isRight(PlannedCall call, String text) {
        if (!call.kind().isMcp) {
            return text.equals(call.kind().isShaped() ? call.shaped() : call.answer());
        }
        String unescaped = text.replace("\\\"", "\"");
        return unescaped.contains(call.kind().isShaped() ? call.shapedTool() : call.answer());
    }

    private static boolean isError(String text) {
        // The beginning and the end: what lies between may be megabytes.
        String ends = text.length() < 2000 ? text : text.substring(0, 1000) + text.substring(text.length() - 1000);
        String compact = ends.replace(" ", "");
        return compact.contains("\"isError\":true") || compact.contains("\"error\":{");
    }

    private static @Nullable String foreignId(String text, String own) {
        Matcher found = PlannedCall.ID.matcher(text);
        while (found.find()) {
            if (!found.group().equals(own)) {
                return found.group();
            }
        }
        return null;
    }

    private static String text(Reply reply) {
        if ("gzip".equals(reply.field("content-encoding"))) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                // An answer that was broken by the upstream, and handed on as it came.
                return "{\"error\":{\"gzip\":\"broken\"}}";
            }
        }
        return reply.text();
    }
}
