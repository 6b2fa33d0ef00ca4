import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROUTES = new URL('../../routes/', import.meta.url).pathname;

/** Every route that answers with a file, and the verb that writes down who takes it. */
const WRITES: Readonly<Record<string, string>> = {
	'c/[id]/analytics/[report].csv': 'analytics.exportReport(',
	'c/[id]/analytics/explorer.csv': 'analytics.exportExplored(',
	'c/[id]/analytics/moderation/[table].csv': 'analytics.exportModeration(',
	'c/[id]/guidelines/acceptances.csv': 'acceptancesFile(',
	'c/[id]/members/export.csv': 'roster.export(',
	'c/[id]/revenue/affiliates/owed.csv': 'affiliates.exportOwed(',
	'c/[id]/revenue/ledger.csv': 'sales.exportLedger(',
	'c/[id]/settings/audit.csv': 'audit.beginExport(',
	'c/[id]/settings/audit.jsonl': 'audit.beginExport(',
	'c/[id]/settings/legal/[kind]/acceptances.csv': 'acceptancesFile(',
	'c/[id]/settings/roles/export.json': 'roles.export(',
	'home/[organizationId]/activity.csv': 'organizations.exportActivity(',
};

/** Says of a list what is wrong in it, to whoever has brought it. */
const OWN_LIST = ['c/[id]/members/import/[importId]/problems.csv'];

const servers = globSync('**/+server.ts', { cwd: ROUTES }).map((path) => ({
	route: path.replace('/+server.ts', ''),
	text: readFileSync(ROUTES + path, 'utf8'),
}));

const givesFile = ({ route, text }: (typeof servers)[number]) =>
	/pagedFile|File\(|content-disposition/.test(text) ||
	/\.(?:csv|json|jsonl|zip|tsv|xlsx)$/.test(route);

test('every route that gives a file is known to this list', () => {
	const found = servers.filter(givesFile).map(({ route }) => route);
	expect(found.toSorted()).toEqual([...Object.keys(WRITES), ...OWN_LIST].toSorted());
});

test.for(Object.entries(WRITES))('%s writes down who takes it', ([route, verb]) => {
	expect(servers.find((server) => server.route === route)?.text).toContain(verb);
});

test('the file of acceptances writes down who takes it', () => {
	const text = readFileSync(
		new URL('../guidelines/server/acceptances-file.ts', import.meta.url),
		'utf8',
	);
	expect(text).toContain('guidelines.exportAcceptances(');
});
