"use server";

import { requireUser } from "@/lib/auth";
import { updateSession } from "@/lib/session";

/** Seals the session anew, so that its idle time starts over. */
export async function stayLoggedIn(): Promise<void> {
  await requireUser();
  await updateSession({});
}
