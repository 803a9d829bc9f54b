import type { ReactNode } from "react";
import { getAuth } from "@/lib/auth";
import { answerUnavailable } from "@/lib/next/service-unavailable";
import { SealMark } from "../ui/seal-mark";

/**
 * Around pages for users: responds with 503 and an explanation while the database does not answer. Without it, Next
 * sends an empty document that only JavaScript fills.
 */
export async function RequireDatabase({ children }: { children: ReactNode }) {
  if ((await getAuth()).status !== "unavailable") return children;
  answerUnavailable();
  return (
    <div role="alert" className="notice">
      <SealMark letter="" className="size-16 text-edge" />
      <h1>Your account is not available right now.</h1>
      <p className="max-w-md text-muted-foreground">
        Our database does not answer. Your data is safe, and pages that need no account work as
        usual. Try again in a minute.
      </p>
      {/* This address, as a document. */}
      <a href="" className="button button-primary">
        Try again
      </a>
    </div>
  );
}
