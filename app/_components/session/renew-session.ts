"use server";

import { requireUser } from "@/lib/auth";
import { updateSession } from "@/lib/session";

/** Seals the session again, so that its idle timeout starts over. */
export async function renewSessionAction(): Promise<void> {
  await requireUser();
  await updateSession({});
}
