import type { ReactNode } from "react";
import { whoIsHere } from "@/lib/auth";
import { answerUnavailable } from "@/lib/next/request-context";
import { ServiceUnavailable } from "./service-unavailable";

/**
 * Around members' pages: while the database does not answer, a whole page with the status 503 says so, also in a browser
 * without JavaScript. Left to itself, Next answers a page that throws with an empty document that only script fills.
 */
export async function RequireDatabase({ children }: { children: ReactNode }) {
  if ((await whoIsHere()) !== "unknown") return children;
  answerUnavailable();
  return <ServiceUnavailable />;
}
