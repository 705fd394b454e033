package dev.capstan.run.command;

import dev.capstan.engine.Engine;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.engine.variable.VariableSource;
import dev.capstan.run.console.Console;
import dev.capstan.run.describe.DescriptionText;
import dev.capstan.run.describe.DocumentDescription;
import dev.capstan.run.describe.PrettyJson;
import dev.capstan.run.option.EngineOptions;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.ObjectNode;

/** Says what a document offers, what it calls and what it needs. Calls nothing, and needs no secret. */
final class DescribeCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.parameter(spec, 0, "DOCUMENT", "a capability document (YAML)");
        Options.flag(spec, "--json", "for programs");
        EngineOptions.describe(spec);
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        String document = arguments.matchedPositionalValue(0, "");
        Set<String> missing = new HashSet<>();
        VariableSource last = name -> {
            missing.add(name);
            return "placeholder";
        };
        try (Engine engine = EngineOptions.builder(arguments)
                .variables(last)
                .configuration(EngineOptions.configuration(arguments))
                .document(Path.of(document))
                .placeholderVariables(true)
                .build()) {
            DocumentStatus status = engine.documents().get(0);
            ObjectNode description = DocumentDescription.of(status, missing);
            if (Options.isSet(arguments, "--json")) {
                console.out().println(PrettyJson.of(description));
            } else {
                console.out().print(DescriptionText.of(description));
            }
            return status.serving() ? ExitCode.SUCCESS : ExitCode.FAILURE;
        }
    }
}
