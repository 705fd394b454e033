package dev.capstan.format.text;

class CsvFormatTest extends SeparatedFormatTest {
    @Override
    protected CsvFormat format() {
        return new CsvFormat();
    }

    @Override
    protected String name() {
        return "csv";
    }

    @Override
    String separator() {
        return ",";
    }
}
