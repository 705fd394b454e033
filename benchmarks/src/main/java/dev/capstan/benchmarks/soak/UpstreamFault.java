package dev.capstan.benchmarks.soak;

/** What the upstream does to an answer. */
enum UpstreamFault {
    /** Nothing: the answer with its length. */
    NONE(700, true),
    CHUNKED(40, true),
    GZIP(20, true),
    TRICKLED(6, true),
    UNTIL_CLOSE(12, true),
    INTERIM_FIRST(10, true),
    /** Before the request has come as a whole. */
    EARLY(8, true),
    /** A whole answer with another call's id, right behind the right one. */
    SURPLUS_ANSWER(14, true),
    /** The same, a little later. */
    SURPLUS_LATER(14, true),
    SURPLUS_BYTES(10, true),
    TIMEOUT_WHEN_IDLE(10, true),
    STATUS_404(12, false),
    STATUS_500(12, false),
    STATUS_503(12, false),
    STATUS_204(8, false),
    BODY_AFTER_204(10, false),
    RESET_BEFORE(10, false),
    RESET_WITHIN(10, false),
    CLOSED_BEFORE(10, false),
    CLOSED_WITHIN(10, false),
    SILENT(4, false),
    SILENT_WITHIN(4, false),
    GARBAGE(10, false),
    UNKNOWN_CODING(8, false),
    TWO_LENGTHS(8, false),
    BAD_CHUNKS(8, false),
    BROKEN_GZIP(8, false),
    ENDLESS_HEAD(2, false);

    /** How often it occurs, compared to the others. */
    final int weight;

    /** Whether the call can succeed all the same. */
    final boolean isHarmless;

    UpstreamFault(int weight, boolean isHarmless) {
        this.weight = weight;
        this.isHarmless = isHarmless;
    }
}
