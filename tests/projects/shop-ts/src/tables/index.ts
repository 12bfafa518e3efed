export enum Table {
  Customers = "customers",
  Orders = "orders",
  OrderLines = "order_lines",
}

export const ORDER_STATES = ["open", "paid", "shipped"] as const;
export { money, type Money } from "./money";
