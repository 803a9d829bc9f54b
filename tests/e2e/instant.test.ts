import { expect, test } from "../fixtures";
import { membersPages, openPages } from "../support/routes";
import { followAll } from "../support/link-crawler";

// With a finger or a mouse on the link, its page begins: whatever the network is doing, something of it is there already.
test.describe.configure({ timeout: 180_000 });

for (const part of ["header", "footer"]) {
  test(`a guest who follows any link of the ${part} sees the next page begin at once`, async ({
    page,
  }) => {
    expect((await followAll(page, "/login", part)).ways).toBeGreaterThan(0);
  });

  test(`a member who follows any link of the ${part} does, too`, async ({ page, loggedInAs }) => {
    await loggedInAs("Ines");
    const { ways, held } = await followAll(page, "/login", part);
    expect(ways).toBeGreaterThan(0);
    expect(held, "something had to be waited for").toBeGreaterThan(0);
  });
}

for (const path of [...openPages, "/nowhere"]) {
  test(`a guest who follows any link on ${path} sees the next page begin at once`, async ({
    page,
  }) => {
    await followAll(page, path, "main");
  });
}

for (const path of membersPages) {
  test(`a member who follows any link on ${path} sees the next page begin at once`, async ({
    page,
    loggedInAs,
  }) => {
    await loggedInAs("Jon");
    await followAll(page, path, "main");
  });
}
