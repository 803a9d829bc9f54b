"use server";

import { redirect } from "next/navigation";
import { createUser, signUpFields } from "@/lib/auth/users";
import { asForm, submit, type FormState } from "@/lib/http/forms";
import { safeNext } from "@/lib/routes";
import { flash } from "@/lib/session/flash";
import { completeLogin } from "@/lib/complete-login";
import { withNext } from "../next-page";

const signupForm = {
  id: "signup",
  fields: signUpFields,
  page: (form: FormData) => withNext("/signup", form.get("next")),
};

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(signupForm, form, async (person) => {
    const user = await createUser(person);
    if (!user)
      return {
        email: "This address has an account already. Log in instead, or use another address.",
      };
    const cameAlong = await completeLogin(user);
    await flash("success", `Welcome, ${user.name}. Your account is ready.`);
    if (cameAlong) await flash("info", cameAlong);
    redirect(safeNext(asForm(form).get("next")));
  });
}
