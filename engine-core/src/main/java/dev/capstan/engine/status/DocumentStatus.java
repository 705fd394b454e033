package dev.capstan.engine.status;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document.
 *
 * @param file its name as the host gave it
 * @param serving whether it is served, wholly or in part
 * @param diagnostics everything that was found; the errors of a served document belong to its dead units
 * @param linked the document with its names resolved; null when it could not be read
 * @param adapters its live adapters with their live units; empty when it is refused
 * @param dead its units that are left out
 * @param endpoints where they are reached; complete once the engine has started
 * @param baseUris of its consumed APIs by namespace, those that are known
 * @param missing variables that it needs and no source has
 * @param files the files and folders that it was made from, its imports and those of its binds included, absolute
 */
public record DocumentStatus(
        String file,
        boolean serving,
        List<Diagnostic> diagnostics,
        @Nullable LinkedDocument linked,
        List<AdapterPlan> adapters,
        List<DeadUnit> dead,
        List<ServerAdapter.Endpoint> endpoints,
        Map<String, String> baseUris,
        List<Variable> missing,
        List<Path> files) {}
