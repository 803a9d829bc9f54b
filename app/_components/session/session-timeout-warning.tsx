"use client";

import { useEffect, useState, type ComponentType } from "react";
import type { SessionTimeoutDialogProps } from "./session-timeout-dialog";
import { announce, watch } from "./session-tabs";
import { useTimeLeft, type Ends } from "./use-time-left";

/** How long before the end a member is warned, in seconds. */
const WARNING = 120;

type Props = {
  /** The member's id, or empty for a guest: what has to be the same in every tab. */
  who: string;
  /** Null for a guest. */
  ends: Ends | null;
  /** Starts the idle time over. Handed in: imported here, every page would carry what calls an action. */
  stay?: SessionTimeoutDialogProps["stay"];
};

/** Warns a member before the session ends, tells when it has ended, and keeps all tabs of one mind. */
export function SessionTimeoutWarning({ who, ends, stay }: Props) {
  useEffect(() => announce(who), [who]);
  useEffect(watch, []);
  return ends && <Warning ends={ends} stay={stay} />;
}

const stageOf = (left: number) => (left <= 0 ? "over" : left <= WARNING ? "warned" : "calm");

function Warning({ ends, stay }: { ends: Ends } & Pick<Props, "stay">) {
  const stage = useTimeLeft(ends, stageOf);
  const [SessionTimeoutDialog, setSessionEnd] =
    useState<ComponentType<SessionTimeoutDialogProps> | null>(null);

  useEffect(() => {
    // Few people ever see it, so it is loaded when it is due. Whoever is offline by then finds out at the next click.
    if (stage !== "calm")
      import("./session-timeout-dialog").then(
        ({ SessionTimeoutDialog }) => setSessionEnd(() => SessionTimeoutDialog),
        () => {},
      );
  }, [stage]);

  if (stage === "calm" || !SessionTimeoutDialog) return null;
  return (
    <SessionTimeoutDialog
      over={stage === "over"}
      canStay={ends.absolute - ends.idle > WARNING}
      stay={stay}
    />
  );
}
