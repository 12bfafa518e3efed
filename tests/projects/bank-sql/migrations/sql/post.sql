CREATE FUNCTION bank.post() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  UPDATE bank.accounts SET balance = balance + NEW.amount WHERE id = NEW.account;
  RETURN NEW;
END
$fn$;

CREATE TRIGGER post AFTER INSERT ON bank.entries FOR EACH ROW EXECUTE FUNCTION bank.post();
