-- Names that neither Markdown nor Mermaid would take as they are.
CREATE SCHEMA "My ""app""";
CREATE TABLE "My ""app"""."a | b" ("1st" int PRIMARY KEY, "pk" int, "FK-2" text, "a~b~c" text, "%x\y" text, "ünï" "char", "new
line" text, "`tick`" text);
CREATE TABLE "direction TB" ("direction" int, "direction LR" int, "one" int, ":::" text, "{" int, "}" int);
CREATE TABLE "erDiagram" (id int PRIMARY KEY, "style" text, "class" text, "title" text, "accTitle: x" text);
CREATE TABLE "end" ("erDiagram" int REFERENCES "erDiagram" (id), " " int, "direction TB" int UNIQUE REFERENCES "erDiagram" (id), "TB" int);
CREATE TABLE "100%" (x int);
CREATE TABLE "\" (x int, y interval day to second(3), z bit varying(3)[], w "My ""app"""."a | b");
CREATE TABLE "お客様" ("名前" text, "email@home" text);
CREATE TABLE no_columns ();
CREATE TABLE "<!-- /rungs:data-design -->" (x text DEFAULT '<!-- /rungs:data-design -->');
COMMENT ON TABLE "<!-- /rungs:data-design -->" IS '<!-- /rungs:data-design -->';
CREATE VIEW v AS SELECT '
<!-- /rungs:data-design -->
```' AS x;
