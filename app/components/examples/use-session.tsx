import { SessionProvider } from "@/app/_components/session-provider";
import Letter from "./letter";

export default function Example() {
  return (
    <SessionProvider fallback={<div data-waiting className="skeleton h-36 w-full" />}>
      <Letter />
    </SessionProvider>
  );
}
