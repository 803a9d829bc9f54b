"use server";

import { redirect } from "next/navigation";
import { createUser } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";
import { submit, type FormState } from "@/lib/http/forms";
import { safeNext } from "@/lib/routes";
import { flash } from "@/lib/session/flash";
import { signupForm } from "./form";

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(signupForm, form, async ({ next, ...fields }) => {
    const created = await createUser(fields);
    if (!created) return { email: "This address already has an account. Log in instead." };
    const moved = await completeLogin(created.user, created);
    await flash("success", `Welcome, ${created.user.name}. Your account is ready.`);
    if (moved) await flash("info", moved);
    redirect(safeNext(next));
  });
}
