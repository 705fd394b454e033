package dev.capstan.adapter.control;

import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.engine.spi.SecretMask;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document as operators are shown it: as it is written, with the names of its variables, and without any value that may be a
 * secret. Values of variables, also where the document repeats one, all literal credentials and fixed values of parameters are masked.
 */
final class MaskedDocument {
    /** What of an authentication is no credential. */
    private static final Set<String> OPEN = Set.of(
            "type",
            "placement",
            "in",
            "authorizationServerUri",
            "tokenEndpoint",
            "tokenValidation",
            "resource",
            "audience",
            "scopes");

    private static final Set<String> AUTHENTICATION = Set.of("authentication", "auth");

    /** A text that is nothing but the name of a variable. */
    private static final Pattern NAME_ONLY = Pattern.compile("\\{\\{[^{}]*}}");

    private final SecretMask secrets;

    MaskedDocument(SecretMask secrets) {
        this.secrets = secrets;
    }

    ObjectNode of(LinkedDocument linked) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.set("document", shown(linked.document().node(), false));
        ArrayNode variables = shown.putArray("variables");
        for (Variable variable : linked.variables()) {
            variables
                    .addObject()
                    .put("name", variable.name())
                    .put("key", variable.key())
                    .put("value", SecretMask.MASK);
        }
        return shown;
    }

    private JsonNode shown(YamlNode node, boolean isCredential) {
        if (node instanceof YamlMapping mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (YamlMapping.Entry entry : mapping.entries()) {
                String name = entry.name();
                boolean isHidden = AUTHENTICATION.contains(name)
                        || (isCredential && !OPEN.contains(name))
                        || isFixedValue(mapping, name);
                object.set(name, shown(entry.value(), isHidden));
            }
            return object;
        }
        if (node instanceof YamlSequence sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.items().forEach(item -> array.add(shown(item, isCredential)));
            return array;
        }
        YamlScalar scalar = (YamlScalar) node;
        if (isCredential && !NAME_ONLY.matcher(scalar.text()).matches()) {
            return JsonNodeFactory.instance.stringNode(SecretMask.MASK);
        }
        return scalar.kind() == YamlScalar.Kind.STRING
                ? JsonNodeFactory.instance.stringNode(secrets.mask(scalar.text()))
                : scalar.toJson();
    }

    /** The value of a parameter: keys of APIs are often written so. */
    private static boolean isFixedValue(YamlMapping mapping, String name) {
        return name.equals("value") && mapping.has("in");
    }
}
