package dev.capstan.validator.merging;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.validator.schema.SchemaFinding;
import dev.capstan.validator.schema.SchemaFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Merges what the schema, linking and rules find in one document, so that each mistake is reported once, by the finding that
 * is most exact. Findings of linking come first, those of rules next, {@link #asWritten} last. Used by one thread.
 */
public final class FindingMerger {
    /** What linking reports less exactly than a rule does. */
    private static final Set<String> REPORTED_BY_RULES = Set.of("namespace-merged");

    /** What linking reports of a parameter for each operation that has it. */
    private static final Set<String> REPORTED_FOR_EACH_USE =
            Set.of("path-parameter-without-placeholder", "path-inferred", "parameter-unusable", "header-not-allowed");

    /** What follows from an error elsewhere, where there is one. */
    private static final String DEAD_TARGET = "skill-tool-dead";

    private static final String UNUSED = "bind-unused";
    private static final String INCOMPLETE = "authentication-incomplete";

    private final YamlNode document;
    private final List<SchemaFinding> schema;
    private final SchemaCauses causes;
    private final List<Diagnostic> others = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> ruleErrors = new HashSet<>();

    /** Whether an authentication lacks what is probably in a variable. */
    private boolean incomplete;

    /** A merger that begins with what the schema found. */
    public FindingMerger(SchemaFindings findings) {
        this.document = findings.understood();
        this.schema = new ArrayList<>(findings.findings());
        this.causes = new SchemaCauses(findings);
    }

    /** Adds what linking found in the document as it was probably meant. Invoked once, before {@link #rule}. */
    public void linking(List<Diagnostic> found) {
        incomplete = found.stream().anyMatch(diagnostic -> diagnostic.rule().equals(INCOMPLETE));
        for (Diagnostic diagnostic : found) {
            if (!REPORTED_BY_RULES.contains(diagnostic.rule())) {
                add(diagnostic);
            }
        }
    }

    /** Adds what a rule found in the document as it was probably meant. */
    public void rule(Diagnostic found) {
        if (found.isError()) {
            ruleErrors.add(found.pointer());
        }
        add(found);
    }

    /**
     * Whether the schema found why a mapping has no usable value of a key: the key is missing, its value is wrong, or it is
     * probably misspelt.
     */
    public boolean isAbsenceReported(YamlMapping owner, String key) {
        return causes.explainAbsence(owner.pointer(), key);
    }

    /**
     * Where only a misspelt key is what makes something wrong, the misspelling is the error. Invoked last.
     *
     * @param errors what is wrong with the document when its misspelt keys are read as they are
     */
    public void asWritten(List<Diagnostic> errors) {
        for (Diagnostic error : errors) {
            if (!seen.contains(error.rule() + error.pointer())) {
                misspellings(error.pointer());
            }
        }
    }

    /** Makes the misspellings around a node errors; all of them where none is near. */
    private void misspellings(String pointer) {
        boolean near = false;
        for (int i = 0; i < schema.size(); i++) {
            Diagnostic found = schema.get(i).diagnostic();
            if (isMisspelling(schema.get(i)) && YamlPointer.isAtOrBelow(pointer, YamlPointer.parent(found.pointer()))) {
                makeError(i);
                near = true;
            }
        }
        for (int i = 0; i < schema.size() && !near; i++) {
            if (isMisspelling(schema.get(i))) {
                makeError(i);
            }
        }
    }

    private static boolean isMisspelling(SchemaFinding found) {
        return found.kind() == SchemaFinding.Kind.UNKNOWN_KEY
                && found.diagnostic().suggestion() != null;
    }

    private void add(Diagnostic found) {
        seen.add(found.rule() + found.pointer());
        Integer cause = causes.causeOf(found);
        if (cause != null) {
            if (found.isError()) {
                makeError(cause);
            }
            return;
        }
        if (found.rule().equals(UNUSED) && (incomplete || !schema.isEmpty() && isNamedSomewhere(found.pointer()))) {
            return;
        }
        others.add(found);
    }

    /** A variable that is named where the schema found something wrong would be used once that is right. */
    private boolean isNamedSomewhere(String pointer) {
        return names(document, YamlPointer.lastToken(pointer) + "}}");
    }

    private static boolean names(YamlNode node, String end) {
        if (node instanceof YamlScalar scalar) {
            return scalar.text().contains(end);
        }
        if (node instanceof YamlSequence sequence) {
            return sequence.items().stream().anyMatch(item -> names(item, end));
        }
        return ((YamlMapping) node).entries().stream().anyMatch(entry -> names(entry.value(), end));
    }

    /**
     * Everything that was found, in the order of the source.
     *
     * @param yaml what reading the YAML found
     */
    public List<Diagnostic> inSourceOrder(List<Diagnostic> yaml) {
        List<Diagnostic> all = new ArrayList<>(yaml);
        schema.forEach(found -> all.add(found.diagnostic()));
        boolean isFailing = Stream.concat(all.stream(), others.stream()).anyMatch(Diagnostic::isError);
        for (Set<Diagnostic> alike : ofOneNode().values()) {
            Diagnostic first = alike.iterator().next();
            boolean limitation = first.rule().endsWith("-not-served") && ruleErrors.contains(first.pointer());
            if (!limitation && !(isFailing && first.rule().equals(DEAD_TARGET))) {
                all.add(alike.size() == 1 ? first : andMore(first, alike.size() - 1));
            }
        }
        all.sort(Comparator.comparing(Diagnostic::file)
                .thenComparingInt(found -> found.range().line())
                .thenComparingInt(found -> found.range().column())
                .thenComparing(Diagnostic::severity));
        return List.copyOf(all);
    }

    /** What linking says of one parameter is one mistake, however many operations have the parameter. */
    private Map<String, Set<Diagnostic>> ofOneNode() {
        Map<String, Set<Diagnostic>> alike = new LinkedHashMap<>();
        for (Diagnostic found : others) {
            String what = REPORTED_FOR_EACH_USE.contains(found.rule()) ? "" : ' ' + found.message();
            String place = found.rule() + ' ' + found.severity() + ' ' + found.file() + ' ' + found.pointer() + what;
            alike.computeIfAbsent(place, unused -> new LinkedHashSet<>(2)).add(found);
        }
        return alike;
    }

    private static Diagnostic andMore(Diagnostic first, int more) {
        return new Diagnostic(
                first.rule(),
                first.severity(),
                first.message() + "; the same goes for " + more + " more",
                first.file(),
                first.range(),
                first.pointer(),
                first.suggestion());
    }

    private void makeError(int index) {
        SchemaFinding finding = schema.get(index);
        Diagnostic found = finding.diagnostic();
        Diagnostic error = new Diagnostic(
                found.rule(),
                Severity.ERROR,
                found.message(),
                found.file(),
                found.range(),
                found.pointer(),
                found.suggestion());
        schema.set(index, new SchemaFinding(error, finding.kind(), finding.keys()));
    }
}
