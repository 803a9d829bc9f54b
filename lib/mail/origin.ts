import "server-only";
import { env } from "../env";

/** The origin of links in mails. Never taken from a request: a client chooses its `Host`. */
export function mailOrigin(): string {
  const { APP_ORIGIN, VERCEL_PROJECT_PRODUCTION_URL: host } = env();
  return APP_ORIGIN ?? (host ? `https://${host}` : `http://localhost:${process.env.PORT ?? 3000}`);
}
