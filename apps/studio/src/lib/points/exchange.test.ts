import { expect, test } from 'vitest';
import { readFile, ruleFile } from './exchange.ts';
import { RECIPES } from './recipes.ts';

const file = (text: string) => new File([text], 'rules.json');

test('rules come out of a file as they went in, without the badges of where they come from', async () => {
	const rules = RECIPES.slice(0, 3).map((definition, index) => ({
		...{ id: crypto.randomUUID(), name: `Rule ${index}`, version: 1, draft: definition },
		...{ inForce: null, points: 0, members: 0, missing: [], sameAs: null },
	}));
	const [first] = rules;
	if (!first) throw new Error('there is none');
	first.draft = { ...first.draft, badgeId: crypto.randomUUID() };
	const read = await readFile(file(ruleFile(rules)));
	expect(read).toEqual(
		rules.map(({ name, draft }) => ({ name, definition: { ...draft, badgeId: null } })),
	);
});

test('what is no file of rules is none', async () => {
	for (const text of [
		'',
		'[]',
		'{"kind":"kith.point-rules","version":2,"rules":[]}',
		'x'.repeat(600_000),
	])
		expect(await readFile(file(text))).toBeNull();
});
