package dev.capstan.validator.merging;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is only wrong because something else is: a name is unknown because the schema could not accept what declares it,
 * or something is missing because the key that holds it is ill-typed. Immutable and safe for any thread.
 */
final class Consequences {
    /** Where a consumed operation gets its name. */
    private static final Pattern CONSUMED = Pattern.compile("(/capability)?/consumes(/\\d+(/(namespace|type|import|as"
            + "|location|resources(/\\d+(/operations(/\\d+(/(name|id))?)?)?)?))?)?");

    /** Where a function gets its name. */
    private static final Pattern FUNCTIONS =
            Pattern.compile("/capability/aggregates(/\\d+(/(namespace|functions(/\\d+(/name)?)?))?)?");

    /** Where what servers offer gets its name. */
    private static final Pattern SERVED = Pattern.compile("/capability/exposes(/\\d+(/(namespace|type"
            + "|tools(/\\d+(/name)?)?|resources(/\\d+(/operations(/\\d+(/name)?)?)?)?))?)?");

    /** Where a variable gets its name. */
    private static final Pattern BINDS = Pattern.compile("(/capability)?/binds(/\\d+(/(namespace|keys(/[^/]+)?))?)?");

    /** Where a step gets its name, below its unit. */
    private static final Pattern STEPS = Pattern.compile("/steps(/\\d+(/(name|type))?)?");

    private static final Pattern RESOURCE_OF_INPUT =
            Pattern.compile("(.*/resources/\\d+)(/operations/\\d+)?/inputParameters/\\d+/name");

    /** Where a consumed operation gets its parameters. */
    private static final Pattern PARAMETERS = Pattern.compile("(/capability)?/consumes/\\d+(/resources/\\d+)?"
            + "(/operations/\\d+)?/inputParameters(/\\d+(/(name|in))?)?");

    private static final Pattern UNIT_OF_STEP = Pattern.compile("(.*)/(steps|mappings)/\\d+(/[^/]+)?");

    /** What can hold the name of a variable. */
    private static final Pattern HOLDERS =
            Pattern.compile("(.*/)?(capability|authentication|username|password|token|key"
                    + "|value|headers|baseUri|path|body|data|with|((consumes|resources|operations|inputParameters|exposes|tools"
                    + "|steps|aggregates|functions)(/\\d+)?))|.*/data/.*|.*/with/[^/]+|");

    private static final Map<String, Pattern> DECLARED_AT = Map.of(
            "call-unknown", CONSUMED,
            "step-call-unknown", CONSUMED,
            "function-call-unknown", CONSUMED,
            "forward-target-unknown", CONSUMED,
            "ref-unknown", FUNCTIONS,
            "skill-tool-unknown", SERVED,
            "with-unknown-key", PARAMETERS,
            "argument-unused", Pattern.compile("(/capability)?/(exposes|consumes).*"),
            "variable-undeclared", BINDS,
            "template-unknown-name", BINDS);

    /** The members that a finding about their owner is really about. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "unit-calls-nothing", List.of("call", "ref", "steps", "outputParameters"),
            "body-unknown-type", List.of("type"),
            "body-data-type", List.of("type", "data"),
            "authentication-incomplete",
                    List.of("token", "username", "password", "key", "value", "name", "header", "headers"),
            "tool-name-missing", List.of("name"),
            "path-missing", List.of("path"),
            "duplicate-route", List.of("method"));

    private Consequences() {}

    /** Whether what is wrong at one place makes a name unknown at another. */
    static boolean hidesName(String rule, String pointer, String wrong) {
        Pattern declared = DECLARED_AT.get(rule);
        if (declared != null) {
            return declared.matcher(wrong).matches();
        }
        if (rule.equals("lookup-index-unknown") || rule.equals("mapping-step-unknown")) {
            Matcher unit = UNIT_OF_STEP.matcher(pointer);
            return unit.matches()
                    && wrong.startsWith(unit.group(1))
                    && STEPS.matcher(wrong.substring(unit.group(1).length())).matches();
        }
        if (rule.equals("path-parameter-without-placeholder") || rule.equals("path-input-without-placeholder")) {
            Matcher resource = RESOURCE_OF_INPUT.matcher(pointer);
            return resource.matches() && wrong.equals(resource.group(1) + "/path");
        }
        return rule.equals("bind-unused") && HOLDERS.matcher(wrong).matches();
    }

    /** The keys whose absence leaves what a mapping declares without a name or a path. */
    static List<String> missingNames(String pointer, YamlMapping mapping) {
        String owner = pointer.replaceFirst("/\\d+$", "");
        List<String> keys = switch (owner.substring(owner.lastIndexOf('/') + 1)) {
            case "" -> List.of("capability");
            case "capability" -> List.of("consumes", "exposes");
            case "binds" -> List.of("namespace", "keys");
            case "aggregates" -> List.of("namespace", "functions");
            case "exposes" -> isMcp(mapping) ? List.of("namespace", "tools") : List.of("type", "namespace");
            case "consumes" -> mapping.has("import") ? List.of("location") : List.of("namespace");
            case "resources" -> List.of("operations", "path");
            case "steps" -> List.of("name", "type");
            case "inputParameters" -> List.of("name", "in");
            case "operations", "functions", "tools" -> mapping.has("id") ? List.of() : List.of("name");
            default -> List.of();
        };
        return keys.stream().filter(key -> !mapping.has(key)).toList();
    }

    private static boolean isMcp(YamlMapping expose) {
        return expose.get("type") instanceof YamlScalar type && type.text().equals("mcp");
    }

    /** The members of a node that a finding about the node is really about. */
    static List<String> members(String rule) {
        return MEMBERS.getOrDefault(rule, List.of());
    }
}
