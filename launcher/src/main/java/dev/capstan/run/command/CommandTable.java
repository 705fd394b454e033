package dev.capstan.run.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands by name, in the order in which help lists them. */
public final class CommandTable {
    /** What is meant when no command is named. */
    static final String DEFAULT = "serve";

    /**
     * A command.
     *
     * @param summary one line; empty for a command that help does not list
     */
    record Entry(String summary, Supplier<Command> factory) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public CommandTable(StopSignal stop) {
        entries.put(
                DEFAULT,
                new Entry("serve documents (what is done when no command is named)", () -> new ServeCommand(stop)));
        entries.put("describe", new Entry("say what a document offers, calls and needs", DescribeCommand::new));
        entries.put("call", new Entry("call one operation or tool, without a server", CallCommand::new));
        entries.put("lint", new Entry("say what is wrong or doubtful in documents", () -> new LintCommand(System.in)));
        entries.put("explain", new Entry("explain a rule of lint", ExplainCommand::new));
        entries.put("schema", new Entry("print the JSON Schema of documents, for editors", SchemaCommand::new));
        entries.put("lsp", new Entry("help an editor: a language server", () -> new LspCommand(stop, System.in)));
        entries.put("warm-up", new Entry("", WarmUpCommand::new));
    }

    /** Those that help lists. */
    Map<String, Entry> listed() {
        Map<String, Entry> listed = new LinkedHashMap<>(entries);
        listed.values().removeIf(entry -> entry.summary().isEmpty());
        return listed;
    }

    @Nullable
    Entry entry(String name) {
        return entries.get(name);
    }
}
