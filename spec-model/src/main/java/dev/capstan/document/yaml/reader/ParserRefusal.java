package dev.capstan.document.yaml.reader;

import dev.capstan.document.diagnostic.SourceRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * What the parser refused, in words for who wrote the document instead of a grammar's.
 *
 * @param message what is wrong and what to write
 * @param range where that is
 */
record ParserRefusal(String message, SourceRange range) {
    private static final Pattern CHARACTER = Pattern.compile("found character '(.)");
    private static final Pattern ESCAPE = Pattern.compile("found unknown escape character (.)");
    private static final Pattern FOUND = Pattern.compile("but (?:found|got) (.+)", Pattern.DOTALL);

    static ParserRefusal of(MarkedYamlEngineException refused) {
        String problem = String.valueOf(refused.getProblem());
        String context =
                refused.getContext() == null ? "" : refused.getContext().trim();
        Optional<Mark> opening = refused.getContextMark();
        String opened = opening.isPresent() ? inOpened(context, problem, opening.get()) : null;
        if (opened != null) {
            boolean atEnd = problem.contains("end of stream") || problem.contains("<stream end>");
            return new ParserRefusal(
                    opened, at(atEnd ? opening.get() : refused.getProblemMark().orElse(opening.get())));
        }
        if (problem.contains("could not find expected ':'")) {
            return new ParserRefusal(
                    "this is no key with a value; write a colon and a space behind the key, or indent it as a part of the"
                            + " text above",
                    opening.or(refused::getProblemMark).map(ParserRefusal::at).orElse(SourceRange.START));
        }
        String known = known(problem);
        String message =
                known != null ? known : "not valid YAML" + (context.isEmpty() ? "" : " " + context) + ": " + problem;
        return new ParserRefusal(
                message, refused.getProblemMark().map(ParserRefusal::at).orElse(SourceRange.START));
    }

    /** Something that is not closed; null when it is something else. */
    private static @Nullable String inOpened(String context, String problem, Mark opening) {
        String place = "on line " + (opening.getLine() + 1);
        if (context.endsWith("quoted scalar") && problem.contains("found unexpected end of stream")) {
            return "the quotes that open here are not closed";
        }
        if (problem.startsWith("expected ',' or ']'")) {
            return problem.contains("<stream end>")
                    ? "the [ here is not closed"
                    : "the [ " + place + " is not closed; write ] or a comma before this";
        }
        if (problem.startsWith("expected ',' or '}'")) {
            return problem.contains("<stream end>")
                    ? "the { here is not closed"
                    : "the { " + place + " is not closed; write } or a comma before this";
        }
        return null;
    }

    /** What is often written wrong; null for what is not. */
    private static @Nullable String known(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "a colon and a space cannot stand here; put the text in quotes, or begin a line with the key";
        }
        if (problem.contains("(TAB)")) {
            return "a tab cannot indent; write spaces";
        }
        Matcher character = CHARACTER.matcher(problem);
        if (problem.contains("cannot start any token") && character.find()) {
            return "a text cannot start with " + character.group(1) + "; put it in quotes";
        }
        Matcher escape = ESCAPE.matcher(problem);
        if (escape.find()) {
            return "there is no escape \\" + escape.group(1) + "; write two backslashes, or use single quotes";
        }
        if (problem.startsWith("expected chomping or indentation indicators")) {
            return "behind | and > stands nothing else; begin the text on the next line";
        }
        if (problem.startsWith("expected '<document start>'")) {
            return "a file holds one document; a second one starts here";
        }
        Matcher found = FOUND.matcher(problem);
        return found.find() ? unexpected(problem, found.group(1).replace("'", "")) : null;
    }

    private static @Nullable String unexpected(String problem, String found) {
        if (problem.startsWith("expected the node content")) {
            return found.equals("<stream end>")
                    ? "the file ends where a value is missing; close what is open"
                    : "a value is missing before " + found;
        }
        if (!problem.startsWith("expected <block end>")) {
            return null;
        }
        return switch (found) {
            case "]", "}" -> "this " + found + " closes nothing; remove it";
            case "<scalar>" -> "this text belongs to nothing; put all of the value in quotes, or check the indentation";
            case "-" -> "a list cannot stand beside keys; indent it below the key that it belongs to";
            case "<block mapping start>", "<block sequence start>" ->
                "the indentation of this line fits none above; indent it like the lines that it stands beside";
            default -> null;
        };
    }

    private static SourceRange at(Mark mark) {
        int line = mark.getLine() + 1;
        int column = mark.getColumn() + 1;
        return new SourceRange(line, column, line, column + 1);
    }
}
