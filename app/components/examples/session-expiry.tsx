import { SessionExpiry } from "@/app/_components/session-expiry";

export default function Example() {
  return <SessionExpiry />;
}
