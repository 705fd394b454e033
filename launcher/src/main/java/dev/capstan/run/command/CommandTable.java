package dev.capstan.run.command;

import dev.capstan.document.syntax.NearestName;
import dev.capstan.run.option.UsageException;
import dev.capstan.run.reload.ReloadSignal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands by name, in the order in which help lists them. */
public final class CommandTable {
    /** What this program is called. */
    static final String PROGRAM = "naftiko-run";

    /** The command that is run when none is named; the first of the table. */
    static final String DEFAULT = "serve";

    /**
     * A command. Made when it is asked for: describing all options of all commands costs time.
     *
     * @param summary one line; empty for a command that help does not list
     */
    private record Entry(String summary, Supplier<Command> factory) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * All commands.
     *
     * @param stop ends those that run until they are stopped
     * @param reload has those that serve documents read them anew
     */
    public CommandTable(StopSignal stop, ReloadSignal reload) {
        add(
                DEFAULT,
                "serve documents (what is done when no command is named)",
                () -> new ServeCommand(stop, reload, System.in));
        add("describe", "say what a document offers, calls and needs", DescribeCommand::new);
        add("inspect", "show what an agent sees of a document, what it costs, and call its tools", InspectCommand::new);
        add("call", "call one operation or tool, without a server", CallCommand::new);
        add(
                "mcp",
                "serve one document over standard input and output, to an MCP client",
                () -> new McpCommand(stop, reload, System.in));
        add("lint", "say what is wrong or doubtful in documents", () -> new LintCommand(System.in));
        add("explain", "explain a rule of lint", ExplainCommand::new);
        add("schema", "print the JSON Schema of documents, for editors", SchemaCommand::new);
        add("lsp", "help an editor: a language server", () -> new LspCommand(stop, System.in));
        add("completion", "print a script that completes command lines in a shell", () -> new CompletionCommand(this));
        add("help", "list the commands, or the options of one", () -> new HelpCommand(this));
        add("version", "print the version", VersionCommand::new);
        add("warm-up", "", WarmUpCommand::new);
    }

    private void add(String name, String summary, Supplier<Command> factory) {
        entries.put(name, new Entry(summary, factory));
    }

    /** The commands that help lists, with their summaries. */
    Map<String, String> listed() {
        Map<String, String> listed = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (!entry.summary().isEmpty()) {
                listed.put(name, entry.summary());
            }
        });
        return listed;
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The listed command that a name was probably meant to be; null when none is near. */
    @Nullable
    String nearest(String name) {
        return NearestName.among(name, listed().keySet());
    }

    /**
     * A command with its options.
     *
     * @throws UsageException when there is none of that name
     */
    NamedCommand named(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            String near = nearest(name);
            throw UsageException.misuse("there is no command " + name
                    + (near == null ? "; '" + PROGRAM + " help' lists them" : "; did you mean " + near + "?"));
        }
        return NamedCommand.of(name, entry.summary(), entry.factory().get());
    }
}
