import { SessionProvider } from "@/app/_components/session/session-provider";
import Letter from "./letter";

export default function Example() {
  return (
    <SessionProvider fallback={<p data-waiting className="skeleton h-33.5" />}>
      <Letter />
    </SessionProvider>
  );
}
