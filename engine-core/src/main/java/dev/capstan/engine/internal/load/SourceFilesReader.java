package dev.capstan.engine.internal.load;

import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Bind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the files that a document was made from. Stateless. */
final class SourceFilesReader {
    private SourceFilesReader() {}

    /**
     * Those of a document.
     *
     * @param content what was in the document's own file; null when it could not be read
     * @param imported what was in the files that it imports from
     * @param linked null when it could not be linked
     */
    static SourceFiles of(
            DocumentSource source,
            byte @Nullable [] content,
            Map<Path, byte[]> imported,
            @Nullable LinkedDocument linked) {
        Set<Path> files = new LinkedHashSet<>();
        if (source.text() == null) {
            files.add(source.path().toAbsolutePath().normalize());
        }
        files.addAll(imported.keySet());
        if (linked != null) {
            linked.variables().forEach(variable -> addBinds(variable, files));
        }
        return new SourceFiles(
                new ArrayList<>(files),
                content == null ? null : digest(content, imported),
                linked != null && !usesFurtherFiles(linked));
    }

    private static void addBinds(Variable variable, Set<Path> files) {
        Bind bind = variable.bind();
        String location = bind == null ? null : bind.location();
        if (bind != null && location != null && "file".equals(bind.scheme())) {
            try {
                files.add(new DocumentFiles(variable.file())
                        .find(location)
                        .toAbsolutePath()
                        .normalize());
            } catch (UnusableFileException e) {
                // Resolving the variable says so.
            }
        }
        variable.alternatives().forEach(other -> addBinds(other, files));
    }

    private static String digest(byte[] content, Map<Path, byte[]> imported) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(MessageDigest.getInstance("SHA-256").digest(content));
            for (Map.Entry<Path, byte[]> file : imported.entrySet()) {
                digest.update(file.getKey().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(MessageDigest.getInstance("SHA-256").digest(file.getValue()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Scripts, skills, folders that are handed out and schemas of formats. */
    private static boolean usesFurtherFiles(LinkedDocument linked) {
        for (LinkedAdapter adapter : linked.adapters()) {
            if (adapter instanceof LinkedAdapter.Skills) {
                return true;
            }
            for (LinkedUnit unit : adapter.units()) {
                if (unit.behaviour() instanceof Behaviour.StaticFiles
                        || unit.behaviour() instanceof Behaviour.Unlinked
                        || (unit.behaviour() instanceof Behaviour.Steps steps && hasScript(steps.steps()))) {
                    return true;
                }
            }
        }
        for (LinkedApi api : linked.apis()) {
            for (LinkedOperation operation : api.operations()) {
                if (operation.declaration().outputSchema() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasScript(List<LinkedStep> steps) {
        return steps.stream().anyMatch(LinkedStep.ScriptStep.class::isInstance);
    }
}
