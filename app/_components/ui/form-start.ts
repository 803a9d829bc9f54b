import { getAuth } from "@/lib/auth";
import type { FormDefinition } from "@/lib/http/forms";
import { formState } from "@/lib/http/kept-forms";

/**
 * How `<FormView>` starts: with what was kept of the form, and the user whose page it is on, because an action may come after another
 * user has logged in. No user for a guest.
 */
export async function formStart(form: Pick<FormDefinition, "id">) {
  const [initial, auth] = await Promise.all([formState(form), getAuth()]);
  return { initial, shownTo: auth.status === "user" ? auth.user.id : undefined };
}
