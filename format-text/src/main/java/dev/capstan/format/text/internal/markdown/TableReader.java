package dev.capstan.format.text.internal.markdown;

import dev.capstan.engine.spi.format.ColumnNames;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds the tables of a document, also those in quotes and lists. */
final class TableReader {
    /** The document, the array of tables, the table, and the row. */
    private static final int ROW_DEPTH = 4;

    private final PayloadBudget budget;

    TableReader(PayloadBudget budget) {
        this.budget = budget;
    }

    ArrayNode read(Node document) throws PayloadException {
        budget.addValue();
        ArrayNode tables = JsonNodeFactory.instance.arrayNode();
        addTables(document, tables);
        return tables;
    }

    /** Blocks nest as deep as the parser lets them; that is bounded. */
    private void addTables(Node node, ArrayNode tables) throws PayloadException {
        if (node instanceof TableBlock table) {
            budget.addValue();
            addRows(table, tables.addArray());
            return;
        }
        for (Node child = node.getFirstChild(); child instanceof Block; child = child.getNext()) {
            addTables(child, tables);
        }
    }

    private void addRows(TableBlock table, ArrayNode rows) throws PayloadException {
        List<String> names = List.of();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (part instanceof TableHead) {
                    names = ColumnNames.distinct(cells(row));
                } else {
                    budget.addValue();
                    budget.checkDepth(ROW_DEPTH);
                    addCells(cells(row), names, rows.addObject());
                }
            }
        }
    }

    private static void addCells(List<String> cells, List<String> names, ObjectNode row) {
        for (int i = 0; i < cells.size() && i < names.size(); i++) {
            row.put(names.get(i), cells.get(i));
        }
    }

    private List<String> cells(Node row) throws PayloadException {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            budget.addValue();
            cells.add(PlainText.ofInline(cell));
        }
        return cells;
    }
}
