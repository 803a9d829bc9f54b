"use server";

import { redirect } from "next/navigation";
import { wantsPasskeyOffer } from "@/lib/auth/passkeys/passkeys";
import { authenticate } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";
import { submit, type FormState } from "@/lib/http/forms";
import { safeNext } from "@/lib/routes";
import { updateSession } from "@/lib/session";
import { flash } from "@/lib/session/flash";
import { loginForm } from "./form";

export async function logInAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(loginForm, form, async ({ remember, next, ...credentials }) => {
    const verified = await authenticate(credentials);
    const permanent = remember === "on" || undefined;
    const moved = verified && (await completeLogin(verified.user, { ...verified, permanent }));
    if (!verified || moved === false) return { form: "The email address or password is wrong." };
    if (await wantsPasskeyOffer(verified.user.id)) await updateSession({ offersPasskey: true });
    await flash("success", `Welcome back, ${verified.user.name}.`);
    if (moved) await flash("info", moved);
    redirect(safeNext(next));
  });
}
