package dev.capstan.run.command;

import dev.capstan.document.syntax.NearestName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments of a command. Repeats no value of an unknown option: it may be a secret. */
final class ArgumentProblems {
    private ArgumentProblems() {}

    /** A line for each; options that do not exist first, as what else is wrong may follow from them. */
    static List<String> of(ParseResult arguments) {
        List<String> unknown = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String unmatched : arguments.unmatched()) {
            if (unmatched.startsWith("-")) {
                unknown.add(unknownOption(unmatched, arguments.commandSpec()));
            } else {
                others.add("there is an argument too many: " + unmatched);
            }
        }
        boolean missing = false;
        for (Exception error : arguments.errors()) {
            // The first that tells of missing parameters tells of all; unmatched ones are handled above.
            boolean again = error instanceof MissingParameterException && missing;
            missing |= error instanceof MissingParameterException;
            if (!again && !(error instanceof UnmatchedArgumentException)) {
                others.add(String.valueOf(error.getMessage()));
            }
        }
        unknown.addAll(others);
        return unknown;
    }

    private static String unknownOption(String written, CommandSpec spec) {
        int equals = written.indexOf('=');
        String option = equals < 0 ? written : written.substring(0, equals);
        String near = NearestName.among(option, spec.optionsMap().keySet());
        return "there is no option " + option + (near == null ? "" : "; did you mean " + near + "?");
    }
}
