package dev.capstan.engine.exchange;

/**
 * What an upstream answered: its head, and its body to read.
 *
 * @param status HTTP status code; of other protocols its nearest kin
 * @param headers the head's fields, valid for the length of the call
 * @param body owned by whoever was handed the answer
 */
public record UpstreamResponse(int status, HeaderFields headers, Body body) {
    /** Whether the upstream refused or failed. */
    public boolean isError() {
        return status >= 400;
    }
}
