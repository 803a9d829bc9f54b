"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { requireUser } from "@/lib/auth";
import { renameUser } from "@/lib/auth/account";
import { nameField } from "@/lib/auth/users";
import { savePreferences } from "@/lib/auth/preferences";
import { asForm, submitAsMember, type FormState } from "@/lib/http/forms";
import { updateSession } from "@/lib/session";
import { flash } from "@/lib/session/flash";
import { accents } from "@/lib/session/schema";

const nameForm = { id: "name", fields: z.object({ name: nameField }), page: () => "/account" };

export async function changeNameAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsMember(nameForm, form, async ({ name }, user) => {
    await renameUser(user.id, name);
    await flash("success", "Saved.");
  });
}

export async function chooseWaxAction(form: FormData): Promise<void> {
  const user = await requireUser();
  const wax = accents.find((name) => name === asForm(form).get("wax"));
  if (wax) {
    await savePreferences(user.id, { wax });
    await updateSession({ wax });
    await flash("success", `Your name is sealed in ${wax}.`);
  }
  redirect("/account");
}
