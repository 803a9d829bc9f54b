"use server";

import { redirect } from "next/navigation";
import { ownSessionId, requireFreshUser } from "@/lib/auth";
import { endDevice, endOtherDevices } from "@/lib/auth/devices";
import { completeLogout } from "@/lib/complete-logout";
import { asForm } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";

/** Ending one's own session needs no proof; ending another one does (ASVS 5.0, 7.5.2). */
export async function endDeviceAction(form: FormData): Promise<void> {
  const id = String(asForm(form).get("id"));
  if (id && (await ownSessionId()) === id) {
    await completeLogout();
    await flash("info", "You are logged out.");
    redirect("/");
  }
  const isEnded = await endDevice(await requireFreshUser(), id);
  if (isEnded) await flash("success", "The device is logged out.");
  else await flash("info", "The device was already logged out.");
  redirect("/account/sessions");
}

export async function endOtherDevicesAction(): Promise<void> {
  const user = await requireFreshUser();
  const ended = await endOtherDevices(user, await ownSessionId());
  const devices = ended === 1 ? "One other device is" : `${ended} other devices are`;
  await flash("success", `${devices} logged out.`);
  redirect("/account/sessions");
}
