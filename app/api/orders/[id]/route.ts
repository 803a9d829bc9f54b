import { ApiError, json, route } from "@/lib/http/api";
import { findOrder } from "@/lib/shop/orders";
import { requireApiUser } from "../../api-user";

export const { GET, POST, PUT, PATCH, DELETE } = route<RouteContext<"/api/orders/[id]">>({
  GET: async (_, { params }) => {
    const order = await findOrder((await requireApiUser()).user.id, (await params).id);
    if (!order) throw new ApiError(404, "unknown_order", "You have no such order.");
    return json(order);
  },
});
