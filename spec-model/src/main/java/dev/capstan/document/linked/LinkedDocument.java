package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Document;
import java.util.List;

/**
 * A document with all its names resolved.
 *
 * @param document as written, imports not replaced
 * @param apis the consumed APIs, imported ones included, in the order of the document
 * @param adapters the exposed adapters, in the order of the document
 * @param variables what must come from outside for the document to serve whole
 * @param problems what is wrong with the document as a whole, which is refused then; empty when nothing is
 * @param diagnostics everything that linking found, all problems included, in the order of the source
 */
public record LinkedDocument(
        Document document,
        List<LinkedApi> apis,
        List<LinkedAdapter> adapters,
        List<Variable> variables,
        List<Diagnostic> problems,
        List<Diagnostic> diagnostics) {}
