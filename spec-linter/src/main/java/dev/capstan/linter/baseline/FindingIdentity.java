package dev.capstan.linter.baseline;

/**
 * By what a finding is recognised when lines have moved. Immutable.
 *
 * @param rule that found it
 * @param place where in the document: keys, and for entries of lists their names in brackets, such as
 *     {@code capability/exposes[tools]/port}; empty for the document as a whole
 * @param message what was found, without numbers of lines
 * @param fingerprint of rule, place and message; no other finding of the document has it
 */
public record FindingIdentity(String rule, String place, String message, String fingerprint) {}
