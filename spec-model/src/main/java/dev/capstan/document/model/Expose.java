package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** An entry of {@code exposes}: a server. */
public sealed interface Expose permits RestExpose, McpExpose, SkillExpose, ControlExpose, UnknownExpose {
    /** Its place. */
    YamlMapping node();

    /** What kind of server: {@code rest}, {@code mcp}…; as written for an unknown one. */
    String type();

    /** Its name; null where the document gives none. */
    @Nullable
    String namespace();

    /** The port it asks for; null when it asks for none. */
    @Nullable
    Integer port();

    /** The address it asks for; null when it asks for none. */
    @Nullable
    String address();

    /** How its callers prove who they are; null when they need not. */
    @Nullable
    Authentication authentication();
}
