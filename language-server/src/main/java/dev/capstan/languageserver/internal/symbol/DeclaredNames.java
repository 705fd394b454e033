package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Tells where documents declare names. */
public final class DeclaredNames {
    private DeclaredNames() {}

    /** What the scalar at a cursor declares; null when it declares nothing. */
    public static @Nullable SymbolKind kind(YamlNode root, NodeAt at) {
        if (at.holder() == null) {
            return null;
        }
        NodePath holder = NodePath.of(root, at.holder());
        if (at.isKey()) {
            boolean variable = holder.last().equals("keys")
                    && holder.tokens().size() > 2
                    && holder.tokens().get(holder.tokens().size() - 3).equals("binds");
            boolean given = holder.last().equals(ReferenceScope.WITH);
            return variable ? SymbolKind.VARIABLE : given ? SymbolKind.ARGUMENT : null;
        }
        return switch (at.key()) {
            case "namespace" -> isNamespace(holder, at.holder()) ? SymbolKind.NAMESPACE : null;
            case "name" -> named(holder);
            default -> null;
        };
    }

    private static boolean isNamespace(NodePath holder, YamlMapping mapping) {
        return switch (holder.list()) {
            case "consumes", "exposes", "aggregates", "binds" -> !mapping.has("import");
            default -> false;
        };
    }

    private static @Nullable SymbolKind named(NodePath holder) {
        boolean consumed = holder.consumed() != null;
        return switch (holder.list()) {
            case "operations" -> consumed ? SymbolKind.OPERATION : SymbolKind.FUNCTION;
            case "functions", "tools" -> SymbolKind.FUNCTION;
            case "inputParameters" -> consumed ? SymbolKind.PARAMETER : SymbolKind.ARGUMENT;
            case "steps" -> SymbolKind.STEP;
            default -> null;
        };
    }
}
