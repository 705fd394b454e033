package dev.capstan.run.sandbox;

import dev.capstan.document.syntax.PathTemplate;

/**
 * A path that a document calls.
 *
 * @param method upper case
 */
public record CalledPath(String method, PathTemplate path) {}
