package dev.capstan.adapter.mcp.host;

/**
 * An argument of a prompt; its value is a text.
 *
 * @param description for people and models
 */
public record PromptArgument(String name, String description, boolean required) {}
