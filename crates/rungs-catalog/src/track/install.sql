-- What a tracked database notes. A name that begins with `pg_` is the system's, so that nobody takes it for the project's:
-- not a migration that lists schemas, not pg_dump, not a snapshot.
SET LOCAL allow_system_table_mods = on;
SET LOCAL search_path = pg_catalog;
CREATE SCHEMA pg_rungs;
GRANT USAGE ON SCHEMA pg_rungs TO PUBLIC;

-- What was touched: the class (the catalog) and oid of the object, the command. Rolled back with what it tells of.
CREATE UNLOGGED TABLE pg_rungs.touched (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  class oid NOT NULL,
  object oid NOT NULL,
  tag text NOT NULL,
  -- The digest of what the client sent, so that what a block or a function does leads back to it.
  statement text NOT NULL DEFAULT md5(coalesce(current_query(), ''))
);
CREATE INDEX ON pg_rungs.touched (object);

CREATE FUNCTION pg_rungs.touch() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF tg_event = 'sql_drop' THEN
    INSERT INTO pg_rungs.touched (class, object, tag)
      SELECT classid, objid, '' FROM pg_event_trigger_dropped_objects();
  ELSE
    INSERT INTO pg_rungs.touched (class, object, tag)
      SELECT coalesce(classid, 0), coalesce(objid, 0), command_tag FROM pg_event_trigger_ddl_commands() WHERE NOT in_extension;
  END IF;
END
$$;

CREATE EVENT TRIGGER pg_rungs_drop ON sql_drop EXECUTE FUNCTION pg_rungs.touch();
CREATE EVENT TRIGGER pg_rungs_touch ON ddl_command_end EXECUTE FUNCTION pg_rungs.touch();
-- Also where a migration sets session_replication_role to replica.
ALTER EVENT TRIGGER pg_rungs_drop ENABLE ALWAYS;
ALTER EVENT TRIGGER pg_rungs_touch ENABLE ALWAYS;
