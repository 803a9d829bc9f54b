import type { NextRequest } from "next/server";
import { env } from "../env";

/** The site's own origin. Behind a proxy, Next only knows the address it listens on. */
export function ownOrigin({ nextUrl, headers }: Pick<NextRequest, "nextUrl" | "headers">): string {
  const host = headers.get("host");
  const sent = host ? URL.parse(`${nextUrl.protocol}//${host}`)?.origin : undefined;
  return env().APP_ORIGIN ?? sent ?? nextUrl.origin;
}
