package io.github.regretbench.export;

import io.github.regretbench.Spelling;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.figure.CurvePlot;
import io.github.regretbench.figure.SummaryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The formats that results can be exported in, each into a directory of its own name. */
public enum Format {
    /** Wide CSV, one row per round, with a data dictionary. */
    CSV("tables for R and pandas, a row per round (rounds.csv.gz), a row per policy and round (curves.csv), a row per policy (summary.csv); "
            + "datapackage.json says what each column is", TidyTables::writeCsv),
    /** The same tables as Parquet. */
    PARQUET("the same tables as Parquet", TidyTables::writeParquet),
    /** IOHprofiler. */
    IOH("IOHprofiler (IOHanalyzer, IOHinspector): an algorithm a folder; raw_y is f(x*) - f(x_t), to be minimised; needs every round",
            IohProfiler::write),
    /** COCO. */
    COCO("COCO: simple regret of at least 15 trials under the suite name 'gp-bandit', which cocopp has to be told about; needs every "
            + "round", Coco::write),
    /** PGFPlots. */
    PGFPLOTS("mean average regret with bands as a PGFPlots picture, .tex and .dat", each(CurvePlot::write)),
    /** Booktabs. */
    BOOKTABS("the summary as a LaTeX table, for \\usepackage{booktabs}", each(SummaryTable::write)),
    /** BibTeX. */
    BIBTEX("references.bib: everything that the runs used, and why each entry is there", References::write);

    private final String description;
    private final Writer writer;

    Format(String description, Writer writer) {
        this.description = description;
        this.writer = writer;
    }

    /** Writes results into an empty directory. */
    @FunctionalInterface
    interface Writer {
        void write(List<ResultFolder> results, Path directory) throws IOException;
    }

    /** Writes one result into a directory. */
    @FunctionalInterface
    private interface SingleWriter {
        void write(ResultFolder result, Path directory) throws IOException;
    }

    private static Writer each(SingleWriter writer) {
        return (results, directory) -> {
            for (ResultFolder result : results) {
                writer.write(result, directory);
            }
        };
    }

    /** What is written, in a line. */
    public String description() {
        return description;
    }

    void write(List<ResultFolder> results, Path directory) throws IOException {
        writer.write(results, directory);
    }

    /** As it is written on the command line, and the name of its directory. */
    @Override
    public String toString() {
        return Spelling.of(this);
    }
}
