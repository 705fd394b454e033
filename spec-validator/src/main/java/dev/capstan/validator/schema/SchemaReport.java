package dev.capstan.validator.schema;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.validator.schema.SchemaProblem.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns problems into diagnostics, one for each mistake: a misspelt key that leaves a needed one missing is one mistake,
 * and so is a problem that two branches found.
 */
final class SchemaReport {
    private final Severity lenient;
    private final List<SchemaFinding> findings = new ArrayList<>();
    private final List<SchemaFinding> misspelt = new ArrayList<>();
    private final Map<YamlScalar, String> respellings = new IdentityHashMap<>();

    private SchemaReport(Severity lenient) {
        this.lenient = lenient;
    }

    /**
     * The findings for some problems.
     *
     * @param lenient how grave it is what the engine passes over: an unknown key that nothing needed is missing for, a key
     *     without a value
     */
    static SchemaReport of(List<SchemaProblem> problems, Severity lenient) {
        SchemaReport report = new SchemaReport(lenient);
        report.add(new LinkedHashSet<>(problems));
        return report;
    }

    /** The findings, in no order. */
    List<SchemaFinding> findings() {
        return findings;
    }

    /** The findings about keys that were probably meant to be others. */
    List<SchemaFinding> misspelt() {
        return misspelt;
    }

    /** The misspelt keys whose value fits the name that was probably meant, and that name; by identity. */
    Map<YamlScalar, String> respellings() {
        return respellings;
    }

    private void add(Set<SchemaProblem> problems) {
        Map<YamlNode, List<SchemaProblem>> keyProblems = new IdentityHashMap<>();
        for (SchemaProblem problem : problems) {
            switch (problem.kind()) {
                case UNKNOWN_KEY, MISSING_KEY, RECOMMENDED_KEY, NONE_OF ->
                    keyProblems
                            .computeIfAbsent(problem.node(), node -> new ArrayList<>())
                            .add(problem);
                default -> value(problem);
            }
        }
        keyProblems.forEach((node, found) -> keys((YamlMapping) node, found));
    }

    /** Pairs the unknown keys of a mapping with what it lacks, and reports the rest one by one. */
    private void keys(YamlMapping mapping, List<SchemaProblem> problems) {
        Set<String> offered = new LinkedHashSet<>();
        for (SchemaProblem problem : problems) {
            for (String key : problem.schema().properties.keySet()) {
                if (problem.schema().offers(key) && !mapping.has(key)) {
                    offered.add(key);
                }
            }
            if (problem.kind() != Kind.UNKNOWN_KEY) {
                offered.addAll(problem.names());
            }
        }
        List<SchemaProblem> lacking = new ArrayList<>();
        for (SchemaProblem problem : problems) {
            if (problem.kind() != Kind.UNKNOWN_KEY && !repeats(problem, lacking)) {
                lacking.add(problem);
            }
        }
        List<SchemaProblem> unmatched = new ArrayList<>();
        for (SchemaProblem problem : problems) {
            if (problem.kind() == Kind.UNKNOWN_KEY) {
                String meant = NearestName.among(problem.names().get(0), offered);
                if (meant == null) {
                    unmatched.add(problem);
                } else {
                    unknownKey(mapping, problem, meant, offered, lacking);
                }
            }
        }
        if (unmatched.size() == 1 && lacking.size() == 1) {
            String meant = fitting(mapping, unmatched.get(0), lacking.get(0));
            if (meant != null) {
                unknownKey(mapping, unmatched.remove(0), meant, offered, lacking);
            }
        }
        for (SchemaProblem problem : unmatched) {
            unknownKey(mapping, problem, onlyHome(mapping, problem, offered), offered, lacking);
        }
        if (!lacking.isEmpty()) {
            lacking(mapping, lacking);
        }
    }

    /** Where one key is missing and another one is too many, the value tells whether it is only the name that is wrong. */
    private static @Nullable String fitting(YamlMapping mapping, SchemaProblem unknown, SchemaProblem lack) {
        YamlNode value = mapping.get(unknown.names().get(0));
        if (value == null) {
            return null;
        }
        for (String name : lack.names()) {
            SchemaNode property = unknown.schema().properties.get(name);
            if (property != null && SchemaEvaluation.accepts(property, value)) {
                return name;
            }
        }
        SchemaNode only = unknown.schema().properties.get(lack.names().get(0));
        boolean fits = lack.names().size() == 1
                && only != null
                && only.values().isEmpty()
                && (JsonTypes.of(value) & only.allowedTypes()) != 0;
        return fits ? lack.names().get(0) : null;
    }

    /**
     * A filled mapping or list tells by its content where it belongs, and a word by the words that can stand there, when
     * only one absent key would take it.
     */
    private static @Nullable String onlyHome(YamlMapping mapping, SchemaProblem unknown, Set<String> offered) {
        YamlNode value = mapping.get(unknown.names().get(0));
        boolean filled =
                value instanceof YamlMapping members && !members.names().isEmpty()
                        || value instanceof YamlSequence items && !items.items().isEmpty();
        if (value == null) {
            return null;
        }
        String home = null;
        SchemaNode taker = null;
        for (String name : offered) {
            SchemaNode property = unknown.schema().properties.get(name);
            // A key that takes anything tells nothing, and a second spelling of one key is no other key.
            boolean telling = property != null
                    && (filled
                            ? property.allowedTypes() != JsonTypes.ANY && !property.takesAnyContent()
                            : !property.values().isEmpty());
            if (property != null
                    && telling
                    && (taker == null || taker.reference == null || taker.reference != property.reference)
                    && SchemaEvaluation.accepts(property, value)) {
                if (home != null) {
                    return null;
                }
                home = name;
                taker = property;
            }
        }
        return home;
    }

    private static boolean repeats(SchemaProblem problem, List<SchemaProblem> earlier) {
        for (SchemaProblem other : earlier) {
            if (other.names().containsAll(problem.names())) {
                return true;
            }
        }
        return false;
    }

    private void unknownKey(
            YamlMapping mapping,
            SchemaProblem problem,
            @Nullable String meant,
            Set<String> offered,
            List<SchemaProblem> lacking) {
        String name = problem.names().get(0);
        YamlMapping.Entry entry = mapping.entry(name);
        if (entry == null) {
            return;
        }
        Severity severity = Misspelling.ofKey(mapping, name, meant) ? Severity.ERROR : severity(problem, lenient);
        if (meant != null) {
            offered.remove(meant);
            SchemaNode property = problem.schema().properties.get(meant);
            if (property == null || (JsonTypes.of(entry.value()) & property.allowedTypes()) != 0) {
                respellings.put(entry.key(), meant);
            }
            for (SchemaProblem lack : List.copyOf(lacking)) {
                if (lack.names().contains(meant)) {
                    lacking.remove(lack);
                    Severity ofLack = lack.kind() == Kind.RECOMMENDED_KEY ? severity : severity(lack, Severity.ERROR);
                    severity = severity == Severity.ERROR ? severity : ofLack;
                }
            }
        }
        YamlNode value = entry.value();
        Diagnostic unknown = new Diagnostic(
                "schema-unknown-key",
                severity,
                SchemaMessages.unknownKey(name, meant, problem.schema(), offered),
                value.file(),
                entry.key().range(),
                value.pointer(),
                meant);
        SchemaFinding finding = new SchemaFinding(unknown, SchemaFinding.Kind.UNKNOWN_KEY, List.of(name));
        findings.add(finding);
        if (respellings.containsKey(entry.key())) {
            misspelt.add(finding);
        }
    }

    /** All that a mapping lacks is told at once, as gravely as the worst of it: it is one place to go to. */
    private void lacking(YamlMapping mapping, List<SchemaProblem> problems) {
        List<SchemaProblem> keys = new ArrayList<>();
        List<SchemaProblem> choices = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Severity severity = Severity.WARN;
        for (SchemaProblem problem : problems) {
            (problem.kind() == Kind.NONE_OF ? choices : keys).add(problem);
            names.addAll(problem.names());
            severity = severity(problem) == Severity.ERROR ? Severity.ERROR : severity;
        }
        addChoice(
                keys.isEmpty() ? "schema-choice" : "schema-missing-key",
                severity,
                SchemaMessages.lacking(keys, choices),
                start(mapping),
                mapping,
                List.copyOf(names));
    }

    private static Severity severity(SchemaProblem lack) {
        return lack.kind() == Kind.RECOMMENDED_KEY ? Severity.WARN : severity(lack, Severity.ERROR);
    }

    private void value(SchemaProblem problem) {
        YamlNode node = problem.node();
        boolean nothing = problem.kind() == Kind.TYPE
                && node instanceof YamlScalar scalar
                && scalar.kind() == YamlScalar.Kind.NULL;
        Severity severity = severity(problem, nothing ? lenient : Severity.ERROR);
        switch (problem.kind()) {
            case KEY_NAME -> {
                YamlMapping.Entry entry =
                        ((YamlMapping) node).entry(problem.names().get(0));
                if (entry != null) {
                    add(
                            "schema-key-name",
                            severity,
                            SchemaMessages.keyName(problem),
                            entry.key().range(),
                            entry.value(),
                            null);
                }
            }
            case SEVERAL_OF -> {
                YamlMapping.Entry last = lastOf((YamlMapping) node, problem.names());
                addChoice(
                        "schema-choice",
                        severity,
                        SchemaMessages.severalOf(problem.names()),
                        last.key().range(),
                        last.value(),
                        problem.names());
            }
            case FORBIDDEN ->
                add(
                        "schema-forbidden-key",
                        severity,
                        SchemaMessages.forbidden(problem),
                        keyOrValue(node, true),
                        node,
                        null);
            default -> {
                SchemaMessages.ValueMessage message = SchemaMessages.value(problem);
                boolean misspelt = problem.kind() == Kind.VALUE && Misspelling.ofWord(node, message.suggestion());
                add(
                        message.rule(),
                        misspelt ? Severity.ERROR : severity,
                        message.text(),
                        keyOrValue(node, false),
                        node,
                        message.suggestion());
            }
        }
    }

    private static YamlMapping.Entry lastOf(YamlMapping mapping, List<String> names) {
        YamlMapping.Entry last = null;
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (names.contains(entry.name())) {
                last = entry;
            }
        }
        if (last == null) {
            throw new IllegalStateException("none of the keys " + names + " is there");
        }
        return last;
    }

    private static Severity severity(SchemaProblem problem, Severity otherwise) {
        return problem.schema().warning ? Severity.WARN : otherwise;
    }

    /** The value; its key where that is asked for, or where nothing is written behind the key. */
    private static SourceRange keyOrValue(YamlNode node, boolean key) {
        boolean nothing = node instanceof YamlScalar scalar
                && !scalar.quoted()
                && scalar.text().isEmpty();
        YamlMapping.Entry entry = key || nothing ? entryOf(node) : null;
        if (entry != null) {
            return entry.key().range();
        }
        return node instanceof YamlMapping mapping ? start(mapping) : node.range();
    }

    /** The member that a node is the value of; null when it is no member's. */
    static YamlMapping.@Nullable Entry entryOf(YamlNode node) {
        if (!(node.parent() instanceof YamlMapping mapping)) {
            return null;
        }
        YamlMapping.Entry named = mapping.entry(YamlPointer.lastToken(node.pointer()));
        if (named != null && named.value() == node) {
            return named;
        }
        // A respelt key has another name than its pointer.
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (entry.value() == node) {
                return entry;
            }
        }
        return null;
    }

    /** The first key of a mapping: a whole mapping is too much to underline. */
    private static SourceRange start(YamlMapping mapping) {
        SourceRange range = mapping.range();
        for (YamlMapping.Entry first : mapping.entries()) {
            return range.to(first.key().range());
        }
        return range;
    }

    private void add(
            String rule,
            Severity severity,
            String message,
            SourceRange range,
            YamlNode node,
            @Nullable String suggestion) {
        findings.add(SchemaFinding.ofValue(
                new Diagnostic(rule, severity, message, node.file(), range, node.pointer(), suggestion)));
    }

    private void addChoice(
            String rule, Severity severity, String message, SourceRange range, YamlNode node, List<String> keys) {
        Diagnostic found = new Diagnostic(rule, severity, message, node.file(), range, node.pointer(), null);
        findings.add(new SchemaFinding(found, SchemaFinding.Kind.KEY_CHOICE, keys));
    }
}
