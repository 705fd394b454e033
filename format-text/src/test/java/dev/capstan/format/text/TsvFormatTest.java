package dev.capstan.format.text;

class TsvFormatTest extends SeparatedFormatTest {
    @Override
    protected TsvFormat format() {
        return new TsvFormat();
    }

    @Override
    protected String name() {
        return "tsv";
    }

    @Override
    String separator() {
        return "\t";
    }
}
