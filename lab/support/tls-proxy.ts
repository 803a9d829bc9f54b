import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Server } from "../../tests/support/server";

export type ProxiedRequest = Readonly<{
  method: string;
  path: string;
  status: number;
  headers: IncomingHttpHeaders;
  answer: IncomingHttpHeaders;
}>;

/** The app under `https://localhost`, as a browser with `flags` trusts it. */
export type TlsProxy = Readonly<{
  origin: string;
  flags: readonly string[];
  /** Every request so far, oldest first. */
  requests: readonly ProxiedRequest[];
  /** Answers requests to this path without the app: with a status, or by closing the connection. Null: no longer. */
  fail: (path: string | null, how?: number | "reset") => void;
  stop: () => Promise<void>;
}>;

/** A path that the proxy answers itself: it asks the browser to register a key for a device-bound session there. */
export const PROBE = "/device-binding-probe";

/** A new certificate with its key, as PEM. Throws where the command openssl is missing. */
function selfSigned(): string {
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const files = ["-keyout", "-", "-out", "-"];
  return execFileSync("openssl", ["req", "-x509", "-days", "2", ...key, ...subject, ...files], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** Starts a proxy with TLS on a free port of the loopback interface. `Host` stays as the browser sent it. */
export async function startTlsProxy({ port }: Pick<Server, "port">): Promise<TlsProxy> {
  const pem = selfSigned();
  const requests: ProxiedRequest[] = [];
  let failure: { path: string; how: number | "reset" } | null = null;
  const proxy = createServer({ key: pem, cert: pem }, (incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    const note = (status: number, answer: IncomingHttpHeaders = {}) =>
      requests.push({ method, path, status, headers, answer });
    if (failure && path.startsWith(failure.path)) {
      note(failure.how === "reset" ? 0 : failure.how);
      if (failure.how === "reset") incoming.socket.destroy();
      else outgoing.writeHead(failure.how).end();
      return;
    }
    if (path === PROBE) {
      note(200);
      const offer = `(ES256);path="${PROBE}";challenge="probe"`;
      outgoing.writeHead(200, { "secure-session-registration": offer }).end();
      return;
    }
    const upstream = httpRequest({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      note(answer.statusCode ?? 0, answer.headers);
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    upstream.on("error", () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const publicKey = new X509Certificate(pem).publicKey.export({ type: "spki", format: "der" });
  const spki = createHash("sha256").update(publicKey).digest("base64");
  return {
    origin: `https://localhost:${(proxy.address() as AddressInfo).port}`,
    flags: [`--ignore-certificate-errors-spki-list=${spki}`],
    requests,
    fail: (path, how = 500) => (failure = path === null ? null : { path, how }),
    stop: async () => {
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
