package dev.capstan.validator.editor;

/** What a completion is. */
public enum CompletionKind {
    KEY("key"),
    VALUE("value"),
    OPERATION("operation"),
    FUNCTION("function"),
    PARAMETER("parameter"),
    ARGUMENT("argument"),
    VARIABLE("variable"),
    NAMESPACE("namespace"),
    STEP("step");

    private final String word;

    CompletionKind(String word) {
        this.word = word;
    }

    /** As users call it. */
    public String word() {
        return word;
    }
}
