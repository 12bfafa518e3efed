CREATE OR REPLACE FUNCTION order_total(wanted bigint) RETURNS numeric LANGUAGE sql STABLE AS $body$
  SELECT coalesce(sum(quantity * price), 0) FROM order_lines WHERE order_id = wanted; -- a question mark? none: no bindings
$body$;
