-- Each side counts in a calendar of its own: what was set for both is what each begins with, with who set it, when and its version.
INSERT INTO "Setting" ("name", "value", "version", "byName", "at")
SELECT "side" || upper(left("name", 1)) || substr("name", 2), "value", "version", "byName", "at"
FROM "Setting" CROSS JOIN (VALUES ('operator'), ('isv')) AS sides("side")
WHERE "name" IN ('timeZone', 'holidays');

DELETE FROM "Setting" WHERE "name" IN ('timeZone', 'holidays');
