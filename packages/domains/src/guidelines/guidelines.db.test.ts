import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

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
const rule = (title: string) => ({ id: newId(), title, text: 'Because.' });

async function publish(basedOn: number, change: { mustAccept?: boolean; changes?: string } = {}) {
	const { guidelines } = await as(admin);
	const texts = { title: 'Our rules', rules: [rule('Be kind'), rule('Be on time')] };
	return guidelines.publish({ basedOn, ...texts, changes: '', mustAccept: true, ...change });
}

async function write(who: typeof admin) {
	const ctx = await here.as(who);
	const spaceId = ctx.grants.spaces.readable[0] ?? '';
	return communityCaller(ctx).posts.publish({
		...{ id: newId(), spaceId, title: 'Hello', body: words('Hello') },
	});
}

test('a community starts with the rules of its template, which its founder accepted', async () => {
	const founder = await founderOf(here);
	const current = await (await as(founder)).guidelines.current({});
	expect(current).toMatchObject({ version: 1, accepted: 1, mustAccept: false });
	expect(current?.rules.length).toBeGreaterThan(3);
	const [version] = await (await as(admin)).guidelines.versions({});
	expect(version).toMatchObject({ version: 1, acceptedBy: 1, publisher: founder.name });
});

test('who publishes is told how many it is for, and how many will be asked', async () => {
	await here.member('member', 'Wim', 'pending');
	const founder = await founderOf(here);
	expect(await (await as(admin)).guidelines.audience({})).toEqual({ active: 3, asked: 1 });
	expect(await (await as(founder)).guidelines.audience({})).toEqual({ active: 3, asked: 2 });
	expect(await outcomeOf((await as(ann)).guidelines.audience({}))).toBe('permissions.denied');
});

test('anybody reads the rules before joining, also those of a private community', async () => {
	const current = await (await as(null)).guidelines.current({});
	expect(current).toMatchObject({ version: 1, accepted: 0, mustAccept: false });
	const elsewhere = await createTestCommunity(installation);
	await publish(1);
	const { guidelines } = communityCaller(await elsewhere.as(null));
	expect(await guidelines.current({})).toMatchObject({ version: 1 });
});

test('new rules are accepted before one takes part again; reading goes on', async () => {
	expect(await publish(1, { changes: 'Lateness counts now.' })).toEqual({ version: 2 });
	expect(await outcomeOf(write(ann))).toBe('guidelines.accept_first');
	const api = await as(ann);
	expect(await api.guidelines.current({})).toMatchObject({
		...{ version: 2, accepted: 1, mustAccept: true, changes: 'Lateness counts now.' },
	});
	expect((await api.posts.list({})).items.length).toBeGreaterThan(0);
	await api.guidelines.accept({ version: 2 });
	await api.guidelines.accept({ version: 2 });
	expect(await (await as(ann)).guidelines.current({})).toMatchObject({
		accepted: 2,
		mustAccept: false,
	});
	expect(await outcomeOf(write(ann))).toBe('done');
});

test('who publishes has accepted, who founded the community is never locked out', async () => {
	await publish(1);
	expect(await outcomeOf(write(admin))).toBe('done');
	expect(await outcomeOf(write(await founderOf(here)))).toBe('done');
	const told = await here.as(ann);
	expect(told.viewer).toMatchObject({ owesGuidelines: true });
	expect((await here.as(admin)).viewer).toMatchObject({ owesGuidelines: false });
});

test('a refusal that the rules have nothing to do with says so', async () => {
	await publish(1);
	const settings = (await as(ann)).guidelines.versions({});
	expect(await outcomeOf(settings)).toBe('permissions.denied');
});

test('who keeps order goes on keeping it before accepting', async () => {
	const { postId } = await write(ann);
	await publish(1);
	const moderator = await here.member('moderator', 'Mo');
	expect(await outcomeOf(write(moderator))).toBe('guidelines.accept_first');
	expect(await outcomeOf((await as(moderator)).posts.remove({ postId }))).toBe('done');
});

test('a small change asks nobody, and a later one that does names the newest', async () => {
	await publish(1, { mustAccept: false });
	expect(await outcomeOf(write(ann))).toBe('done');
	await publish(2);
	await publish(3, { mustAccept: false });
	expect(await outcomeOf(write(ann))).toBe('guidelines.accept_first');
	const { guidelines } = await as(ann);
	expect(await outcomeOf(guidelines.accept({ version: 3 }))).toBe('guidelines.changed_meanwhile');
	await guidelines.accept({ version: 4 });
	expect(await outcomeOf(write(ann))).toBe('done');
});

test('of two who publish at once one is told to look again', async () => {
	const outcomes = await Promise.all([outcomeOf(publish(1)), outcomeOf(publish(1))]);
	expect(outcomes.toSorted()).toEqual(['done', 'guidelines.changed_meanwhile']);
	expect(await (await as(admin)).guidelines.versions({})).toHaveLength(2);
});

test('two rules never share an id', async () => {
	const twice = rule('Be kind');
	const { guidelines } = await as(admin);
	const texts = { title: 'Rules', rules: [twice, twice], changes: '', mustAccept: false };
	const attempt = guidelines.publish({ basedOn: 1, ...texts });
	expect(await outcomeOf(attempt)).toBe('guidelines.same_rules');
});

test('who accepted which version is listed page by page, and stays when they leave', async () => {
	await publish(1);
	for (const who of [ann, await here.member('member', 'Bob')])
		await (await as(who)).guidelines.accept({ version: 2 });
	const { guidelines } = await as(admin);
	const first = await guidelines.acceptances({ limit: 2 });
	const rest = await guidelines.acceptances({ limit: 2, cursor: first.nextCursor });
	const all = [...first.items, ...rest.items];
	expect(all.map(({ version, name }) => `${version} ${name}`)).toEqual([
		...['2 Bob', '2 Ann', '2 Ada', `1 ${(await founderOf(here)).name}`],
	]);
	await guidelines.exportAcceptances({ version: 2 });
	const [entry] = (await (await as(admin)).audit.list({ action: 'acceptances.exported' })).items;
	expect(entry?.details?.after).toEqual({ count: 3, kind: 'guidelines', version: 2 });
	expect(await outcomeOf((await as(ann)).guidelines.exportAcceptances({}))).toBe(
		'permissions.denied',
	);
	await (await as(ann)).members.leave({ contributions: 'anonymise' });
	const left = await guidelines.acceptances({ version: 2 });
	expect(left.items).toHaveLength(3);
	expect(JSON.stringify(left)).not.toContain('Ann');
});
