import { SessionExpiry } from "@/app/_components/session/session-expiry";

export default function Example() {
  return <SessionExpiry />;
}
