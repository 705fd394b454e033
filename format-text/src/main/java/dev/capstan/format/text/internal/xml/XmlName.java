package dev.capstan.format.text.internal.xml;

/**
 * The name of an element or attribute.
 *
 * @param qualified as written
 * @param local without its prefix
 * @param namespace whether it is an attribute that declares a namespace
 */
record XmlName(String qualified, String local, boolean namespace) {
    /** Whether a name stands at that place of the text. */
    boolean is(char[] text, int start, int length) {
        if (qualified.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (qualified.charAt(i) != text[start + i]) {
                return false;
            }
        }
        return true;
    }
}
