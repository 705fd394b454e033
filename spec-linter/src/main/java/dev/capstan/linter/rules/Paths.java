package dev.capstan.linter.rules;

import dev.capstan.document.syntax.PathTemplate;

/** What rules ask of paths. */
final class Paths {
    private Paths() {}

    static boolean hasQuery(String path) {
        return path.indexOf('?') >= 0 && !PathTemplate.parse(path).query().isEmpty();
    }
}
