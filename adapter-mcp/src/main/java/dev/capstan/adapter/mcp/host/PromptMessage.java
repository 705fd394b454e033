package dev.capstan.adapter.mcp.host;

/** A message of a prompt. */
public record PromptMessage(Role role, Content content) {
    /** Who says it. */
    public enum Role {
        /** The person. */
        USER("user"),
        /** The model. */
        ASSISTANT("assistant");

        private final String text;

        Role(String text) {
            this.text = text;
        }

        /** As the protocol writes it. */
        public String text() {
            return text;
        }
    }

    /** What the person says. */
    public static PromptMessage user(Content content) {
        return new PromptMessage(Role.USER, content);
    }
}
