import type { NextRequest } from "next/server";
import { env } from "../env";

/** The site's own origin. Behind a proxy, Next only knows the address it listens on. */
export function ownOrigin({ nextUrl, headers }: Pick<NextRequest, "nextUrl" | "headers">): string {
  const sent = URL.parse(`${nextUrl.protocol}//${headers.get("host")}`)?.origin;
  return env().APP_ORIGIN ?? sent ?? nextUrl.origin;
}
