import { SessionCountdown } from "@/app/_components/session/session-countdown";

export default function Example() {
  return <SessionCountdown />;
}
