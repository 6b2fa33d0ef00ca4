import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CATALOG = /\b(information_schema|pg_catalog|pg_namespace|pg_class|pg_tables|pg_attribute)\b/;
const NOTIFICATION = /\bpg_notify\b|`notify |'notify /i;

/** What runs for requests and jobs: tests and the operator's commands read the catalog as they like. */
const served = globSync('{packages,apps}/*/src/**/*.{ts,svelte}', { cwd: ROOT }).filter(
	(path) => !/\.test\.ts$|^apps\/server\/src\/ops|^packages\/testing\/|\/paraglide\//.test(path),
);

const filesWith = (pattern: RegExp) =>
	served.filter((path) => pattern.test(readFileSync(join(ROOT, path), 'utf8'))).toSorted();

test('no request and no migration reads the catalog: only jobs of archives, streams by their parent, and the squash', () => {
	expect(served.length).toBeGreaterThan(300);
	expect(filesWith(CATALOG)).toEqual([
		// An archive of an older version has the columns of then, which no list in the code knows.
		'packages/db/src/community-rows.ts',
		'packages/db/src/partitions.ts',
		'packages/db/src/squash.ts',
	]);
});

test('notifications are sent by the bus, from the session, and by nobody else', () => {
	expect(filesWith(NOTIFICATION)).toEqual(['packages/integrations/src/bus/postgres-bus.ts']);
});
