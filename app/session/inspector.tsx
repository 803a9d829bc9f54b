import { randomInt } from "node:crypto";
import type { ReactNode } from "react";
import { SealMark } from "@/app/_components/seal-mark";
import { formState } from "@/lib/forms";
import { sealedLength } from "@/lib/session/anatomy";
import { MAX_COOKIE_BYTES, nowInSeconds } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session-cookie";
import { Anatomy } from "./anatomy";
import { sealedCookies } from "./cookies";
import { SecondLook } from "./second-look";
import { sentCookies, type SentCookie } from "./sent";
import { SentList } from "./sent-list";
import { Timeline } from "./timeline";
import { WaxForm } from "./wax-form";

/** What depends on this browser's cookies: the one hole of the page. */
export async function Inspector({ searchParams }: Pick<PageProps<"/session">, "searchParams">) {
  const [cookies, { seal }] = await Promise.all([sentCookies(), searchParams]);
  const chosen = cookies.find(({ name }) => name === seal) ?? cookies.find(({ refused }) => !refused) ?? cookies[0];
  if (!chosen) return <NothingSent />;
  const session = cookies.find(({ kind }) => kind.cookie.purpose === sessionCookie.purpose);
  return (
    <div className="grid grid-cols-1 gap-14 sm:gap-20">
      <Section id="sent" title={cookies.length === 1 ? "One sealed cookie" : `${cookies.length} sealed cookies`}>
        <SentList cookies={cookies} chosen={chosen} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <p className="text-muted">{session ? "Change it, and it is sealed anew:" : "No session yet. Choose a wax, and there is one:"}</p>
          <WaxForm />
        </div>
      </Section>
      <SealSection cookie={chosen} />
      {session && <LifeSection cookie={session} />}
    </div>
  );
}

async function SealSection({ cookie }: { cookie: SentCookie }) {
  const { kind, name, wireName, parts, refused } = cookie;
  if (!parts) return null;
  const initial = await formState("trial");
  const [first, second] = sealedCookies.filter(({ cookie: { purpose } }) => purpose === sessionCookie.purpose || purpose === "flash");
  const other = kind === first ? second : first;
  const length = sealedLength(parts);
  const tried = Number(initial.values.at ?? NaN);
  const at = tried >= 0 && tried < length ? Math.floor(tried) : randomInt(length);
  return (
    <Section
      id="anatomy"
      title={`${kind.title}: the seal, byte by byte`}
      says="Every square is a byte, and all of them together are what a browser keeps of one cookie."
    >
      <Anatomy
        key={name}
        {...{ name, wireName, parts, initial, at }}
        limit={MAX_COOKIE_BYTES}
        other={refused || !other ? null : { purpose: other.cookie.purpose, title: other.title }}
      />
    </Section>
  );
}

function LifeSection({ cookie }: { cookie: SentCookie }) {
  const { inspection } = cookie;
  if (!inspection.opens || "expiresAt" in inspection.ends) return null;
  return (
    <Section id="life" title="How long the session lives" says="The times are inside of the seal. The server goes by them, whatever the browser does.">
      <Timeline life={inspection.ends} now={nowInSeconds()} />
      <SecondLook cookie={cookie} />
    </Section>
  );
}

function NothingSent() {
  return (
    <section aria-labelledby="nothing" className="notice sheet px-6">
      <SealMark letter="" className="size-16 text-edge" />
      <h2 id="nothing">Your browser carries nothing of ours yet.</h2>
      <p className="max-w-md text-muted">Choose a wax. It goes into a session of your own, which comes back sealed, and you can look inside.</p>
      <WaxForm />
    </section>
  );
}

type SectionProps = { id: string; title: string; says?: string; children: ReactNode };

function Section({ id, title, says, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-6">
      <div>
        <h2 id={id} className="scroll-mt-8">
          {title}
        </h2>
        {says && <p className="mt-1 max-w-2xl text-muted">{says}</p>}
      </div>
      {children}
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
