package io.github.regretbench.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on 127.0.0.1 that answers the n-th request by the n-th reply, faults included, the last for ever. */
final class ScriptedServer implements Closeable {
    /** Writes an answer; the connection is closed after it. */
    interface Reply {
        void send(OutputStream out) throws Exception;
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Reply> replies;

    ScriptedServer(Reply... replies) throws IOException {
        this.replies = List.of(replies);
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                StringBuilder request = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    request.append(line).append('\n');
                }
                if (request.length() > 0) {
                    requests.add(request.toString());
                    replies.get(Math.min(requests.size(), replies.size()) - 1).send(connection.getOutputStream());
                }
            } catch (Exception e) {
                // The client hung up, or the test is over.
            }
        }
    }

    /** A reply of a status line and headers, then a body that may be shorter than they promise. */
    static Reply reply(String head, byte[] body) {
        return out -> {
            out.write(("HTTP/1.1 " + head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        };
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data.txt.gz");
    }

    /** The requests so far, each its line and headers. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
