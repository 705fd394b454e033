package dev.capstan.benchmarks.soak;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * One call, as the seed and its number make it, the same in every run.
 *
 * @param id what has to come back in its answer, and in no other
 * @param requestPadding how much longer than usual the request's body is, in bytes
 * @param answerPadding how much longer than usual the answer is, in bytes
 */
record PlannedCall(
        String id, CallKind kind, UpstreamFault upstream, ClientFault client, int requestPadding, int answerPadding) {
    /** What every id looks like, and nothing else does. */
    static final Pattern ID = Pattern.compile("c[0-9a-f]{8}-[0-9a-f]{8}");

    private static final int LARGE = 3_000_000;

    /** The call of that number. */
    static PlannedCall of(long seed, long number, boolean withFaults) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        String id = "c%08x-%08x".formatted(number, random.nextInt());
        CallKind kind = CallKind.values()[random.nextInt(CallKind.values().length)];
        int requestPadding = kind.hasBody ? padding(random) : 0;
        int answerPadding = padding(random);
        UpstreamFault upstream = pick(random, UpstreamFault.values(), fault -> fault.weight);
        ClientFault client = pick(random, ClientFault.values(), fault -> fault.weight);
        return new PlannedCall(
                id,
                kind,
                withFaults ? upstream : UpstreamFault.NONE,
                withFaults ? client : ClientFault.NONE,
                requestPadding,
                answerPadding);
    }

    /** The call that an id is of. */
    static PlannedCall of(long seed, String id, boolean withFaults) {
        return of(seed, Long.parseLong(id.substring(1, 9), 16), withFaults);
    }

    /** Most bodies are small, some fill a few buffers, and a few are large. */
    private static int padding(SplittableRandom random) {
        int kind = random.nextInt(100);
        if (kind < 85) {
            return 0;
        }
        return kind < 98 ? random.nextInt(40_000) : random.nextInt(LARGE);
    }

    private static <T> T pick(SplittableRandom random, T[] values, ToIntFunction<T> weight) {
        int left = random.nextInt(Arrays.stream(values).mapToInt(weight).sum());
        for (T value : values) {
            left -= weight.applyAsInt(value);
            if (left < 0) {
                return value;
            }
        }
        throw new AssertionError("the weights do not add up");
    }

    /** The JSON that the upstream answers with when all is well: the id stands at both of its ends. */
    String answer() {
        return "{\"id\":\"" + id + "\",\"name\":\"item " + id + "\",\"more\":\"" + "m".repeat(answerPadding)
                + "\",\"rows\":[{\"id\":\"" + id + "\"}]}";
    }

    /** What a shaped answer of a REST call has to be. */
    String shaped() {
        return "{\"id\":\"" + id + "\",\"title\":\"item " + id + "\",\"rows\":[{\"id\":\"" + id + "\"}]}";
    }

    /** What the text of a shaped answer of a tool has to be. */
    String shapedTool() {
        return "{\"id\":\"" + id + "\",\"title\":\"item " + id + "\"}";
    }

    /** The note that the request carries: the id stands at both of its ends. */
    String note() {
        return id + "n".repeat(requestPadding) + id;
    }

    /** Whether anything is wrong with it on purpose. */
    boolean isHarmless() {
        return upstream.isHarmless && client != ClientFault.LEAVES && client != ClientFault.RESETS;
    }
}
