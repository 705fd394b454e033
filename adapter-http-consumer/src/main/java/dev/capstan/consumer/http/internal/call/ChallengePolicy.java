package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.authentication.DigestAuthentication;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Answers the challenges of digest authentication, at the document's own origin only. */
final class ChallengePolicy implements CallPolicy {
    private static final int MAX_CHALLENGES = 2;

    private final DigestAuthentication digest;

    ChallengePolicy(DigestAuthentication digest) {
        this.digest = digest;
    }

    @Override
    public @Nullable String headerLine(CallProgress call) {
        return call.leftOrigin
                ? null
                : digest.line(call.request().method(), call.request().target());
    }

    @Override
    public Decision onResponse(CallProgress call, HttpResponse head) {
        if (head.status().code() != 401
                || call.leftOrigin
                || call.challenges >= MAX_CHALLENGES
                || !call.request().canBeSentAgain()) {
            return Decision.NONE;
        }
        boolean answerable =
                digest.accept(head.headers().getAll(HttpHeaderNames.WWW_AUTHENTICATE), call.challenges > 0);
        call.challenges++;
        return answerable ? Decision.REPEAT : Decision.NONE;
    }
}
