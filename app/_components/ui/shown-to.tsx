import type { ReactNode } from "react";
import { getAuth } from "@/lib/auth";
import { SHOWN_TO } from "@/lib/http/form-values";

/**
 * Says in a form which user its page is for: an action may come after another user has logged in. Nothing for a guest. Not a
 * component of its own, which React could stream to a place outside the form.
 */
export async function shownTo(): Promise<ReactNode> {
  const auth = await getAuth();
  return auth.status === "user" ? (
    <input type="hidden" name={SHOWN_TO} value={auth.user.id} />
  ) : null;
}
