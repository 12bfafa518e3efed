-- The records of what was touched after `since`: first what is known of the changes, then the oids concerned, then one row a
-- record, by its kind.
CREATE FUNCTION pg_rungs.changes(since bigint, OUT kind int, OUT item json) RETURNS SETOF record
LANGUAGE plpgsql SECURITY DEFINER {settings}
-- Plans are made once, when the catalogs are small, and must stay good: by index, one row after the other.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $changes$
DECLARE
  last bigint;
  privileges boolean;
  rare boolean;
  everything boolean;
  touched oid[];
  classes oid[];
  relkinds "char"[];
BEGIN
  SELECT max(t.position),
      bool_or(t.tag IN ('GRANT', 'REVOKE')),
      -- Classes of kinds that are read as a whole; without a class comes ALTER DEFAULT PRIVILEGES.
      bool_or(t.tag NOT IN ('GRANT', 'REVOKE') AND t.class NOT IN ('pg_class'::regclass, 'pg_type'::regclass,
        'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass,
        'pg_proc'::regclass, 'pg_statistic_ext'::regclass, 'pg_namespace'::regclass, 'pg_extension'::regclass)),
      -- A schema's name stands in those of all that it holds; an extension can take in and let go.
      bool_or(t.class = 'pg_namespace'::regclass AND t.tag NOT IN ('CREATE SCHEMA', 'COMMENT', '')
        OR t.tag IN ('ALTER EXTENSION', 'REASSIGN OWNED'))
    INTO last, privileges, rare, everything FROM pg_rungs.touched t WHERE t.position > since;
  -- The system's own changes let go of a catalog at once; a statement that writes to one keeps its lock.
  everything := coalesce(everything, false) OR EXISTS (
    SELECT FROM pg_locks l WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.mode = 'RowExclusiveLock'
      AND l.relation IN ('pg_attribute'::regclass, 'pg_attrdef'::regclass, 'pg_class'::regclass, 'pg_constraint'::regclass,
        'pg_enum'::regclass, 'pg_index'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_type'::regclass));

  WITH RECURSIVE seed AS (
    SELECT DISTINCT t.class, t.object FROM pg_rungs.touched t WHERE t.position > since AND t.class <> 0
  ), closure (class, object) AS (
    SELECT s.class, s.object FROM seed s WHERE s.class NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
    UNION
    SELECT n.class, n.object FROM closure c CROSS JOIN LATERAL (
      -- What depends on it may have its name in its definition.
      SELECT d.classid, d.objid FROM pg_depend d
        WHERE d.refclassid = c.class AND d.refobjid = c.object AND d.deptype <> 'e'
      -- What it is an internal part of: the view of a rule, the constraint of an index, the element of an array type.
      UNION ALL SELECT d.refclassid, d.refobjid FROM pg_depend d
        WHERE d.classid = c.class AND d.objid = c.object AND d.deptype = 'i'
      UNION ALL SELECT 'pg_class'::regclass::oid, a.adrelid FROM pg_attrdef a
        WHERE c.class = 'pg_attrdef'::regclass AND a.oid = c.object
    ) n (class, object)
  ), found AS (
    SELECT c.class, c.object FROM closure c
    UNION SELECT s.class, s.object FROM seed s
    -- CLUSTER, DETACH PARTITION and others change more than what they are told to touch; they lock it.
    UNION SELECT 'pg_class'::regclass::oid, l.relation FROM pg_locks l
      WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= 16384
        AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')
  )
  SELECT array_agg(DISTINCT f.object), array_agg(DISTINCT f.class) INTO touched, classes FROM found f;

  kind := -2;
  item := to_json(ARRAY[last::text, coalesce(privileges, false)::text, coalesce(rare, false)::text, everything::text,
    coalesce('pg_proc'::regclass = ANY (classes), false)::text,
    -- Events tell nothing of what all databases share.
    (SELECT md5(string_agg(r.oid || r.rolname, ',' ORDER BY r.oid)) FROM pg_roles r),
    (SELECT md5(string_agg(s.oid || s.spcname, ',' ORDER BY s.oid)) FROM pg_tablespace s)]);
  RETURN NEXT;
  IF everything THEN
    RETURN;
  END IF;
  kind := -1;
  item := coalesce(to_json(touched::bigint[]), '[]');
  RETURN NEXT;
  relkinds := ARRAY(SELECT DISTINCT c.relkind FROM pg_class c WHERE c.oid = ANY (touched));
  privileges := EXISTS (SELECT FROM pg_class c WHERE c.oid = ANY (touched) AND c.relacl IS NOT NULL)
    OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = ANY (touched) AND a.attacl IS NOT NULL)
    OR EXISTS (SELECT FROM pg_proc p WHERE p.oid = ANY (touched) AND p.proacl IS NOT NULL)
    OR EXISTS (SELECT FROM pg_type t WHERE t.oid = ANY (touched) AND t.typacl IS NOT NULL)
    OR EXISTS (SELECT FROM pg_namespace n WHERE n.oid = ANY (touched) AND n.nspacl IS NOT NULL);
{records}
END
$changes$;
