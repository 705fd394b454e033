package dev.capstan.validator;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.validator.rules.Rule;
import dev.capstan.validator.rules.RuleReport;
import dev.capstan.validator.schema.SchemaFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings together what schema, linking and rules find, so that each mistake is told once, by who knows it best. */
final class FindingMerger {
    private static final String UNKNOWN_KEY = "schema-unknown-key";

    /** What linking says less exactly than a rule does. */
    private static final Set<String> TOLD_BY_RULES = Set.of("namespace-merged");

    /** What linking says of a parameter for each operation that has it. */
    private static final Set<String> TOLD_OF_EACH_USE =
            Set.of("path-parameter-without-placeholder", "path-inferred", "parameter-unusable", "header-not-allowed");

    /** The published severity of this one holds only strictly: the catalogue repeats namespaces, and they are merged. */
    private static final String LENIENT_NAMESPACES = "naftiko-namespaces-unique";

    /**
     * The most pairs of findings that are compared. Beyond that, what follows from a mistake gets a diagnostic of its own:
     * a document with thousands of mistakes would take minutes otherwise.
     */
    private static final int MOST_COMPARED = 300_000;

    private static final String UNUSED = "bind-unused";
    private static final String INCOMPLETE = "authentication-incomplete";

    private final YamlNode document;
    private final List<Diagnostic> schema;
    private final Map<String, Integer> wrongNodes = new HashMap<>();
    private final Map<String, Integer> lackingNodes = new HashMap<>();
    private final Map<String, Integer> oddKeys = new HashMap<>();
    private final List<Diagnostic> others = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> ruleErrors = new HashSet<>();

    private int compared;

    /** Whether an authentication lacks what is probably in a variable. */
    private boolean incomplete;

    FindingMerger(SchemaFindings findings) {
        this.document = findings.understood();
        this.schema = new ArrayList<>(findings.diagnostics());
        for (int i = 0; i < schema.size(); i++) {
            Diagnostic found = schema.get(i);
            String rule = found.rule();
            if (rule.equals(UNKNOWN_KEY) && isText(findings.understood(), found.pointer())) {
                oddKeys.putIfAbsent(parent(found.pointer()), i);
            }
            boolean aboutKeys = rule.equals("schema-missing-key") || rule.equals("schema-choice");
            if (aboutKeys) {
                lackingNodes.putIfAbsent(found.pointer(), i);
            } else if (!rule.equals(FormatVersions.RULE)) {
                wrongNodes.putIfAbsent(found.pointer(), i);
            }
        }
    }

    /** Takes what linking found in the document as it was probably meant. */
    void linking(List<Diagnostic> found) {
        incomplete = found.stream().anyMatch(diagnostic -> diagnostic.rule().equals(INCOMPLETE));
        for (Diagnostic diagnostic : found) {
            if (!TOLD_BY_RULES.contains(diagnostic.rule())) {
                add(diagnostic);
            }
        }
    }

    /**
     * Where only a misspelt key is what makes something wrong, the misspelling is the error. Called last.
     *
     * @param errors what is wrong with the document when its misspelt keys are read as they are
     */
    void asWritten(List<Diagnostic> errors) {
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
            Diagnostic found = schema.get(i);
            if (found.rule().equals(UNKNOWN_KEY)
                    && found.suggestion() != null
                    && isAtOrBelow(pointer, parent(found.pointer()))) {
                schema.set(i, asError(found));
                near = true;
            }
        }
        for (int i = 0; i < schema.size() && !near; i++) {
            if (schema.get(i).rule().equals(UNKNOWN_KEY) && schema.get(i).suggestion() != null) {
                schema.set(i, asError(schema.get(i)));
            }
        }
    }

    /** The report that a rule writes to. */
    RuleReport reportOf(Rule rule, boolean strict) {
        Severity severity = !strict && rule.id().equals(LENIENT_NAMESPACES) ? Severity.WARN : rule.severity();
        return new MergingReport(rule.id(), severity);
    }

    private final class MergingReport implements RuleReport {
        private final String rule;
        private final Severity severity;

        MergingReport(String rule, Severity severity) {
            this.rule = rule;
            this.severity = severity;
        }

        @Override
        public void found(YamlNode at, String message, @Nullable String suggestion) {
            Diagnostic found = new Diagnostic(rule, severity, message, at.file(), start(at), at.pointer(), suggestion);
            if (found.isError()) {
                ruleErrors.add(found.pointer());
            }
            add(found);
        }

        @Override
        public void absent(YamlMapping owner, String key, YamlNode at, String message) {
            if (!oddKeys.containsKey(owner.pointer()) && !toldBySchema(owner.pointer(), key)) {
                found(at, message);
            }
        }
    }

    private static SourceRange start(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry first : mapping.entries()) {
                return node.range().to(first.key().range());
            }
        }
        return node.range();
    }

    private void add(Diagnostic found) {
        seen.add(found.rule() + found.pointer());
        Integer told = toldBySchema(found);
        if (told != null) {
            if (found.isError()) {
                schema.set(told, asError(schema.get(told)));
            }
            return;
        }
        if (found.rule().equals(UNUSED) && (incomplete || !schema.isEmpty() && isNamedSomewhere(found.pointer()))) {
            return;
        }
        others.add(found);
    }

    /** Which of the schema's diagnostics tells of the same mistake; null when none does. */
    private @Nullable Integer toldBySchema(Diagnostic found) {
        String pointer = found.pointer();
        Integer told = lackingNodes.get(pointer);
        for (String at = pointer; told == null && at != null; at = parentOrNull(at)) {
            told = wrongNodes.get(at);
        }
        for (String member : Consequences.members(found.rule())) {
            told = told == null ? firstWrong(pointer + "/" + member) : told;
        }
        if (told == null) {
            told = hiddenName(found);
        }
        // What its mapping lacks is probably what an odd key was meant to be.
        return told == null ? oddKeys.get(pointer) : told;
    }

    /** The first of what is wrong at that place or below it; null when nothing is. */
    private @Nullable Integer firstWrong(String pointer) {
        Integer first = null;
        for (Map.Entry<String, Integer> wrong : wrongNodes.entrySet()) {
            if (++compared > MOST_COMPARED) {
                break;
            }
            if (isAtOrBelow(wrong.getKey(), pointer) && (first == null || wrong.getValue() < first)) {
                first = wrong.getValue();
            }
        }
        return first;
    }

    /** Whether the schema found that a key is missing, or what is wrong with its value. */
    private boolean toldBySchema(String owner, String key) {
        String pointer = owner + "/" + key;
        Integer lacking = lackingNodes.get(owner);
        return lacking != null && schema.get(lacking).message().contains('"' + key + '"')
                || firstWrong(pointer) != null;
    }

    /** Which of the schema's diagnostics tells why a name is unknown; null when none does. */
    private @Nullable Integer hiddenName(Diagnostic found) {
        for (Map.Entry<String, Integer> wrong : wrongNodes.entrySet()) {
            if (++compared > MOST_COMPARED) {
                return null;
            }
            if (Consequences.hidesName(found.rule(), found.pointer(), wrong.getKey())
                    && mayHaveMeant(found, schema.get(wrong.getValue()))) {
                return wrong.getValue();
            }
        }
        for (Map.Entry<String, Integer> lacking : lackingNodes.entrySet()) {
            String pointer = lacking.getKey();
            if (++compared > MOST_COMPARED) {
                return null;
            }
            if (nodeAt(document, pointer) instanceof YamlMapping mapping && lacksName(found, pointer, mapping)) {
                return lacking.getValue();
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
    private boolean mayHaveMeant(Diagnostic found, Diagnostic wrong) {
        if (!wrong.rule().equals("schema-pattern")
                || found.rule().startsWith("variable-")
                || found.rule().startsWith("template-")
                || !(nodeAt(document, wrong.pointer()) instanceof YamlScalar name)
                || name.text().isBlank()) {
            return true;
        }
        String used = found.pointer().substring(found.pointer().lastIndexOf('/') + 1);
        return found.suggestion() != null && found.suggestion().contains(name.text())
                || wrong.pointer().equals(found.pointer())
                || NearestName.among(used, List.of(name.text())) != null;
    }

    /** A variable that is named where the schema found something wrong would be used once that is right. */
    private boolean isNamedSomewhere(String pointer) {
        return names(document, pointer.substring(pointer.lastIndexOf('/') + 1) + "}}");
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

    /** Everything, and what reading the YAML found, in the order of the source. */
    List<Diagnostic> inSourceOrder(List<Diagnostic> yaml) {
        List<Diagnostic> all = new ArrayList<>(yaml);
        all.addAll(schema);
        for (Set<Diagnostic> alike : ofOneNode().values()) {
            Diagnostic first = alike.iterator().next();
            boolean limitation = first.rule().endsWith("-not-served") && ruleErrors.contains(first.pointer());
            if (!limitation) {
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
            String what = TOLD_OF_EACH_USE.contains(found.rule()) ? "" : ' ' + found.message();
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

    private static Diagnostic asError(Diagnostic found) {
        return new Diagnostic(
                found.rule(),
                Severity.ERROR,
                found.message(),
                found.file(),
                found.range(),
                found.pointer(),
                found.suggestion());
    }

    private static boolean isAtOrBelow(String pointer, String above) {
        return pointer.equals(above) || pointer.startsWith(above + "/");
    }

    /** A text under an odd key may be the reference that its unit seems to lack. */
    private static boolean isText(YamlNode root, String pointer) {
        return nodeAt(root, pointer) instanceof YamlScalar;
    }

    private static @Nullable YamlNode nodeAt(YamlNode root, String pointer) {
        YamlNode node = root;
        for (String token :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            if (node instanceof YamlMapping mapping && mapping.has(name)) {
                node = mapping.at(name);
            } else if (node instanceof YamlSequence sequence
                    && isIndex(name, sequence.items().size())) {
                node = sequence.items().get(Integer.parseInt(name));
            } else {
                return null;
            }
        }
        return node;
    }

    private static boolean isIndex(String token, int size) {
        return token.length() < 9
                && token.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(token) < size;
    }

    private static @Nullable String parentOrNull(String pointer) {
        return pointer.isEmpty() ? null : parent(pointer);
    }

    private static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? "" : pointer.substring(0, slash);
    }
}
