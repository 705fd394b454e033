package dev.capstan.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/}, read as far as tests of pages need it: sections with their fenced blocks and the rows of their
 * tables.
 *
 * @param name its path below {@code docs}
 * @param sections in order; the first is what stands before any heading
 */
public record MarkdownPage(String name, List<Section> sections) {
    private static final Path FOLDER = Path.of("../docs");
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*)");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

    /**
     * A heading and what stands up to the next one.
     *
     * @param heading its text; empty before the first one
     * @param level how many number signs it has
     * @param rows of its tables, without their heads
     */
    public record Section(String heading, int level, List<Block> blocks, List<Row> rows) {
        /** The heading's anchor in the page, as GitHub makes it. */
        public String anchor() {
            return heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
        }
    }

    /**
     * A fenced block.
     *
     * @param language the word behind the fence; empty without one
     * @param lead the line of text that is nearest before it in its section; empty without one
     * @param line where its content begins, from 1
     */
    public record Block(String language, String content, String lead, int line) {}

    /** A row of a table; cells are trimmed. */
    public record Row(List<String> cells, int line) {}

    /** Reads a page. */
    public static MarkdownPage read(String name) {
        try {
            return new Reader(Files.readAllLines(FOLDER.resolve(name))).page(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages of a folder below {@code docs}, by name. */
    public static List<MarkdownPage> readAll(String folder) {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All fenced blocks, in order. */
    public List<Block> blocks() {
        return sections.stream().flatMap(section -> section.blocks.stream()).toList();
    }

    private static final class Reader {
        private final List<String> lines;
        private final List<Section> sections = new ArrayList<>();
        private Section section = new Section("", 0, new ArrayList<>(), new ArrayList<>());
        private String lead = "";
        private int at;

        Reader(List<String> lines) {
            this.lines = lines;
            sections.add(section);
        }

        MarkdownPage page(String name) {
            for (; at < lines.size(); at++) {
                String line = lines.get(at);
                Matcher heading = HEADING.matcher(line);
                if (line.startsWith("```")) {
                    section.blocks.add(block(line.substring(3).strip()));
                } else if (heading.matches()) {
                    section = new Section(
                            heading.group(2), heading.group(1).length(), new ArrayList<>(), new ArrayList<>());
                    sections.add(section);
                    lead = "";
                } else if (line.startsWith("|")) {
                    table();
                } else if (!line.isBlank()) {
                    lead = line.strip();
                }
            }
            return new MarkdownPage(name, List.copyOf(sections));
        }

        private Block block(String language) {
            int first = at + 1;
            StringBuilder content = new StringBuilder();
            for (at = first; !lines.get(at).equals("```"); at++) {
                content.append(lines.get(at)).append('\n');
            }
            Block block = new Block(language, content.toString(), lead, first + 1);
            lead = "";
            return block;
        }

        /** A table's first row is its head, the second a rule. */
        private void table() {
            for (int row = 0; at < lines.size() && lines.get(at).startsWith("|"); row++, at++) {
                if (row > 1) {
                    String inside = lines.get(at).strip().replaceAll("^\\||\\|$", "");
                    List<String> cells = new ArrayList<>();
                    for (String cell : CELL_END.split(inside, -1)) {
                        cells.add(cell.strip().replace("\\|", "|"));
                    }
                    section.rows.add(new Row(cells, at + 1));
                }
            }
            at--;
        }
    }
}
