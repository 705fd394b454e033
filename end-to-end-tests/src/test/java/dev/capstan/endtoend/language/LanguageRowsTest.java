package dev.capstan.endtoend.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.MarkdownPage;
import dev.capstan.endtoend.MarkdownPage.Section;
import dev.capstan.endtoend.language.FormatSchema.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tables of docs/language.md and docs/language: each field of the format has a row, and each row its proof. */
class LanguageRowsTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)#([^)]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    /**
     * A field's row.
     *
     * @param standard what the table says of its absence: that it is required, or its default
     * @param proof links to examples, and names of tests
     */
    private record Row(Field field, String page, int line, String text, String standard, String proof) {
        @Override
        public String toString() {
            return "docs/" + page + ":" + line + ": " + field;
        }
    }

    private static final List<Row> ROWS = rows();

    @Test
    void everyFieldOfTheFormatHasOneRow() {
        Set<Field> fields = new HashSet<>(FormatSchema.STRICT.fields().keySet());
        FormatSchema.CATALOGUE.fields().keySet().stream()
                .filter(field -> !isOutputBySeveralTitles(field))
                .forEach(fields::add);
        assertThat(ROWS.stream().map(Row::field).toList()).containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void rowsSayWhatTheSchemaSays() {
        List<String> wrong = new ArrayList<>();
        FormatSchema strict = FormatSchema.STRICT;
        for (Row row : ROWS) {
            if (!strict.fields().containsKey(row.field)) {
                continue;
            }
            JsonNode standard = strict.keyword(row.field, "default");
            String expected = strict.isRequired(row.field) && standard.isMissingNode()
                    ? "required"
                    : standard.isMissingNode() ? "" : "`" + standard.asString() + "`";
            if (!row.standard.equals(expected) && !(row.standard.startsWith("or ") && expected.isEmpty())) {
                wrong.add(
                        row + ": by the schema the default is '" + expected + "', the row says '" + row.standard + "'");
            }
            for (JsonNode value : strict.keyword(row.field, "enum")) {
                if (!row.text.contains("`" + value.asString() + "`")) {
                    wrong.add(row + ": the value " + value + " is not named");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRowIsProvedByAnExampleThatHasTheFieldOrByATestThatExists() throws IOException {
        Map<String, Set<Field>> examples = new HashMap<>();
        for (Example example : Example.all()) {
            Set<Field> used = new HashSet<>();
            example.documents().forEach(document -> {
                used.addAll(FormatSchema.STRICT.used(document));
                used.addAll(FormatSchema.CATALOGUE.used(document));
            });
            examples.put(example.link(), used);
        }
        Map<String, String> tests = testSources();
        List<String> wrong = new ArrayList<>();
        for (Row row : ROWS) {
            boolean proved = false;
            for (Matcher link = LINK.matcher(row.proof); link.find(); proved = true) {
                String folder = row.page.substring(0, row.page.lastIndexOf('/') + 1);
                String target = (link.group(1).isEmpty() ? row.page : folder + link.group(1)) + "#" + link.group(2);
                Set<Field> used = examples.get(target);
                if (used == null) {
                    wrong.add(row + ": there is no example " + target);
                } else if (!used.contains(row.field)) {
                    wrong.add(row + ": the example " + target + " does not have it");
                }
            }
            for (Matcher test = TEST.matcher(row.proof); test.find(); proved = true) {
                String source = tests.get(test.group(1));
                if (source == null || (test.group(2) != null && !source.contains("void " + test.group(2) + "("))) {
                    wrong.add(row + ": there is no test " + test.group());
                }
            }
            if (!proved) {
                wrong.add(row + ": nothing proves it; it is in "
                        + examples.entrySet().stream()
                                .filter(example -> example.getValue().contains(row.field))
                                .map(Map.Entry::getKey)
                                .sorted()
                                .toList());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** In the schema of the catalogue one object stands for all kinds of outputs. */
    private static boolean isOutputBySeveralTitles(Field field) {
        return field.object().equals("Output")
                && FormatSchema.STRICT.fields().keySet().stream()
                        .anyMatch(strict -> strict.name().equals(field.name())
                                && strict.object().matches("(Mapped|Orchestrated|Mock) .*"));
    }

    private static List<Row> rows() {
        Set<String> titles = FormatSchema.CATALOGUE.fields().keySet().stream()
                .map(Field::object)
                .collect(Collectors.toCollection(HashSet::new));
        FormatSchema.STRICT.fields().keySet().forEach(field -> titles.add(field.object()));
        List<Row> rows = new ArrayList<>();
        for (MarkdownPage page : Example.pages()) {
            for (Section section : page.sections()) {
                if (titles.contains(section.heading())) {
                    section.rows().forEach(row -> addRows(page.name(), section.heading(), row, rows));
                }
            }
        }
        return rows;
    }

    private static void addRows(String page, String object, MarkdownPage.Row row, List<Row> rows) {
        List<String> cells = row.cells();
        assertThat(cells).as("docs/%s:%d", page, row.line()).hasSize(5);
        Matcher names = NAME.matcher(cells.get(0));
        while (names.find()) {
            rows.add(new Row(
                    new Field(object, names.group(1)),
                    page,
                    row.line(),
                    String.join(" | ", cells),
                    cells.get(2),
                    cells.get(4)));
        }
    }

    /** The sources of all tests of the house, by the names of their classes. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (var files = Files.find(
                Path.of(".."), 16, (path, attributes) -> path.toString().matches(".*/src/test/java/.*Test\\.java"))) {
            for (Path file : files.toList()) {
                // Classes of one name in several modules count together.
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
