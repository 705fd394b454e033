package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.Prompt;
import dev.capstan.document.model.PromptArgument;
import dev.capstan.document.model.PromptMessage;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a prompt's template names is an argument of the prompt. */
final class PromptArgumentUnknown implements Rule {
    /** A name in one or two pairs of braces; what stands in braces otherwise, JSON for example, is text. */
    private static final Pattern NAME =
            Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*\\}\\}|(?<!\\{)\\{([A-Za-z_][\\w-]*)\\}(?!\\})");

    @Override
    public String id() {
        return "prompt-argument-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (McpExpose server : input.mcpServers()) {
            for (Prompt prompt : server.prompts()) {
                check(prompt, report);
            }
        }
    }

    private static void check(Prompt prompt, RuleReport report) {
        Set<String> arguments = new LinkedHashSet<>();
        for (PromptArgument argument : prompt.arguments()) {
            if (argument.name() != null) {
                arguments.add(argument.name());
            }
        }
        Set<String> told = new LinkedHashSet<>(arguments);
        for (PromptMessage message : prompt.template()) {
            if (message.content() != null) {
                check(message.content(), message.node().at("content"), arguments, told, report);
            }
        }
    }

    private static void check(String content, YamlNode at, Set<String> arguments, Set<String> told, RuleReport report) {
        Matcher names = NAME.matcher(content);
        while (names.find()) {
            boolean doubled = names.group(1) != null;
            String name = doubled ? names.group(1) : names.group(2);
            String nearest = NearestName.among(name, arguments);
            // One pair of braces may be meant as text: only a misspelling shows that it is not.
            if ((doubled || nearest != null) && told.add(name)) {
                report.found(
                        at,
                        "the prompt has no argument \"" + name + "\"; "
                                + (nearest != null
                                        ? "write " + nearest
                                        : "declare it under arguments, or write the text that is meant"));
            }
        }
    }
}
