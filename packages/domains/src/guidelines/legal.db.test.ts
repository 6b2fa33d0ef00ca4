import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import type { LegalKind } from './guidelines.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let ann: typeof admin;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
	ann = await here.member('member', 'Ann');
});
afterAll(() => installation.close());

const as = async (who: typeof admin | null) => communityCaller(await here.as(who));

async function publish(
	kind: LegalKind,
	basedOn: number,
	change: { mustAccept?: boolean; title?: string; text?: string } = {},
) {
	const { title = 'Our terms', text = 'All of it.', mustAccept = false } = change;
	const rules = [{ id: newId(), title: 'Scope', text }];
	const { guidelines } = await as(admin);
	return guidelines.publish({ kind, basedOn, title, rules, changes: '', mustAccept });
}

async function write(who: typeof admin) {
	const ctx = await here.as(who);
	const spaceId = ctx.grants.spaces.readable[0] ?? '';
	return communityCaller(ctx).posts.publish({
		...{ id: newId(), spaceId, title: 'Hello', body: words('Hello') },
	});
}

test('a community has no legal text but those that it writes itself', async () => {
	const visitor = await as(null);
	for (const kind of ['terms', 'privacy', 'imprint'] as const)
		expect(await visitor.guidelines.current({ kind })).toBeNull();
	expect((await visitor.communities.face()).legal).toEqual([]);
	await publish('imprint', 0, { title: 'Who we are' });
	await publish('terms', 0);
	const after = await as(null);
	expect((await after.communities.face()).legal).toEqual([
		{ kind: 'terms', title: 'Our terms' },
		{ kind: 'imprint', title: 'Who we are' },
	]);
	expect(await after.guidelines.current({ kind: 'imprint' })).toMatchObject({
		...{ version: 1, title: 'Who we are', mustAccept: false },
	});
	expect(await after.guidelines.current({})).toMatchObject({
		version: 1,
		title: expect.any(String),
	});
});

test('terms are accepted before one takes part, apart from the guidelines', async () => {
	await publish('terms', 0, { mustAccept: true });
	expect((await here.as(ann)).viewer).toMatchObject({ owesTerms: true, owesGuidelines: false });
	expect(await outcomeOf(write(ann))).toBe('guidelines.accept_first');
	expect(await outcomeOf(write(await founderOf(here)))).toBe('done');
	const { guidelines } = await as(ann);
	expect(await guidelines.current({ kind: 'terms' })).toMatchObject({ mustAccept: true });
	expect(await outcomeOf(guidelines.accept({ kind: 'terms', version: 2 }))).toBe(
		'guidelines.changed_meanwhile',
	);
	await guidelines.accept({ kind: 'terms', version: 1 });
	expect(await outcomeOf(write(ann))).toBe('done');
	await publish('terms', 1, { mustAccept: false });
	expect(await outcomeOf(write(ann))).toBe('done');
	const { items } = await (await as(admin)).guidelines.acceptances({ kind: 'terms' });
	expect(items.map(({ version, name }) => `${version} ${name}`)).toEqual([
		...['2 Ada', '1 Ann', '1 Ada'],
	]);
	expect((await (await as(admin)).guidelines.acceptances({})).items.length).toBe(1);
	await (await as(ann)).members.leave({ contributions: 'anonymise' });
	const left = await (await as(admin)).guidelines.acceptances({ kind: 'terms' });
	expect(JSON.stringify(left)).not.toContain('Ann');
});

test('what only informs is accepted by nobody', async () => {
	expect(await outcomeOf(publish('privacy', 0, { mustAccept: true }))).toContain('mustAccept');
	await publish('privacy', 0);
	const accept = (await as(ann)).guidelines.accept({ kind: 'privacy', version: 1 });
	expect(await outcomeOf(accept)).toBe('guidelines.not_acceptable');
});

test('a text is taken off the site and comes back as its next version', async () => {
	await publish('terms', 0, { mustAccept: true });
	const { guidelines } = await as(admin);
	await guidelines.withdraw({ kind: 'terms' });
	expect(await outcomeOf(guidelines.withdraw({ kind: 'terms' }))).toBe('guidelines.not_found');
	expect(await (await as(null)).guidelines.current({ kind: 'terms' })).toBeNull();
	expect(await outcomeOf(write(ann))).toBe('done');
	expect(await outcomeOf((await as(ann)).guidelines.accept({ kind: 'terms', version: 1 }))).toBe(
		'guidelines.changed_meanwhile',
	);
	await publish('terms', 1);
	const [second, first] = await (await as(admin)).guidelines.versions({ kind: 'terms' });
	expect([second, first]).toMatchObject([{ version: 2 }, { version: 1, publisher: 'Ada' }]);
});

test('there is room for a long text, and for one that is too long none', async () => {
	expect(await outcomeOf(publish('privacy', 0, { text: 'ä'.repeat(20_000) }))).toBe('done');
	expect(await outcomeOf(publish('privacy', 1, { text: 'ä'.repeat(20_001) }))).toContain('text');
	const long = { id: newId(), title: 'Long', text: 'ä'.repeat(2001) };
	const rules = (await as(admin)).guidelines.publish({
		...{ basedOn: 1, title: 'Rules', rules: [long], changes: '', mustAccept: false },
	});
	expect(await outcomeOf(rules)).toContain('rules');
});

test('who may not write them changes nothing, and what one community wrote is no other’s', async () => {
	const { guidelines } = await as(ann);
	for (const refused of [
		() => guidelines.versions({ kind: 'terms' }),
		() => guidelines.acceptances({ kind: 'terms' }),
		() => guidelines.withdraw({ kind: 'terms' }),
	])
		expect(await outcomeOf(refused())).toBe('permissions.denied');
	await publish('terms', 0);
	const elsewhere = await createTestCommunity(installation);
	const visitor = communityCaller(await elsewhere.as(null));
	expect(await visitor.guidelines.current({ kind: 'terms' })).toBeNull();
});
