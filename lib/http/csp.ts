/** The header's name, on the response and on the request that Next renders: Next reads the nonce from the latter. */
export const CSP = "content-security-policy";

/** Sent in development only: the browser's console names what production would refuse. */
export const CSP_REPORT_ONLY = "content-security-policy-report-only";

/** 128 bits, the least that the specification asks for. */
const NONCE_BYTES = 16;

function createNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))));
}

const policy = (scripts: string, styles: string): string =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
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

/** In development React evaluates code for its stack traces, and Next's overlay adds `<style>` elements. */
const DEVELOPMENT = ["'self' 'unsafe-inline' 'unsafe-eval'", "'self' 'unsafe-inline'"] as const;

/**
 * What one document may load, run, send and be framed by. A script runs if it is a file of this site, has the nonce of this
 * response, or is an inline script of a static shell, known by its hash (lib/next/script-hashes.js). A `style` attribute in
 * markup is refused: use a class.
 */
export function documentPolicy(): string {
  if (process.env.NODE_ENV !== "production") return policy(...DEVELOPMENT);
  return policy(`'self' 'nonce-${createNonce()}' ${process.env.SCRIPT_HASHES ?? ""}`, "'self'");
}

/**
 * What production refuses and development allows, as far as Next's own tools do not do the same: `style` attributes. Null
 * in production.
 */
export function reportOnlyPolicy(): string | null {
  return process.env.NODE_ENV === "production"
    ? null
    : `${policy(...DEVELOPMENT)}; style-src-attr 'none'`;
}
