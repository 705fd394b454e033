package dev.capstan.validator.merging;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.validator.schema.SchemaFinding;
import dev.capstan.validator.schema.SchemaFindings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of the schema's findings is the cause of what linking or a rule finds. Findings are named by their index.
 * Used by one thread; what it has compared counts against a limit.
 */
final class SchemaCauses {
    /**
     * The most pairs of findings that are compared. Beyond that, what follows from a mistake gets a diagnostic of its own:
     * a document with thousands of mistakes would take minutes otherwise.
     */
    private static final int MOST_COMPARED = 300_000;

    private final YamlNode document;
    private final List<SchemaFinding> findings;

    /** Values that the schema does not accept, and keys that it does not know, by pointer. */
    private final Map<String, Integer> wrong = new HashMap<>();

    /** Mappings that lack keys or have too many of them, by pointer. */
    private final Map<String, Integer> choices = new HashMap<>();

    /** Mappings that hold a text under a key that the schema does not know, by pointer. */
    private final Map<String, Integer> unknownTexts = new HashMap<>();

    private int compared;

    SchemaCauses(SchemaFindings found) {
        this.document = found.understood();
        this.findings = found.findings();
        for (int i = 0; i < findings.size(); i++) {
            SchemaFinding finding = findings.get(i);
            String pointer = finding.diagnostic().pointer();
            switch (finding.kind()) {
                case VERSION -> {}
                case KEY_CHOICE -> choices.putIfAbsent(pointer, i);
                case VALUE -> wrong.putIfAbsent(pointer, i);
                case UNKNOWN_KEY -> {
                    wrong.putIfAbsent(pointer, i);
                    // A text under an odd key may be the reference that its unit seems to lack.
                    if (YamlPointer.resolve(document, pointer) instanceof YamlScalar) {
                        unknownTexts.putIfAbsent(YamlPointer.parent(pointer), i);
                    }
                }
            }
        }
    }

    /** The finding that reports the same mistake; null when none does. */
    @Nullable
    Integer causeOf(Diagnostic found) {
        String pointer = found.pointer();
        Integer cause = choices.get(pointer);
        for (String at = pointer; cause == null; at = YamlPointer.parent(at)) {
            cause = wrong.get(at);
            if (at.isEmpty()) {
                break;
            }
        }
        for (String member : Consequences.members(found.rule())) {
            cause = cause == null ? firstWrong(pointer + "/" + member) : cause;
        }
        if (cause == null) {
            cause = hiddenName(found);
        }
        // What its mapping lacks is probably what an unknown key was meant to be.
        return cause == null ? unknownTexts.get(pointer) : cause;
    }

    /** Whether a finding explains why a mapping has no usable value of a key. */
    boolean explainAbsence(String owner, String key) {
        Integer choice = choices.get(owner);
        return unknownTexts.containsKey(owner)
                || choice != null && findings.get(choice).keys().contains(key)
                || firstWrong(owner + "/" + key) != null;
    }

    /** The first of what is wrong at that place or below it; null when nothing is. */
    private @Nullable Integer firstWrong(String pointer) {
        Integer first = null;
        for (Map.Entry<String, Integer> candidate : wrong.entrySet()) {
            if (++compared > MOST_COMPARED) {
                break;
            }
            if (YamlPointer.isAtOrBelow(candidate.getKey(), pointer)
                    && (first == null || candidate.getValue() < first)) {
                first = candidate.getValue();
            }
        }
        return first;
    }

    /** The finding that explains why a name is unknown; null when none does. */
    private @Nullable Integer hiddenName(Diagnostic found) {
        for (Map.Entry<String, Integer> candidate : wrong.entrySet()) {
            if (++compared > MOST_COMPARED) {
                return null;
            }
            if (Consequences.hidesName(found.rule(), found.pointer(), candidate.getKey())
                    && mayHaveMeant(found, findings.get(candidate.getValue()).diagnostic())) {
                return candidate.getValue();
            }
        }
        for (Map.Entry<String, Integer> candidate : choices.entrySet()) {
            String pointer = candidate.getKey();
            if (++compared > MOST_COMPARED) {
                return null;
            }
            if (YamlPointer.resolve(document, pointer) instanceof YamlMapping mapping
                    && lacksName(found, pointer, mapping)) {
                return candidate.getValue();
            }
        }
        return null;
    }

    private static boolean lacksName(Diagnostic found, String pointer, YamlMapping mapping) {
        if (mapping.names().isEmpty() && Consequences.hidesName(found.rule(), found.pointer(), pointer)) {
            return true;
        }
        return Consequences.missingNames(pointer, mapping).stream()
                .anyMatch(key -> Consequences.hidesName(found.rule(), found.pointer(), pointer + "/" + key));
    }

    /** A name that does not fit its pattern is a name all the same: only one that is near can have been meant. */
    private boolean mayHaveMeant(Diagnostic found, Diagnostic cause) {
        if (!cause.rule().equals("schema-pattern")
                || found.rule().startsWith("variable-")
                || found.rule().startsWith("template-")
                || !(YamlPointer.resolve(document, cause.pointer()) instanceof YamlScalar name)
                || name.text().isBlank()) {
            return true;
        }
        String used = YamlPointer.lastToken(found.pointer());
        return found.suggestion() != null && found.suggestion().contains(name.text())
                || cause.pointer().equals(found.pointer())
                || NearestName.among(used, List.of(name.text())) != null;
    }
}
