package dev.capstan.languageserver.internal.symbol;

/** What a name stands for, or a completion is. */
public enum SymbolKind {
    KEY("key"),
    VALUE("value"),
    OPERATION("operation"),
    FUNCTION("function"),
    PARAMETER("parameter"),
    ARGUMENT("argument"),
    VARIABLE("variable"),
    NAMESPACE("namespace"),
    STEP("step"),
    RESOURCE("resource");

    private final String word;

    SymbolKind(String word) {
        this.word = word;
    }

    /** As users call it. */
    public String word() {
        return word;
    }
}
