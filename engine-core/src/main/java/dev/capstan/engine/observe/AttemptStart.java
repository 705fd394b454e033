package dev.capstan.engine.observe;

/**
 * The beginning of one attempt to call an upstream; a call that is retried or redirected makes several.
 *
 * @param namespace the consumed API
 * @param operation the operation's name
 * @param method upper case
 * @param origin scheme, host and port
 * @param path the operation's path with its placeholders, not their values
 * @param number counted from 1
 */
public record AttemptStart(String namespace, String operation, String method, String origin, String path, int number) {}
