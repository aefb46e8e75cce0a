package io.github.regretbench.bandit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Independent random streams, each named by its purpose and derived from the master seed and the name alone: never from the
 * order of calls, the thread or the policy that happens to run first. The stream (trial 7, "objective") is the same whichever
 * policy meets it, which is what makes comparisons paired.
 *
 * <p>A stream is XO_SHI_RO_256_PP (Blackman and Vigna 2021) seeded with the SHA-256 of the master seed and the name's parts.
 *
 * @param masterSeed the experiment's seed
 */
public record RandomStreams(long masterSeed) {

    /** The stream with the given name; a fresh generator at each call. */
    public UniformRandomProvider stream(String... nameParts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(masterSeed).array());
        for (String part : nameParts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        long[] seed = new long[4];
        ByteBuffer.wrap(digest.digest()).asLongBuffer().get(seed);
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }
}
