import Link from "next/link";
import { MAX_COOKIE_BYTES, nowInSeconds } from "@/lib/session/sealed-cookie";
import type { SentCookie } from "./sent";
import { figure, fromNow } from "./words";

/** Every sealed cookie that came with the request: what it is for, how big, how old, and what is inside. */
export function SentList({
  cookies,
  chosen,
}: {
  cookies: readonly SentCookie[];
  chosen: SentCookie;
}) {
  return (
    <ul className="sheet divide-y divide-line">
      {cookies.map((cookie) => (
        <li
          key={cookie.name}
          data-cookie={cookie.name}
          className="grid gap-x-10 gap-y-4 p-5 sm:p-6 lg:grid-cols-[1fr_1fr]"
        >
          <div>
            <h3 className="flex flex-wrap items-baseline gap-x-3">
              {cookie.kind.title}
              <code className="text-sm wrap-anywhere text-muted">{cookie.wireName}</code>
            </h3>
            <p className="mt-1 text-muted">{cookie.kind.purpose}</p>
            <Verdict cookie={cookie} />
            {cookie.parts && cookie !== chosen && (
              <Link
                href={`/session?seal=${encodeURIComponent(cookie.name)}#anatomy`}
                prefetch={false}
                className="link mt-1 inline-flex min-h-11 items-center"
              >
                Take it apart
              </Link>
            )}
          </div>
          <div className="grid content-start gap-4">
            <Room bytes={cookie.bytes} />
            {cookie.inspection.opens && <Contents cookie={cookie} data={cookie.inspection.data} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Verdict({ cookie: { inspection, refused } }: { cookie: SentCookie }) {
  const now = nowInSeconds();
  if (refused) {
    return (
      <p className="mt-3 border-l-3 border-bad py-0.5 pl-3">
        <strong className="font-medium text-bad">Refused.</strong> {refused}
      </p>
    );
  }
  if (!inspection.opens) return null;
  const { ends, sealedAt, secret } = inspection;
  return (
    <p className="mt-3 border-l-3 border-good py-0.5 pl-3">
      <strong className="font-medium text-good">Opens</strong> with {secret}. Sealed{" "}
      {fromNow(sealedAt, now)}, ends{" "}
      {fromNow("expiresAt" in ends ? ends.expiresAt : ends.idleExpiresAt, now)}.
    </p>
  );
}

function Room({ bytes }: { bytes: number }) {
  const words = `${figure(bytes)} of ${figure(MAX_COOKIE_BYTES)} bytes`;
  return (
    <div>
      <p className="text-sm tabular-nums">{words}</p>
      <svg
        viewBox={`0 0 ${MAX_COOKIE_BYTES} 100`}
        preserveAspectRatio="none"
        className="mt-1.5 h-2.5 w-full rounded-full bg-sunken"
        aria-hidden
      >
        <rect width={bytes} height="100" className="fill-accent" />
      </svg>
    </div>
  );
}

function Contents({ cookie, data }: { cookie: SentCookie; data: unknown }) {
  const entries = cookie.refused
    ? []
    : Object.entries(cookie.kind.contents(data)).filter(([, value]) => value !== "");
  if (!entries.length) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 rounded-sm bg-sunken px-4 py-3 text-sm">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono wrap-anywhere">
            {typeof value === "string" ? value : JSON.stringify(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
