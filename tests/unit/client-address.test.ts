import { expect, test } from "@playwright/test";
import { chooseAddress, normaliseAddress } from "@/lib/auth/client-address";

const same: readonly (readonly [text: string, address: string])[] = [
  ["192.0.2.1", "192.0.2.1"],
  [" 192.0.2.1 ", "192.0.2.1"],
  ["192.0.2.1:51234", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::FFFF:c000:0201", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:2::9", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::9]", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80::/64"],
  ["::1", "::/64"],
];

for (const [text, address] of same) {
  test(`“${text}” is counted as ${address}`, () => expect(normaliseAddress(text)).toBe(address));
}

for (const text of [
  "",
  "unknown",
  "_hidden",
  "192.0.2",
  "0x7f.1",
  "192.0.2.1.5",
  "300.1.1.1",
  "a\nb",
  "::1::",
  "x".repeat(9000),
]) {
  test(`“${text.slice(0, 20)}” is nobody's address, and counted as one with all such`, () => {
    expect(normaliseAddress(text)).toBe("unknown");
  });
}

const socket = "192.0.2.9";
const forwarded = "203.0.113.66, 198.51.100.1, 198.51.100.2";

const trust: readonly (readonly [proxies: number, address: string])[] = [
  [0, socket],
  [1, "198.51.100.2"],
  [2, "198.51.100.1"],
  [3, "203.0.113.66"],
  [9, "203.0.113.66"],
];

for (const [proxies, address] of trust) {
  test(`with ${proxies} proxies in front, ${address} is believed`, () => {
    expect(
      chooseAddress({ socket, forwarded, real: "203.0.113.99" }, { TRUSTED_PROXIES: proxies }),
    ).toBe(address);
  });
}

test("a request that came past no proxy is from whoever is connected, however many proxies there might be", () => {
  expect(chooseAddress({ socket, forwarded: null, real: null }, { TRUSTED_PROXIES: 2 })).toBe(
    socket,
  );
});

test("where no connection is known, a proxy's word is enough, and without a proxy nobody's", () => {
  const evidence = { socket: undefined, forwarded: "203.0.113.66, 198.51.100.2", real: null };
  expect(chooseAddress(evidence, { TRUSTED_PROXIES: 1 })).toBe("198.51.100.2");
  expect(chooseAddress(evidence, { TRUSTED_PROXIES: 0 })).toBe("unknown");
});

test("on Vercel only Vercel's own header counts", () => {
  expect(
    chooseAddress({ socket, forwarded, real: "203.0.113.99" }, { TRUSTED_PROXIES: 0, VERCEL: "1" }),
  ).toBe("203.0.113.99");
  expect(
    chooseAddress({ socket, forwarded, real: null }, { TRUSTED_PROXIES: 0, VERCEL: "1" }),
  ).toBe("unknown");
});
