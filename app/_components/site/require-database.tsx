import type { ReactNode } from "react";
import { getAuth } from "@/lib/auth";
import { answerUnavailable } from "@/lib/next/service-unavailable";
import { ServiceUnavailable } from "./service-unavailable";

/**
 * Around pages for users: responds with 503 and an explanation while the database does not answer. Without it, Next
 * sends an empty document that only JavaScript fills.
 */
export async function RequireDatabase({ children }: { children: ReactNode }) {
  if ((await getAuth()).status !== "unavailable") return children;
  answerUnavailable();
  return <ServiceUnavailable />;
}
