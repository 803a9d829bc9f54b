import { ApiError, json, route } from "@/lib/http/api";
import { listOrders } from "@/lib/shop/orders";
import { MAX_KEY, OrderRefusal, placeOrder } from "@/lib/shop/place-order";
import { shortageText } from "@/lib/shop/shortage";
import { member } from "../api-user";

/** The key as the header has it, quotes and all (draft-ietf-httpapi-idempotency-key-header). */
function idempotencyKey(request: Request): string {
  const key = request.headers.get("idempotency-key")?.trim() ?? "";
  if (!key)
    throw new ApiError(
      400,
      "idempotency_key_missing",
      "Send an Idempotency-Key header, a new one for each order.",
    );
  if (key.length <= MAX_KEY) return key;
  throw new ApiError(
    400,
    "idempotency_key_too_long",
    `An Idempotency-Key has at most ${MAX_KEY} characters.`,
  );
}

function asConflict(error: unknown): never {
  if (!(error instanceof OrderRefusal)) throw error;
  const fields = Object.fromEntries(
    error.shortages.map((shortage) => [shortage.productId, shortageText(shortage)]),
  );
  throw new ApiError(409, error.code, error.message, error.shortages.length ? { fields } : {});
}

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => json({ orders: await listOrders((await member()).id) }),
  // What is ordered is the cart in the database: nothing in a body could change it, so none is read.
  POST: async (request) => {
    const user = await member();
    const { order } = await placeOrder(user.id, idempotencyKey(request)).catch(asConflict);
    return json(order, { status: 201, headers: { Location: `/api/orders/${order.id}` } });
  },
});
