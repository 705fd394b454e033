package dev.capstan.run.command;

import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import dev.capstan.validator.DocumentValidator;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the JSON Schema of documents. */
final class SchemaCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        Options.flag(spec, "--strict", "the official format, without the leniencies of its catalogue");
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        String schema = DocumentValidator.schemaText(Options.isSet(arguments, "--strict"));
        console.out().writeBytes(schema.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return ExitCode.SUCCESS;
    }
}
