package dev.capstan.document.linked;

/**
 * What of a control port is served.
 *
 * @param health whether callers learn if the document is live and ready
 * @param info whether they learn what is served, and the document itself with all its variables masked
 * @param validate whether documents can be sent to be judged
 * @param reload whether the document can be read anew on request
 * @param metrics whether calls are counted and timed
 * @param scripting whether they learn what holds for scripts
 */
public record ControlSwitches(
        boolean health, boolean info, boolean validate, boolean reload, boolean metrics, boolean scripting) {}
