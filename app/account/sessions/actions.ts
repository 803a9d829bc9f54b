"use server";

import { redirect } from "next/navigation";
import { ownSessionId, requireFreshUser } from "@/lib/auth";
import { endDevice, endOtherDevices } from "@/lib/auth/devices";
import { asForm } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";

/** Ends another session of the user, which needs a proof (ASVS 5.0, 7.5.2). */
export async function endDeviceAction(form: FormData): Promise<void> {
  const id = String(asForm(form).get("id"));
  const user = await requireFreshUser();
  if (await endDevice(user, id, await ownSessionId())) {
    await flash("success", "The device is logged out.");
  } else if (await ownSessionId()) {
    // Otherwise this session has ended meanwhile, and the other one may not.
    await flash("info", "The device was already logged out.");
  }
  redirect("/account/sessions");
}

export async function endOtherDevicesAction(): Promise<void> {
  const user = await requireFreshUser();
  const ended = await endOtherDevices(user, await ownSessionId());
  const devices = ended === 1 ? "One other device is" : `${ended} other devices are`;
  await flash("success", `${devices} logged out.`);
  redirect("/account/sessions");
}
