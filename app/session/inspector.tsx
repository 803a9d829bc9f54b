import { randomInt } from "node:crypto";
import { SealMark } from "@/app/_components/ui/seal-mark";
import { formState, type FormState } from "@/lib/http/forms";
import { sealedLength } from "@/app/session/seal-anatomy";
import { MAX_COOKIE_BYTES, nowInSeconds } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session";
import { Anatomy } from "./anatomy";
import { sealedCookies, type Kind } from "./cookies";
import { takeSecondLook, TwoLooks, type SecondLook } from "./second-look";
import { Section } from "./section";
import { sentCookies, type SentCookie } from "./sent";
import { SentList } from "./sent-list";
import { Timeline } from "./timeline";
import { TwoMinutes } from "./two-minutes";
import { WaxForm } from "./wax-form";

/**
 * What depends on this browser's cookies: the one hole of the page. It waits for everything before it says anything,
 * because without JavaScript what came later would stand at the end of the page.
 */
export async function Inspector({ searchParams }: Pick<PageProps<"/session">, "searchParams">) {
  const [cookies, { seal }, tried] = await Promise.all([
    sentCookies(),
    searchParams,
    formState("trial"),
  ]);
  const session = cookies.find(({ kind }) => kind.cookie.purpose === sessionCookie.purpose);
  const look = await takeSecondLook(session);
  const chosen =
    cookies.find(({ name }) => name === seal) ??
    cookies.find(({ refused }) => !refused) ??
    cookies[0];
  return (
    <div className="grid grid-cols-1 gap-14 sm:gap-20">
      {chosen ? <Sent {...{ cookies, session, chosen, look, tried }} /> : <NothingSent />}
      {/* It is the same for everybody, but how far down it stands the cookies decide. */}
      <TwoMinutes />
    </div>
  );
}

type SentProps = {
  cookies: SentCookie[];
  session?: SentCookie;
  chosen: SentCookie;
  look: SecondLook | null;
  tried: FormState;
};

function Sent({ cookies, session, chosen, look, tried }: SentProps) {
  return (
    <>
      <Section
        id="sent"
        title={cookies.length === 1 ? "One sealed cookie" : `${cookies.length} sealed cookies`}
      >
        <SentList cookies={cookies} chosen={chosen} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <p className="text-muted">
            {session
              ? "Change it, and it is sealed anew:"
              : "No session yet. Choose a wax, and there is one:"}
          </p>
          <WaxForm />
        </div>
      </Section>
      <SealSection cookie={chosen} tried={tried} />
      {session && <LifeSection cookie={session} look={look} />}
    </>
  );
}

function SealSection({ cookie, tried }: { cookie: SentCookie; tried: FormState }) {
  const { kind, name, wireName, parts, refused } = cookie;
  if (!parts) return null;
  const length = sealedLength(parts);
  const byte = Number(tried.values.at ?? NaN);
  return (
    <Section
      id="anatomy"
      title={`${kind.title}: the seal, byte by byte`}
      says="Every square is a byte, and all of them together are what a browser keeps of one cookie."
    >
      <Anatomy
        key={name}
        {...{ name, wireName, parts }}
        limit={MAX_COOKIE_BYTES}
        initial={tried}
        at={byte >= 0 && byte < length ? Math.floor(byte) : randomInt(length)}
        other={refused ? null : otherThan(kind)}
      />
    </Section>
  );
}

/** What else a copy of its seal can be tried as. */
function otherThan(kind: Kind): { purpose: string; title: string } | null {
  const wanted = kind.cookie.purpose === sessionCookie.purpose ? "flash" : sessionCookie.purpose;
  const other = sealedCookies.find(({ cookie }) => cookie.purpose === wanted);
  return other ? { purpose: wanted, title: other.title } : null;
}

function LifeSection({
  cookie: { inspection },
  look,
}: {
  cookie: SentCookie;
  look: SecondLook | null;
}) {
  if (!inspection.opens || "expiresAt" in inspection.ends) return null;
  return (
    <Section
      id="life"
      title="How long the session lives"
      says="The times are inside of the seal. The server goes by them, whatever the browser does."
    >
      <Timeline life={inspection.ends} now={nowInSeconds()} />
      {look && <TwoLooks {...look} />}
    </Section>
  );
}

function NothingSent() {
  return (
    <section aria-labelledby="nothing" className="notice sheet px-6">
      <SealMark letter="" className="size-16 text-edge" />
      <h2 id="nothing">Your browser carries nothing of ours yet.</h2>
      <p className="max-w-md text-muted">
        Choose a wax. It goes into a session of your own, which comes back sealed, and you can look
        inside.
      </p>
      <WaxForm />
    </section>
  );
}

/** Keeps the place of it all until the cookies have been opened. */
export function InspectorWaiting() {
  return (
    <div data-waiting aria-hidden className="grid gap-6">
      <span className="skeleton h-8 w-56" />
      <span className="skeleton h-56" />
      <span className="skeleton h-96" />
    </div>
  );
}
