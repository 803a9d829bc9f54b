import type { Metadata } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { ownSessionId, requireUser } from "@/lib/auth";
import { deviceName } from "@/lib/auth/device-name";
import { endDevice, endOtherDevices } from "@/lib/auth/devices";
import { listSessions, type SessionRow } from "@/lib/auth/sessions";
import { completeLogout, flashLogout } from "@/lib/complete-logout";
import { timeAgo, nowInSeconds } from "@/lib/duration";
import { asForm, NewDocument, submitAsUser } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { AccountPage } from "../account-page";

export const metadata: Metadata = { title: "Your devices" };
export const instant = false;

const ownDevice = { id: "own-device", fields: z.object({}) };

async function logOutHere(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(ownDevice, form, async () => {
    await flashLogout(await completeLogout());
    return new NewDocument("/");
  });
}

/** Unlike a logout, ending another session needs a new proof (ASVS 5.0, 7.5.2). */
const otherDevice = (id: string) => ({
  id: `device-${id}`,
  fields: z.object({ id: z.string() }),
  fresh: true,
});

async function logOutDevice(_: unknown, form: FormData) {
  "use server";
  const id = String(asForm(form).get("id"));
  return submitAsUser(otherDevice(id), form, async (_data, user) => {
    const own = await ownSessionId();
    if (own === id) redirect("/logout");
    if (await endDevice(user, id, own)) {
      await flash("success", "The device is logged out.");
    } else if (await ownSessionId()) {
      await flash("info", "The device was already logged out.");
    } else {
      // This session has ended meanwhile, and the other one may not have.
      redirect("/account/sessions");
    }
  });
}

const otherDevices = { id: "other-devices", fields: z.object({}), fresh: true };

async function logOutEverywhereElse(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(otherDevices, form, async (_data, user) => {
    const ended = await endOtherDevices(user, await ownSessionId());
    const devices = ended === 1 ? "One other device is" : `${ended} other devices are`;
    await flash("success", `${devices} logged out.`);
  });
}

export default async function DevicesPage() {
  const user = await requireUser();
  const [devices, current] = await Promise.all([listSessions(user.id), ownSessionId()]);
  const sorted = devices.toSorted((a, b) => Number(b.id === current) - Number(a.id === current));
  return (
    <AccountPage title="Your devices">
      <ul className="sheet divide-y divide-line">
        {sorted.map((device) => (
          <Device key={device.id} device={device} isCurrent={device.id === current} />
        ))}
      </ul>
      {devices.length > 1 && (
        <Form form={otherDevices} action={logOutEverywhereElse}>
          <SubmitButton className="button button-quiet">Log out everywhere else</SubmitButton>
        </Form>
      )}
    </AccountPage>
  );
}

function Device({ device, isCurrent }: { device: SessionRow; isCurrent: boolean }) {
  const nameId = `device-${device.id}`;
  const now = nowInSeconds();
  const button = (
    <SubmitButton className="button button-quiet" aria-describedby={nameId}>
      Log out this device
    </SubmitButton>
  );
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-5 sm:px-6">
      <div>
        <h2 className="text-xl" id={nameId}>
          {deviceName(device.userAgent)}
        </h2>
        <p className="text-sm text-muted-foreground">
          {isCurrent ? "This device" : `Last seen ${timeAgo(device.lastSeenAt, now)}`}, logged in{" "}
          {timeAgo(device.createdAt, now)}
          {device.isBound && ", bound to this device"}
        </p>
      </div>
      {isCurrent ? (
        <Form form={ownDevice} action={logOutHere}>
          {button}
        </Form>
      ) : (
        <Form form={otherDevice(device.id)} action={logOutDevice}>
          <input type="hidden" name="id" value={device.id} />
          {button}
        </Form>
      )}
    </li>
  );
}
