package io.github.regretbench.spark;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.PlayedTrial;
import io.github.regretbench.experiment.TrialKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The task of an executor: plays a batch. What goes wrong with a trial is part of what it returns, for Spark would try an exception again. */
final class PlayBatch extends AbstractFunction1<Iterator<ArrayList<TrialKey>>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<Assignment> assignment;

    PlayBatch(Broadcast<Assignment> assignment) {
        this.assignment = assignment;
    }

    @Override
    public byte[] apply(Iterator<ArrayList<TrialKey>> batches) {
        List<PlayedTrial> played = new ArrayList<>();
        long nanos = 0;
        while (batches.hasNext()) {
            List<TrialKey> batch = batches.next();
            Workplace workplace;
            try {
                workplace = Workplace.of(assignment.value());
            } catch (BadInputException e) {
                batch.forEach(key -> played.add(PlayedTrial.failed(key, e)));
                continue;
            }
            long start = System.nanoTime();
            batch.forEach(key -> played.add(workplace.play(key)));
            nanos += System.nanoTime() - start;
        }
        return new PlayedTrials(played, nanos).bytes();
    }
}
