package io.github.regretbench.data;

import io.github.regretbench.data.Download.Dropped;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One attempt to bring a part to its full length: asks for what is missing and appends what comes. */
final class Transfer {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private final HttpClient client;
    private final Download.Limits limits;
    private final URI url;
    private final PartFile part;
    private final Download.Progress progress;
    private final long deadline;

    /** {@code deadline} on the scale of {@link System#nanoTime}. */
    Transfer(HttpClient client, Download.Limits limits, URI url, PartFile part, Download.Progress progress, long deadline) {
        this.deadline = deadline;
        this.client = client;
        this.limits = limits;
        this.url = url;
        this.part = part;
        this.progress = progress;
    }

    /** Throws Dropped where another attempt may help, IOException where none can. */
    void run() throws IOException {
        if (part.version() != null && part.version().total() >= 0 && part.size() == part.version().total()) {
            return;
        }
        HttpResponse<InputStream> response = followRedirects();
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == 206) {
                resume(response.headers());
            } else if (status == 200) {
                part.restart(new PartFile.Version(url, validator(response.headers()),
                        response.headers().firstValueAsLong("Content-Length").orElse(-1)));
            } else if (status == 416) {
                part.clear();
                throw new Dropped("the server has no such range of the file", null);
            } else if (status >= 500 || status == 408 || status == 429) {
                throw new Dropped("the server answered " + status, null);
            } else {
                throw new IOException(url + ": the server answered " + status + " instead of the file; check the "
                        + "address, or name a mirror with --url.");
            }
            requireWithinLimit(part.version().total());
            receive(body);
        }
    }

    private HttpResponse<InputStream> followRedirects() throws IOException {
        URI at = url;
        for (int redirect = 0; redirect <= limits.redirects(); redirect++) {
            HttpResponse<InputStream> response = ask(at);
            String location = response.headers().firstValue("Location").orElse("");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return response;
            }
            response.body().close();
            URI next = resolve(at, location);
            boolean asSafe = "https".equals(next.getScheme())
                    || "http".equals(next.getScheme()) && "http".equals(at.getScheme());
            if (!asSafe || next.getHost() == null) {
                throw new IOException(url + ": the server redirects to " + next + ", which is not followed.");
            }
            at = next;
        }
        throw new IOException(url + ": the server redirects more than " + limits.redirects()
                + " times; check the address.");
    }

    private URI resolve(URI at, String location) throws IOException {
        try {
            return at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(url + ": the server redirects to '" + location + "', which is no address.", e);
        }
    }

    private void requireTime() throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new IOException("%s: not whole after %d s (%d bytes kept), so the download was stopped; run the same command again to go on from "
                    .formatted(url, limits.whole().toSeconds(), part.size()) + "there, or name a faster mirror with --url.");
        }
    }

    private HttpResponse<InputStream> ask(URI at) throws IOException {
        requireTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(at).header("Accept-Encoding", "identity")
                .header("User-Agent", "regretbench");
        if (part.version() != null && part.size() > 0) {
            request.header("Range", "bytes=" + part.size() + "-");
            if (!part.version().validator().isEmpty()) {
                request.header("If-Range", part.version().validator());
            }
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            return answer.get(limits.silence().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Dropped("no answer within " + limits.silence().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(url + ": interrupted; run the same command again to go on.", e);
        } catch (ExecutionException e) {
            throw failure(at, e.getCause());
        }
    }

    private static IOException failure(URI at, Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new IOException(at + ": no connection to " + at.getHost()
                    + "; check the network and the address, or bring the file by hand and import it.", cause);
        }
        return new Dropped("the connection failed (" + cause.getMessage() + ")", cause);
    }

    /** A strong ETag, else the date of the last change; If-Range takes no weak ETag. RFC 9110, section 13.1.5. */
    private static String validator(HttpHeaders headers) {
        return headers.firstValue("ETag").filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified")).orElse("");
    }

    /** Goes on only where the part ends and only in the same version; anything else starts over. */
    private void resume(HttpHeaders headers) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        PartFile.Version version = part.version();
        boolean fits = version != null && range.matches() && Long.parseLong(range.group(1)) == part.size()
                && (range.group(2).equals("*") || version.total() < 0
                        || Long.parseLong(range.group(2)) == version.total());
        if (!fits) {
            part.clear();
            throw new Dropped("the server sent another range than asked for ("
                    + headers.firstValue("Content-Range").orElse("none") + ")", null);
        }
    }

    private void requireWithinLimit(long bytes) throws IOException {
        if (bytes > limits.maxBytes()) {
            part.clear();
            throw new IOException(url + ": the file is larger than the limit of " + limits.maxBytes()
                    + " bytes, so the download was stopped; check the address.");
        }
    }

    private void receive(InputStream body) throws IOException {
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "download-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        try {
            byte[] bytes = new byte[1 << 16];
            long total = part.version().total();
            for (int count = read(body, bytes, watchdog); count >= 0; count = read(body, bytes, watchdog)) {
                part.append(bytes, count);
                requireWithinLimit(part.size());
                progress.at(part.size(), total);
                if (part.size() != total) {
                    requireTime();
                }
            }
            if (total >= 0 && part.size() != total) {
                throw new Dropped("the connection ended early", null);
            }
        } finally {
            watchdog.shutdownNow();
        }
    }

    /** Reads a piece; a silent connection is closed under the reader, since HttpClient has no timeout for bodies. */
    private int read(InputStream body, byte[] bytes, ScheduledExecutorService watchdog) throws Dropped {
        AtomicBoolean silent = new AtomicBoolean();
        ScheduledFuture<?> alarm = watchdog.schedule(() -> {
            silent.set(true);      // before the close that wakes the reader
            body.close();
            return null;
        }, limits.silence().toMillis(), TimeUnit.MILLISECONDS);
        int count;
        IOException failure = null;
        try {
            count = body.read(bytes);
        } catch (IOException e) {
            count = -1;
            failure = e;
        }
        alarm.cancel(false);
        if (silent.get()) {
            throw new Dropped("the server fell silent for " + limits.silence().toMillis() + " ms", failure);
        }
        if (failure != null) {
            throw new Dropped("the connection broke off", failure);
        }
        return count;
    }
}
