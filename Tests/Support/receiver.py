"""A receiver of webhooks for tests: receiver.py FOLDER [CERTIFICATE KEY]

Writes its port to FOLDER/port and a line of JSON for every request to FOLDER/requests. How it answers:
what FOLDER/answers/NAME says for the path /NAME, a line for each request, the last one for all that
follow; without such a file, 200. A line is a status, then headers as JSON; or `hang`, or `drop`."""
import http.server
import json
import os
import pathlib
import ssl
import sys
import threading
import time

folder = pathlib.Path(sys.argv[1])
lock = threading.Lock()
counts = {}


def answer(name):
    """The line that says how this request is answered."""
    with lock:
        place = counts.get(name, 0)
        counts[name] = place + 1
    try:
        lines = (folder / "answers" / name).read_text().splitlines()
    except FileNotFoundError:
        return "200"
    return lines[min(place, len(lines) - 1)]


class Receiver(http.server.BaseHTTPRequestHandler):
    """Notes requests and answers as told."""
    protocol_version = "HTTP/1.1"
    # An answer goes out in one piece.
    wbufsize = -1

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        said = answer(self.path.strip("/").split("?")[0])
        headers = {name.lower(): value for name, value in self.headers.items()}
        note = {"method": self.command, "path": self.path, "headers": headers, "body": body,
                "answer": said, "at": time.monotonic()}
        with lock, open(folder / "requests", "a", encoding="utf-8") as out:
            out.write(json.dumps(note) + "\n")
        if said == "hang":
            time.sleep(600)
        if said == "drop":
            self.close_connection = True
            return
        if said == "drip":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            while True:
                self.wfile.write(b"1\r\nx\r\n")
                self.wfile.flush()
                time.sleep(0.02)
        status, _, more = said.partition(" ")
        text = b"" if status.startswith("2") else b"told so\n by the test"
        self.send_response(int(status))
        for name, value in json.loads(more or "{}").items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST

    def log_message(self, *_):
        """Standard error stays quiet."""


class Server(http.server.ThreadingHTTPServer):
    """Does not wait for requests that hang."""
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        """Clients may go at any time."""


server = Server(("127.0.0.1", int(os.environ.get("RECEIVER_PORT", "0"))), Receiver)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
whole = folder / ".port"
whole.write_text(str(server.server_address[1]))
whole.rename(folder / "port")
# It goes with the test that started it.
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
server.serve_forever()
