package dev.capstan.linter.provider;

/** A provider of models whose interface takes tools. */
public enum ModelProvider {
    /** Function calling by the schema of OpenAI's API, which several others speak too. */
    OPENAI("OpenAI"),
    /** Tool use in Anthropic's API. */
    ANTHROPIC("Anthropic"),
    /** Function declarations in Gemini's API, a subset of OpenAPI 3.0. */
    GEMINI("Gemini");

    private final String shown;

    ModelProvider(String shown) {
        this.shown = shown;
    }

    /** Its name for people. */
    public String shown() {
        return shown;
    }
}
