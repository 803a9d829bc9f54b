/** The header's name, in the answer and in the request that Next renders: there it looks for the nonce. */
export const CSP = "content-security-policy";

/** The bytes of entropy that the specification asks for. */
const NONCE_BYTES = 16;

function createNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))));
}

/**
 * The scripts a page may run: files of this site, what Next streams into this answer (it has the nonce), and the inline
 * scripts of the prerendered shells, which are older than any nonce and known by their hashes (lib/next/build-adapter.js).
 * In development no build has taken their hashes, and React evaluates code for its stack traces.
 */
function scripts(): string {
  if (process.env.NODE_ENV !== "production") return "'self' 'unsafe-inline' 'unsafe-eval'";
  return `'self' 'nonce-${createNonce()}' ${process.env.SHELL_SCRIPTS ?? ""}`;
}

/** What one document may load, run, send and be framed by. Everything that is not named here is refused. */
export function documentPolicy(): string {
  // The development overlay writes its own styles. In production a `style` attribute in markup is refused: use a class.
  const styles = process.env.NODE_ENV === "production" ? "'self'" : "'self' 'unsafe-inline'";
  return [
    "default-src 'none'",
    `script-src ${scripts()}`,
    `style-src ${styles}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
