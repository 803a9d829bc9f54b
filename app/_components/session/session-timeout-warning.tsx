"use client";

import { useEffect, useState, type ComponentType } from "react";
import { AnnounceUser } from "./announce-user";
import { watchOtherTabs } from "./session-tabs";
import type { SessionTimeoutDialogProps } from "./session-timeout-dialog";
import { useTimeLeft, type SecondsLeft } from "./use-time-left";

/** How long before the end the user is warned, in seconds. */
const WARNING = 120;

type Props = {
  /** The user's id, or empty for a guest: the same in every tab. */
  userId: string;
  /** Null for a guest. */
  left: SecondsLeft | null;
  /** Renews the session. Passed in: importing the action here would add its client code to every page. */
  renew?: SessionTimeoutDialogProps["renew"];
};

/** Warns a user before the session ends, shows when it has ended, and keeps all tabs on the same user. */
export function SessionTimeoutWarning({ userId, left, renew }: Props) {
  useEffect(watchOtherTabs, []);
  return (
    <>
      <AnnounceUser userId={userId} />
      {left && <Warning left={left} renew={renew} />}
    </>
  );
}

const stageOf = (seconds: number) => (seconds <= 0 ? "over" : seconds <= WARNING ? "soon" : "calm");

function Warning({ left, renew }: { left: SecondsLeft } & Pick<Props, "renew">) {
  const stage = useTimeLeft(left, stageOf);
  const [Dialog, setDialog] = useState<ComponentType<SessionTimeoutDialogProps> | null>(null);

  useEffect(() => {
    // Loaded when it is due, because few users ever see it. Offline, the next click shows the login page.
    if (stage !== "calm") {
      import("./session-timeout-dialog").then(
        ({ SessionTimeoutDialog }) => setDialog(() => SessionTimeoutDialog),
        () => {},
      );
    }
  }, [stage]);

  if (stage === "calm" || !Dialog) return null;
  const canRenew = left.absolute - left.idle > WARNING;
  return <Dialog isOver={stage === "over"} canRenew={canRenew} renew={renew} />;
}
