package dev.capstan.linter.report;

import java.util.List;

/**
 * What is to be reported of one file.
 *
 * @param file its name as the user gave it
 * @param findings in the order of the source; empty for a file without any
 */
public record FileReport(String file, List<Finding> findings) {}
