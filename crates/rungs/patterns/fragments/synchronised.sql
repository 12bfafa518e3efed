    CREATE OR REPLACE FUNCTION keep_{{ table }}_{{ to }}() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        NEW.{{ to }} := coalesce(NEW.{{ to }}, NEW.{{ column }});
        NEW.{{ column }} := NEW.{{ to }};
      ELSIF NEW.{{ to }} IS DISTINCT FROM OLD.{{ to }} THEN
        NEW.{{ column }} := NEW.{{ to }};
      ELSE
        NEW.{{ to }} := NEW.{{ column }};
      END IF;
      RETURN NEW;
    END
    $$;

    DROP TRIGGER IF EXISTS keep_{{ table }}_{{ to }} ON {{ table }};
    CREATE TRIGGER keep_{{ table }}_{{ to }} BEFORE INSERT OR UPDATE ON {{ table }}
    FOR EACH ROW EXECUTE FUNCTION keep_{{ table }}_{{ to }}();
