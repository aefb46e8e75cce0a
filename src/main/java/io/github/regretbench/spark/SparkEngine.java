package io.github.regretbench.spark;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Engine;
import io.github.regretbench.experiment.PlayedTrial;
import io.github.regretbench.experiment.TrialKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Executors of a Spark cluster, from a driver that {@code spark-submit} has started. It asks for the cluster when there is something to play.
 *
 * <p>Batches are meant to take two seconds, by what the batches before took: short enough that little is lost with an executor and that all end
 * at about the same time, long enough that sending them costs nothing. Twice as many as the cluster has processors are always on their way.
 */
public final class SparkEngine implements Engine, AutoCloseable {
    private static final double BATCH_NANOS = 2e9;
    private static final long IDLE_MILLIS = 100;
    /** What was known before counts as much as what is new: batches vary. */
    private static final double NEW_SHARE = 0.5;

    private final DataDirectory tables;
    private JavaSparkContext context;

    /** @param tables where the experiments' data are */
    public SparkEngine(DataDirectory tables) {
        this.tables = tables;
    }

    private JavaSparkContext context() {
        if (context == null) {
            SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "regretbench")
                    .setIfMissing("spark.driver.maxResultSize", "0")    // summed over a job; results are taken as they come
                    .setIfMissing("spark.ui.enabled", "false");         // a web server that nobody asked for
            context = new JavaSparkContext(conf);
        }
        return context;
    }

    @Override
    public void play(Bench bench, List<TrialKey> wanted, Sink sink) {
        if (!wanted.isEmpty()) {
            Broadcast<Assignment> assignment = context().broadcast(Assignment.of(bench, tables));
            try {
                new Run(new PlayBatch(assignment), wanted).play(sink);
            } finally {
                assignment.destroy();
            }
        }
    }

    /** The trials of one experiment. */
    private final class Run {
        private final PlayBatch task;
        private final List<TrialKey> wanted;
        private final BlockingQueue<byte[]> returned = new LinkedBlockingQueue<>();
        private final List<SimpleFutureAction<BoxedUnit>> jobs = new ArrayList<>();
        private int sent;
        private int batchesAway;
        private double nanosPerTrial = BATCH_NANOS;

        Run(PlayBatch task, List<TrialKey> wanted) {
            this.task = task;
            this.wanted = wanted;
        }

        void play(Sink sink) {
            try {
                while (sent < wanted.size() || batchesAway > 0) {
                    int slots = Math.max(1, context().defaultParallelism());
                    if (batchesAway < 2 * slots && sent < wanted.size()) {
                        send(slots);
                    }
                    if (!sink.take(next())) {
                        return;
                    }
                    requireSuccess();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                jobs.forEach(SimpleFutureAction::cancel);
            }
        }

        private List<PlayedTrial> next() throws InterruptedException {
            byte[] bytes = returned.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (bytes == null) {
                return List.of();
            }
            PlayedTrials played = PlayedTrials.of(bytes);
            batchesAway--;
            nanosPerTrial += NEW_SHARE * ((double) played.nanos() / played.trials().size() - nanosPerTrial);
            return played.trials();
        }

        private void send(int slots) {
            List<ArrayList<TrialKey>> batches = new ArrayList<>();
            for (int i = 0; i < slots && sent < wanted.size(); i++) {
                int fair = (wanted.size() - sent + 2 * slots - 1) / (2 * slots);
                int size = (int) Math.max(1, Math.min(fair, BATCH_NANOS / nanosPerTrial));
                batches.add(new ArrayList<>(wanted.subList(sent, sent + size)));
                sent += size;
            }
            batchesAway += batches.size();
            List<Object> places = new ArrayList<>(IntStream.range(0, batches.size()).boxed().toList());
            RDD<ArrayList<TrialKey>> input = context().parallelize(batches, batches.size()).rdd();
            // The handler is called by Spark's scheduler, which must not wait.
            jobs.add(context().sc().submitJob(input, task, CollectionConverters.asScala(places).toSeq(),
                    (Object place, byte[] bytes) -> {
                        returned.add(bytes);
                        return BoxedUnit.UNIT;
                    }, () -> BoxedUnit.UNIT));
        }

        private void requireSuccess() {
            for (Iterator<SimpleFutureAction<BoxedUnit>> each = jobs.iterator(); each.hasNext();) {
                SimpleFutureAction<BoxedUnit> job = each.next();
                if (job.isCompleted()) {
                    each.remove();
                    if (job.value().get().isFailure()) {
                        throw failure(job.value().get().failed().get());
                    }
                }
            }
        }
    }

    private static UncheckedIOException failure(Throwable reason) {
        String first = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return new UncheckedIOException("Spark has given up (" + first + "); what was stored is kept, and the same command goes on",
                new IOException(reason));
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public String toString() {
        return context == null ? "Spark" : "Spark %s at %s".formatted(context.version(), context.master());
    }
}
