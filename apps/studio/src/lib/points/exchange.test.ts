import { expect, test } from 'vitest';
import { readFile, ruleFile } from './exchange.ts';
import { RECIPES } from './recipes.ts';
import type { Named } from './rule-words.ts';

const NOTHING: Named = { spaces: [], tags: [], roles: [], badges: [] };

const file = (text: string) => new File([text], 'rules.json');

test('rules come out of a file as they went in, without the badges of where they come from', async () => {
	const rules = RECIPES.slice(0, 3).map((definition, index) => ({
		...{ id: crypto.randomUUID(), name: `Rule ${index}`, version: 1, draft: definition },
		...{ inForce: null, points: 0, members: 0, missing: [], sameAs: null },
	}));
	const [first] = rules;
	if (!first) throw new Error('there is none');
	first.draft = { ...first.draft, badgeId: crypto.randomUUID() };
	const read = await readFile(file(ruleFile(rules, NOTHING)), NOTHING);
	expect(read).toEqual(
		rules.map(({ name, draft }) => ({ name, definition: { ...draft, badgeId: null } })),
	);
});

test('roles and spaces go by who they are, or by what they are called where that is not there', async () => {
	const [helper, room, other] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	const brings = { roleId: helper, spaceIds: [room, other], days: 30 };
	const draft = { ...(RECIPES[0] ?? raise()), points: 0, brings };
	const rule = {
		...{ id: crypto.randomUUID(), name: 'Rule', version: 1, draft, inForce: null },
		...{ points: 0, members: 0, missing: [], sameAs: null },
	};
	const there: Named = {
		...NOTHING,
		roles: [{ id: helper, name: 'Helper' }],
		spaces: [
			{ id: room, name: '🔒 Backstage' },
			{ id: other, name: 'Attic' },
		],
	};
	const text = ruleFile([rule], there);
	const comes = async (here: Named) =>
		(await readFile(file(text), here))?.map(({ definition }) => definition.brings);
	expect(await comes(there)).toEqual([brings]);
	const [helper2, room2] = [crypto.randomUUID(), crypto.randomUUID()];
	const roles = [{ id: helper2, name: 'Helper' }];
	const spaces = [{ id: room2, name: '🔒 Backstage' }];
	expect(await comes({ ...NOTHING, roles, spaces })).toEqual([
		{ roleId: helper2, spaceIds: [room2], days: 30 },
	]);
	// Without points and without anything to open it says nothing.
	expect(await comes(NOTHING)).toEqual([]);
});

function raise(): never {
	throw new Error('there is none');
}

test('what is no file of rules is none', async () => {
	for (const text of [
		'',
		'[]',
		'{"kind":"kith.point-rules","version":2,"rules":[]}',
		'x'.repeat(600_000),
	])
		expect(await readFile(file(text), NOTHING)).toBeNull();
});
