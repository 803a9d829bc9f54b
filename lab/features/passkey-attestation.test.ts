import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "../../tests/fixtures";
import { androidKey } from "../support/android-key";
import { post, recordOf, sealedSession } from "../../tests/support/http";
import { requestChallenge } from "../../tests/support/software-passkey";
import { addUser } from "../../tests/support/users";

test("adding a passkey requests no address that its attestation names", async ({ server }) => {
  const requested: (string | undefined)[] = [];
  const inside = createServer(({ url }, response) => {
    requested.push(url);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(inside, "listening");
  const { port } = inside.address() as AddressInfo;
  const user = await addUser(server.databaseUrl, "Mallory");
  const session = await sealedSession(server, recordOf(user));
  const { challenge, cookie } = await requestChallenge(server, "/api/passkeys/options", session);
  const { origin } = server;
  const body = await androidKey(`http://127.0.0.1:${port}/inside`, { challenge, origin });
  await post(server, "/api/passkeys", body, { cookie });
  inside.close();
  expect(requested).toEqual([]);
});
