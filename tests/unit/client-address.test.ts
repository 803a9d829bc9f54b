import { expect, test } from "@playwright/test";
import { chooseAddress, normaliseAddress } from "@/lib/auth/client-address";

test("normaliseAddress: equal addresses are equal text, and an IPv6 network counts as one", () => {
  const addresses: Record<string, readonly string[]> = {
    "192.0.2.1": ["192.0.2.1", " 192.0.2.1 ", "192.0.2.1:51234", "::ffff:192.0.2.1"],
    "2001:db8:1:2::/64": ["2001:db8:1:2:3:4:5:6", "2001:DB8:0001:2::9", "[2001:db8:1:2::9]:443"],
    "fe80::/64": ["fe80::1%eth0"],
    "::/64": ["::1", "[::1]"],
    unknown: ["", "unknown", "_hidden", "192.0.2", "0x7f.1", "192.0.2.1.5", "300.1.1.1", "a\nb"],
  };
  for (const [address, texts] of Object.entries(addresses))
    for (const text of texts) expect(normaliseAddress(text), text).toBe(address);
  expect(normaliseAddress("::FFFF:c000:0201")).toBe("192.0.2.1");
  for (const text of ["::1::", "x".repeat(9000)]) expect(normaliseAddress(text)).toBe("unknown");
});

test.describe("chooseAddress", () => {
  const socket = "192.0.2.9";
  const forwardedFor = "203.0.113.66, 198.51.100.1, 198.51.100.2";
  const realIp = "203.0.113.99";

  test("trusts as many entries of X-Forwarded-For, from the right, as there are proxies", () => {
    const chosen = [0, 1, 2, 3, 9].map((TRUSTED_PROXIES) =>
      chooseAddress({ socket, forwardedFor, realIp }, { TRUSTED_PROXIES }),
    );
    expect(chosen).toEqual([
      socket,
      "198.51.100.2",
      "198.51.100.1",
      "203.0.113.66",
      "203.0.113.66",
    ]);
  });

  test("uses the connection when the request came through no proxy", () => {
    const direct = { socket, forwardedFor: null, realIp: null };
    expect(chooseAddress(direct, { TRUSTED_PROXIES: 2 })).toBe(socket);
  });

  test("without a connection, uses a trusted proxy's entry only", () => {
    const evidence = { socket: undefined, forwardedFor, realIp: null };
    expect(chooseAddress(evidence, { TRUSTED_PROXIES: 1 })).toBe("198.51.100.2");
    expect(chooseAddress(evidence, { TRUSTED_PROXIES: 0 })).toBe("unknown");
  });

  test("on Vercel, uses Vercel's own header only", () => {
    const vercel = { TRUSTED_PROXIES: 0, VERCEL: "1" };
    expect(chooseAddress({ socket, forwardedFor, realIp }, vercel)).toBe(realIp);
    expect(chooseAddress({ socket, forwardedFor, realIp: null }, vercel)).toBe("unknown");
  });
});
