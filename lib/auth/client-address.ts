import "server-only";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { headers } from "next/headers";
import { env } from "../env";
import { log } from "../log";
import { socketAddress } from "../next/request-context";

/** What an address is called that can't be known. It is limited like one address: nobody gains by hiding. */
export const UNKNOWN_ADDRESS = "unknown";

/** Proxies write `1.2.3.4:5678` and `[::1]:5678` too. */
const withoutPort = (text: string): string =>
  text.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");

/**
 * One address for one customer of a network: IPv4 as it is, also when written as IPv6; of IPv6 the first 64 bits,
 * because a single machine has all the rest for itself.
 */
export function normaliseAddress(text: string): string {
  const bare = withoutPort(text.trim()).replace(/%.*$/, "");
  if (!isIP(bare)) return UNKNOWN_ADDRESS;
  const address = ipaddr.process(bare);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return `${new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}

type Evidence = Readonly<{
  /** The address at the other end of the connection. */
  socket: string | undefined;
  /** `X-Forwarded-For`: every proxy adds at its end whom it got the request from. */
  forwarded: string | null;
  /** `X-Real-IP`, which Vercel sets itself, whatever a client sent. */
  real: string | null;
}>;

type Trust = Readonly<{ TRUSTED_PROXIES: number; VERCEL?: string }>;

/**
 * Whom a request comes from. The connection is beyond doubt; of the entries in `X-Forwarded-For`, from the right, as
 * many are believed as there are proxies of ours, and whatever a client wrote stands further left.
 */
export function chooseAddress(
  { socket, forwarded, real }: Evidence,
  { TRUSTED_PROXIES, VERCEL }: Trust,
): string {
  if (VERCEL === "1") return normaliseAddress(real ?? "");
  const hops = [...(forwarded?.split(",") ?? []), socket ?? ""];
  return normaliseAddress(hops[Math.max(0, hops.length - 1 - TRUSTED_PROXIES)] ?? "");
}

let complained = false;

/** Where this request comes from, in a form to count by. No header of a client's makes it any other. */
export async function clientAddress(): Promise<string> {
  const sent = await headers();
  const evidence = {
    socket: socketAddress(),
    forwarded: sent.get("x-forwarded-for"),
    real: sent.get("x-real-ip"),
  };
  const address = chooseAddress(evidence, env());
  if (address === UNKNOWN_ADDRESS && !complained) {
    complained = true;
    log("address_unknown", {
      message: "Set TRUSTED_PROXIES to the number of proxies in front of this server.",
    });
  }
  return address;
}
