import type { Metadata } from "next";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { ownSessionId, requireUser } from "@/lib/auth";
import { deviceName } from "@/lib/auth/device-name";
import { listSessions, type SessionRow } from "@/lib/auth/sessions";
import { timeAgo, nowInSeconds } from "@/lib/duration";
import { AccountNav } from "../account-nav";
import { endDeviceAction, endOtherDevicesAction } from "./actions";

export const metadata: Metadata = { title: "Your devices" };
export const instant = false;

export default async function DevicesPage() {
  const user = await requireUser();
  const [devices, current] = await Promise.all([listSessions(user.id), ownSessionId()]);
  const sorted = devices.toSorted((a, b) => Number(b.id === current) - Number(a.id === current));
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <h1>Your devices</h1>
      <AccountNav />
      <ul className="sheet divide-y divide-line">
        {sorted.map((device) => (
          <Device key={device.id} device={device} isCurrent={device.id === current} />
        ))}
      </ul>
      {devices.length > 1 && (
        <form action={endOtherDevicesAction}>
          <SubmitButton className="button button-quiet">Log out everywhere else</SubmitButton>
        </form>
      )}
    </div>
  );
}

function Device({ device, isCurrent }: { device: SessionRow; isCurrent: boolean }) {
  const nameId = `device-${device.id}`;
  const now = nowInSeconds();
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
      {/* Your own needs no proof, and is a document request like the one of /logout. */}
      <form
        {...(isCurrent ? { action: "/api/logout", method: "post" } : { action: endDeviceAction })}
      >
        <input type="hidden" name="id" value={device.id} />
        <SubmitButton className="button button-quiet" aria-describedby={nameId}>
          Log out this device
        </SubmitButton>
      </form>
    </li>
  );
}
