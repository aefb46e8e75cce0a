package io.github.regretbench.spark;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.ExchangeTimes;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.experiment.FinishedTrial;
import io.github.regretbench.experiment.PlayedTrial;
import io.github.regretbench.experiment.TrialKey;
import io.github.regretbench.gp.PosteriorForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A batch of trials on its way back: doubles as their bits, all compressed.
 *
 * @param trials what was played
 * @param nanos wall-clock time that it took
 */
record PlayedTrials(List<PlayedTrial> trials, long nanos) {
    private static final PosteriorForm[] FORMS = PosteriorForm.values();

    /** What a failure is, which becomes the same on the other side. */
    private enum Kind { FINISHED, POLICY_FAILURE, BAD_INPUT, OTHER }

    PlayedTrials {
        trials = List.copyOf(trials);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeLong(nanos);
            out.writeInt(trials.size());
            for (PlayedTrial trial : trials) {
                write(out, trial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PlayedTrials of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            long nanos = in.readLong();
            int size = in.readInt();
            List<PlayedTrial> trials = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                trials.add(trial(in));
            }
            return new PlayedTrials(trials, nanos);
        } catch (IOException e) {
            throw new UncheckedIOException("a batch of trials came back torn", e);
        }
    }

    private static void write(DataOutputStream out, PlayedTrial trial) throws IOException {
        write(out, trial.key().policy());
        out.writeInt(trial.key().trial());
        if (trial.failure().isPresent()) {
            RuntimeException failure = trial.failure().get();
            Kind kind = failure instanceof PolicyFailure ? Kind.POLICY_FAILURE : failure instanceof BadInputException ? Kind.BAD_INPUT : Kind.OTHER;
            out.writeByte(kind.ordinal());
            write(out, kind == Kind.OTHER ? failure.toString() : String.valueOf(failure.getMessage()));
            return;
        }
        out.writeByte(Kind.FINISHED.ordinal());
        out.writeInt(forms(trial.formsUsed()));
        FinishedTrial finished = trial.finished().orElseThrow();
        out.writeInt(finished.position());
        out.writeInt(finished.bandLeftAt());
        out.writeLong(finished.chooseNanos());
        out.writeLong(finished.updateNanos());
        out.writeBoolean(finished.exchange().isPresent());
        if (finished.exchange().isPresent()) {
            ExchangeTimes times = finished.exchange().get();
            out.writeLong(times.wallNanos());
            out.writeBoolean(times.policyNanos().isPresent());
            out.writeLong(times.policyNanos().orElse(0));
        }
        out.writeInt(finished.steps().size());
        for (Step step : finished.steps()) {
            write(out, step);
        }
    }

    private static PlayedTrial trial(DataInputStream in) throws IOException {
        TrialKey key = new TrialKey(text(in), in.readInt());
        Kind kind = Kind.values()[in.readByte()];
        if (kind != Kind.FINISHED) {
            String message = text(in);
            return PlayedTrial.failed(key, switch (kind) {
                case POLICY_FAILURE -> new PolicyFailure(message);
                case BAD_INPUT -> new BadInputException(message);
                default -> new IllegalStateException("trial %d of %s failed on an executor: %s".formatted(key.trial(), key.policy(), message));
            });
        }
        Set<PosteriorForm> forms = forms(in.readInt());
        int position = in.readInt();
        int bandLeftAt = in.readInt();
        long chooseNanos = in.readLong();
        long updateNanos = in.readLong();
        Optional<ExchangeTimes> exchange = in.readBoolean() ? Optional.of(exchange(in)) : Optional.empty();
        int rounds = in.readInt();
        List<Step> steps = new ArrayList<>(rounds);
        for (int i = 0; i < rounds; i++) {
            steps.add(step(in));
        }
        return new PlayedTrial(key, Optional.of(new FinishedTrial(key.policy(), key.trial(), position, steps, bandLeftAt, chooseNanos, updateNanos,
                exchange)), forms, Optional.empty());
    }

    private static ExchangeTimes exchange(DataInputStream in) throws IOException {
        long wall = in.readLong();
        boolean says = in.readBoolean();
        long policy = in.readLong();
        return new ExchangeTimes(wall, says ? OptionalLong.of(policy) : OptionalLong.empty());
    }

    private static void write(DataOutputStream out, Step step) throws IOException {
        out.writeInt(step.t());
        out.writeInt(step.arm());
        out.writeInt(step.tied());
        for (double value : new double[] {step.beta(), step.reward(), step.meanBefore(), step.deviationBefore(), step.innovation(),
            step.sumOfWidths(), step.largestBeta(), step.instantRegret(), step.cumulativeRegret(), step.bestSampledRegret(),
            step.recommendedRegret(), step.informationGain()}) {
            out.writeLong(Double.doubleToRawLongBits(value));
        }
    }

    private static Step step(DataInputStream in) throws IOException {
        int t = in.readInt();
        int arm = in.readInt();
        int tied = in.readInt();
        double beta = real(in);
        return new Step(t, beta, arm, tied, real(in), real(in), real(in), real(in), real(in), real(in), real(in), real(in), real(in), real(in),
                real(in));
    }

    private static double real(DataInputStream in) throws IOException {
        return Double.longBitsToDouble(in.readLong());
    }

    private static int forms(Set<PosteriorForm> forms) {
        return forms.stream().mapToInt(form -> 1 << form.ordinal()).sum();
    }

    private static Set<PosteriorForm> forms(int bits) {
        Set<PosteriorForm> forms = EnumSet.noneOf(PosteriorForm.class);
        for (PosteriorForm form : FORMS) {
            if ((bits & 1 << form.ordinal()) != 0) {
                forms.add(form);
            }
        }
        return forms;
    }

    /** Without the 64 kB that writeUTF has. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
