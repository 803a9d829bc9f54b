import "server-only";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { headers } from "next/headers";
import { env, type Env } from "../env";
import { log } from "../log";
import { socketAddress } from "../next/socket-address";

/** For requests whose address is not known. Limited like one address, so hiding it gains nothing. */
export const UNKNOWN_ADDRESS = "unknown";

/** Proxies also write `1.2.3.4:5678` and `[::1]:5678`. */
const withoutPort = (text: string): string =>
  text.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");

/** The key for rate limits: an IPv4 address, or an IPv6 /64 network, because one client controls a whole /64. */
export function normaliseAddress(text: string): string {
  const bare = withoutPort(text.trim()).replace(/%.*$/, "");
  if (!isIP(bare)) return UNKNOWN_ADDRESS;
  const address = ipaddr.process(bare);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return `${new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}

type Sources = Readonly<{ socket?: string; forwardedFor: string | null; realIp: string | null }>;

/**
 * The client's address. Each proxy appends the address it was called from to `X-Forwarded-For`: from the right, as many
 * entries are trusted as there are proxies of ours, and what a client wrote is further left. Vercel sets `X-Real-IP`.
 */
export function chooseAddress(
  { socket, forwardedFor, realIp }: Sources,
  { TRUSTED_PROXIES, VERCEL }: Pick<Env, "TRUSTED_PROXIES" | "VERCEL">,
): string {
  if (VERCEL === "1") return normaliseAddress(realIp ?? "");
  const hops = [...(forwardedFor?.split(",") ?? []), socket ?? ""];
  return normaliseAddress(hops[Math.max(0, hops.length - 1 - TRUSTED_PROXIES)] ?? "");
}

let hasWarned = false;

/** The address of this request's client, for limits and logs. A client cannot forge it with a header. */
export async function clientAddress(): Promise<string> {
  const sent = await headers();
  const forwardedFor = sent.get("x-forwarded-for");
  const sources = { socket: socketAddress(), forwardedFor, realIp: sent.get("x-real-ip") };
  const address = chooseAddress(sources, env());
  if (address === UNKNOWN_ADDRESS && !hasWarned) {
    hasWarned = true;
    const message = "Set TRUSTED_PROXIES to the number of proxies in front of this server.";
    log("address_unknown", { message });
  }
  return address;
}
