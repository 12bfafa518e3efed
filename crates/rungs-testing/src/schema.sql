-- The schema in words: what pg_dump --schema-only would show, one kind of object after another.
-- Objects that belong to an extension are left out, as pg_dump does; so is what Rungs keeps for itself after a failure.
WITH
mine AS (
    SELECT oid, nspname AS schema FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
relation AS (
    SELECT c.*, n.schema, format('%I.%I', n.schema, c.relname) AS title
    FROM pg_class c JOIN mine n ON n.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    AND c.relname !~ '^rungs_(.*_journal|migrations)$'
),
line (kind, title, number, words) AS (
    SELECT 0, extname, 0, format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL
    SELECT 1, schema, 0, format('schema %s', schema) FROM mine WHERE schema <> 'public'
    UNION ALL
    SELECT 2, format('%I.%I', n.schema, t.typname), 0,
        format('type %I.%I enum (%s)', n.schema, t.typname, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder))
    FROM pg_type t JOIN mine n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
    GROUP BY n.schema, t.typname
    UNION ALL
    SELECT 2, format('%I.%I', n.schema, t.typname), 0,
        format('domain %I.%I %s%s%s', n.schema, t.typname, format_type(t.typbasetype, t.typtypmod),
               CASE WHEN t.typnotnull THEN ' not null' END, ' default ' || t.typdefault)
    FROM pg_type t JOIN mine n ON n.oid = t.typnamespace WHERE t.typtype = 'd'
    UNION ALL
    SELECT 3, title, 0, concat(
        CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'partitioned table ' WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'composite type ' END, title,
        CASE relpersistence WHEN 'u' THEN ' unlogged' END,
        ' partition by ' || CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) END,
        ' ' || pg_get_expr(relpartbound, oid),
        (SELECT ' inherits ' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = relation.oid),
        ' with ' || array_to_string(reloptions, ', '),
        CASE WHEN relrowsecurity THEN ' row security' END)
    FROM relation WHERE relkind IN ('r', 'p', 'f', 'c')
    UNION ALL
    SELECT 3, r.title, a.attnum, concat(
        '  ', quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || (SELECT quote_ident(collname) FROM pg_collation WHERE oid = a.attcollation) END,
        CASE WHEN a.attnotnull THEN ' not null' END,
        CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' END,
        CASE a.attgenerated WHEN '' THEN ' default ' ELSE ' generated ' END || pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE r.relkind IN ('r', 'p', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    -- 18 began to list NOT NULL as constraints; the columns tell of them already.
    SELECT 3, r.title, 10000, format('  constraint %I %s%s', c.conname, pg_get_constraintdef(c.oid), CASE WHEN NOT c.convalidated THEN ' (not validated)' END)
    FROM pg_constraint c JOIN relation r ON r.oid = c.conrelid WHERE c.contype <> 'n'
    UNION ALL
    SELECT 3, r.title, 10001, '  ' || pg_get_indexdef(i.indexrelid) || CASE WHEN NOT i.indisvalid THEN ' (invalid)' ELSE '' END
    FROM pg_index i JOIN relation r ON r.oid = i.indrelid
    WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 3, r.title, 10002, '  ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
    UNION ALL
    SELECT 3, r.title, 10003, format('  policy %I for %s using %s check %s', p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
    UNION ALL
    SELECT 3, title, 10004, '  granted ' || acl::text FROM relation, unnest(relacl) AS acl
    WHERE NOT starts_with(acl::text, pg_get_userbyid(relowner) || '=')
    UNION ALL
    SELECT 4, r.title, 0, concat('sequence ', r.title, ' ', format_type(s.seqtypid, NULL), ' from ', s.seqstart, ' by ', s.seqincrement,
        ' owned by ' || (SELECT d.refobjid::regclass || '.' || a.attname FROM pg_depend d
                         JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                         WHERE d.objid = r.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass))
    FROM relation r JOIN pg_sequence s ON s.seqrelid = r.oid
    UNION ALL
    SELECT 5, title, 0, concat(CASE relkind WHEN 'v' THEN 'view ' ELSE 'materialized view ' END, title, ' with ' || array_to_string(reloptions, ', '), E'\n', pg_get_viewdef(oid))
    FROM relation WHERE relkind IN ('v', 'm')
    UNION ALL
    SELECT 6, p.oid::regprocedure::text, 0, pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN mine n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 7, identity, 0, format('comment on %s %s: %s', o.type, o.identity, d.description)
    FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) o
    WHERE o.schema IN (SELECT schema FROM mine) AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
)
SELECT words FROM line ORDER BY kind, title COLLATE "C", number, words COLLATE "C"
