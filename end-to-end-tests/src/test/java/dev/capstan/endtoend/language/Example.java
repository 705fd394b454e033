package dev.capstan.endtoend.language;

import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.endtoend.MarkdownPage;
import dev.capstan.endtoend.MarkdownPage.Block;
import dev.capstan.endtoend.MarkdownPage.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of a page and what happens when it is served.
 *
 * @param page the page's name
 * @param anchor the heading that it stands under
 * @param line where the document begins
 * @param document its YAML
 * @param files what lies beside it, by path
 * @param environment the variables of the process that serves it
 */
record Example(
        String page,
        String anchor,
        int line,
        String document,
        Map<String, String> files,
        Map<String, String> environment,
        List<Exchange> exchanges) {
    private static final Pattern FILE_LEAD = Pattern.compile(".*`([^`]+)`:");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=(\\S*)");

    /** The examples of all pages of the format. */
    static List<Example> all() {
        return pages().stream().flatMap(page -> of(page).stream()).toList();
    }

    /** The pages of the format. */
    static List<MarkdownPage> pages() {
        List<MarkdownPage> pages = new ArrayList<>(List.of(MarkdownPage.read("language.md")));
        pages.addAll(MarkdownPage.readAll("language"));
        return pages;
    }

    /** What links call it. */
    String link() {
        return page + "#" + anchor;
    }

    /** The document as it is read. */
    YamlNode read() {
        return read(document);
    }

    /** The document, and those beside it. */
    List<YamlNode> documents() {
        List<YamlNode> documents = new ArrayList<>(List.of(read()));
        files.values().stream().filter(Example::isDocument).map(Example::read).forEach(documents::add);
        return documents;
    }

    private static boolean isDocument(String content) {
        return content.startsWith("naftiko:");
    }

    private static YamlNode read(String yaml) {
        return Objects.requireNonNull(
                new YamlReader(YamlLimits.DEFAULT).read(yaml, "capability.yaml").root());
    }

    @Override
    public String toString() {
        return link();
    }

    private static List<Example> of(MarkdownPage page) {
        List<Example> examples = new ArrayList<>();
        for (Section section : page.sections()) {
            Example example = null;
            for (Block block : section.blocks()) {
                if (block.language().equals("yaml") && isDocument(block.content()) && example == null) {
                    example = new Example(
                            page.name(),
                            section.anchor(),
                            block.line(),
                            block.content(),
                            new LinkedHashMap<>(),
                            new LinkedHashMap<>(),
                            new ArrayList<>());
                    examples.add(example);
                } else if (example != null) {
                    example.add(block);
                }
            }
        }
        return examples;
    }

    private void add(Block block) {
        Matcher file = FILE_LEAD.matcher(block.lead());
        if (file.matches()) {
            files.put(file.group(1), block.content());
        } else if (block.language().equals("console")) {
            Matcher variables = VARIABLE.matcher(block.content());
            while (variables.find()) {
                environment.put(variables.group(1), variables.group(2));
            }
        } else if (block.language().equals("http") || block.language().equals("mcp")) {
            exchanges.addAll(Exchange.read(block.content(), block.language().equals("mcp"), block.line()));
        } else {
            throw new AssertionError(
                    page + ":" + block.line() + ": what is this block for? A file's name stands before it: `name`:");
        }
    }
}
