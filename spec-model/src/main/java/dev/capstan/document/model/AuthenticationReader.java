package dev.capstan.document.model;

import static dev.capstan.document.model.Fields.strings;

import dev.capstan.document.syntax.TextTemplate;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads authentication in the official spelling and in those of the catalogue. */
final class AuthenticationReader {
    private AuthenticationReader() {}

    static @Nullable Authentication authentication(@Nullable YamlMapping node) {
        if (node == null) {
            return null;
        }
        String written = node.text("type");
        String type = written == null ? "" : written.toLowerCase(Locale.ROOT);
        String token = node.text("token");
        return new Authentication(
                node,
                type,
                node.text("username"),
                node.text("password"),
                type.equals("bearer") && token == null ? node.text("value") : token,
                type.equals("apikey") ? apiKeys(node) : List.of(),
                type.equals("oauth2") ? oauth2(node) : null);
    }

    private static List<Authentication.ApiKey> apiKeys(YamlMapping node) {
        if (node.has("headers")) {
            List<Authentication.ApiKey> keys = new ArrayList<>();
            for (Map.Entry<String, YamlNode> header :
                    Fields.members(node, "headers").entrySet()) {
                String value = header.getValue() instanceof YamlScalar scalar ? scalar.text() : null;
                keys.add(new Authentication.ApiKey(header.getKey(), value, ParameterLocation.HEADER));
            }
            return List.copyOf(keys);
        }
        String name = firstOf(node, "header", "name");
        String key = node.text("key");
        String value = firstOf(node, "value", "token");
        if (value == null && name != null && key != null) {
            // Named by one field, while the other one holds the secret: the one with a template in it.
            boolean swapped = TextTemplate.isTemplate(name) && !TextTemplate.isTemplate(key);
            value = swapped ? name : key;
            key = swapped ? key : name;
        }
        return List.of(
                new Authentication.ApiKey(key != null ? key : name, value, keyPlace(firstOf(node, "placement", "in"))));
    }

    private static ParameterLocation keyPlace(@Nullable String placement) {
        ParameterLocation place = ParameterLocation.of(placement);
        return place == null || place == ParameterLocation.ENVIRONMENT ? ParameterLocation.HEADER : place;
    }

    private static Authentication.OAuth2 oauth2(YamlMapping node) {
        return new Authentication.OAuth2(
                node.text("authorizationServerUri"),
                node.text("resource"),
                strings(node, "scopes"),
                node.text("audience"),
                node.text("tokenEndpoint"),
                node.text("tokenValidation"));
    }

    private static @Nullable String firstOf(YamlMapping node, String... names) {
        for (String name : names) {
            String text = node.text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
