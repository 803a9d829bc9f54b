"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { authenticate, logInFields } from "@/lib/auth/users";
import { asForm, submit, type FormState } from "@/lib/http/forms";
import { safeNext } from "@/lib/routes";
import { flash } from "@/lib/session/flash";
import { completeLogin } from "@/lib/complete-login";
import { withNext } from "../next-page";

const loginForm = {
  id: "login",
  fields: logInFields.extend({ remember: z.string() }),
  page: (form: FormData) => withNext("/login", form.get("next")),
};

export async function logInAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(loginForm, form, async ({ remember, ...credentials }) => {
    const user = await authenticate(credentials);
    if (!user) return { form: "The e-mail address or the password is not right." };
    const cameAlong = await completeLogin(user, { permanent: remember === "on" || undefined });
    await flash("success", `Welcome back, ${user.name}.`);
    if (cameAlong) await flash("info", cameAlong);
    redirect(safeNext(asForm(form).get("next")));
  });
}
