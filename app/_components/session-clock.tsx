"use client";

import { useEffect, useState, type ComponentType } from "react";
import type { SessionEndProps } from "./session-end";
import { announce, watch } from "./session-tabs";

/** How long before the end a member is warned, in seconds. */
const WARNING = 120;

type Props = {
  /** The member's id, or empty for a guest: what has to be the same in every tab. */
  who: string;
  /** Seconds from now until the session ends if nobody uses it, and until it ends in any case. Null for a guest. */
  ends: { idle: number; absolute: number } | null;
  /** Starts the idle time over. Handed in: imported here, every page would carry what calls an action. */
  stay?: SessionEndProps["stay"];
};

/** Warns a member before the session ends, tells when it has ended, and keeps all tabs of one mind. */
export function SessionClock({ who, ends, stay }: Props) {
  useEffect(() => announce(who), [who]);
  useEffect(watch, []);
  return ends && <Countdown key={`${ends.idle} ${ends.absolute}`} {...ends} stay={stay} />;
}

function Countdown({ idle, absolute, stay }: NonNullable<Props["ends"]> & Pick<Props, "stay">) {
  const [stage, setStage] = useState<"calm" | "warned" | "over">("calm");
  const [SessionEnd, setSessionEnd] = useState<ComponentType<SessionEndProps> | null>(null);

  useEffect(() => {
    // By the clock on the wall and not by a timer's count: a laptop that slept would miss the end.
    const start = Date.now();
    const look = () => {
      const left = idle - (Date.now() - start) / 1000;
      setStage(left <= 0 ? "over" : left <= WARNING ? "warned" : "calm");
    };
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [idle]);

  useEffect(() => {
    // Few people ever see it, so it is loaded when it is due. Whoever is offline by then finds out at the next click.
    if (stage !== "calm") import("./session-end").then(({ SessionEnd }) => setSessionEnd(() => SessionEnd), () => {});
  }, [stage]);

  return SessionEnd && <SessionEnd over={stage === "over"} canStay={absolute - idle > WARNING} stay={stay} />;
}
