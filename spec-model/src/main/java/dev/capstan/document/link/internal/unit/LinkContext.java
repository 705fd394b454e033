package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.link.installation.Installation;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.linked.ScriptDefaults;
import java.util.List;
import java.util.Set;

/**
 * What holds throughout a document while it is linked.
 *
 * @param documentProblems takes what is wrong with the document as a whole
 * @param adapterNamespaces of all its adapters
 */
public record LinkContext(
        Findings findings,
        VariableScope variables,
        TargetSelection targets,
        FunctionIndex functions,
        DocumentFiles files,
        ScriptDefaults scripts,
        Installation installation,
        Set<String> adapterNamespaces,
        List<Diagnostic> documentProblems) {}
