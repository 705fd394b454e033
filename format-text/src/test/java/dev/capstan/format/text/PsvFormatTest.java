package dev.capstan.format.text;

class PsvFormatTest extends SeparatedFormatTest {
    @Override
    protected PsvFormat format() {
        return new PsvFormat();
    }

    @Override
    protected String name() {
        return "psv";
    }

    @Override
    String separator() {
        return "|";
    }
}
