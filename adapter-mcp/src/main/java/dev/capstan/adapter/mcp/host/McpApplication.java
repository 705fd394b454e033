package dev.capstan.adapter.mcp.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools, resources and prompts of an application. Immutable; safe for any thread. */
public final class McpApplication {
    /**
     * A tool.
     *
     * @param inputSchema of its arguments, shown as it is; the handler judges them
     */
    public record Tool(String name, String description, JsonNode inputSchema, ToolHandler handler) {}

    /**
     * A resource, or a template.
     *
     * @param uri with {@code {name}} in it, a template
     */
    public record Resource(String uri, String name, String description, String mimeType, ResourceHandler handler) {}

    /** A prompt. */
    public record Prompt(String name, String description, List<PromptArgument> arguments, PromptHandler handler) {}

    private final String name;
    private final String version;
    private final @Nullable String instructions;
    private final List<Tool> tools;
    private final List<Resource> resources;
    private final List<Prompt> prompts;
    private final @Nullable CompletionHandler completion;
    private final byte @Nullable [] stateKey;

    private McpApplication(Builder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.instructions = builder.instructions;
        this.tools = List.copyOf(builder.tools);
        this.resources = List.copyOf(builder.resources);
        this.prompts = List.copyOf(builder.prompts);
        this.completion = builder.completion;
        this.stateKey = builder.stateKey;
    }

    /** Starts to describe an application of that name and version. */
    public static Builder builder(String name, String version) {
        return new Builder(name, version);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its version. */
    public String version() {
        return version;
    }

    /** How to use it, for models; null when nobody says. */
    public @Nullable String instructions() {
        return instructions;
    }

    /** Its tools, in the order of the list. */
    public List<Tool> tools() {
        return tools;
    }

    /** Its resources and templates, in the order of the lists. */
    public List<Resource> resources() {
        return resources;
    }

    /** Its prompts, in the order of the list. */
    public List<Prompt> prompts() {
        return prompts;
    }

    /** What proposes values for arguments; null when nothing does. */
    public @Nullable CompletionHandler completion() {
        return completion;
    }

    /** What seals the state of requests that wait for a client's answers; null for one of each process's own. */
    public byte @Nullable [] stateKey() {
        return stateKey == null ? null : stateKey.clone();
    }

    /** Describes an application. One thread. */
    public static final class Builder {
        private final String name;
        private final String version;
        private final List<Tool> tools = new ArrayList<>();
        private final List<Resource> resources = new ArrayList<>();
        private final List<Prompt> prompts = new ArrayList<>();
        private @Nullable String instructions;
        private @Nullable CompletionHandler completion;
        private byte @Nullable [] stateKey;

        private Builder(String name, String version) {
            this.name = name;
            this.version = version;
        }

        /** How to use it, for models. */
        public Builder instructions(String text) {
            instructions = text;
            return this;
        }

        /**
         * Adds a tool.
         *
         * @param inputSchema a JSON Schema of an object, as JSON
         * @throws tools.jackson.core.JacksonException when it is no JSON
         */
        public Builder tool(String toolName, String description, String inputSchema, ToolHandler handler) {
            tools.add(new Tool(toolName, description, JsonMapper.shared().readTree(inputSchema), handler));
            return this;
        }

        /**
         * Adds a resource.
         *
         * @param uri with {@code {name}} in it, a template
         */
        public Builder resource(
                String uri, String resourceName, String description, String mimeType, ResourceHandler handler) {
            resources.add(new Resource(uri, resourceName, description, mimeType, handler));
            return this;
        }

        /** Adds a prompt. */
        public Builder prompt(
                String promptName, String description, List<PromptArgument> arguments, PromptHandler handler) {
            prompts.add(new Prompt(promptName, description, List.copyOf(arguments), handler));
            return this;
        }

        /** What proposes values for arguments. */
        public Builder completion(CompletionHandler handler) {
            completion = handler;
            return this;
        }

        /**
         * What seals the state of requests that wait for a client's answers. Replicas with one key go on with each other's.
         *
         * @param key at least 32 random bytes
         */
        public Builder stateKey(byte[] key) {
            if (key.length < 32) {
                throw new IllegalArgumentException("a key has at least 32 bytes");
            }
            stateKey = key.clone();
            return this;
        }

        /** The application. */
        public McpApplication build() {
            return new McpApplication(this);
        }
    }
}
