package dev.capstan.run.command;

import dev.capstan.document.syntax.NearestName;
import dev.capstan.linter.rules.RulePages;
import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the page of a rule, or the list of rules. */
final class ExplainCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        Options.optionalParameter(
                spec,
                0,
                "RULE",
                "the rule, as lint names it; all rules are listed when it is left out",
                List.copyOf(RulePages.rules()));
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        String rule = arguments.matchedPositionalValue(0, "");
        String page = rule.isEmpty() ? RulePages.index() : RulePages.of(rule);
        if (page == null) {
            String nearest = NearestName.among(rule, RulePages.rules());
            throw UsageException.misuse("there is no rule " + rule
                    + (nearest == null
                            ? "; 'naftiko-run explain' lists the rules"
                            : "; did you mean " + nearest + "?"));
        }
        console.out().writeBytes(page.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return ExitCode.SUCCESS;
    }
}
