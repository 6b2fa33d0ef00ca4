import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createJobContext, createStaffContext, NO_REQUEST } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { notesConsumers } from './notes.consumers.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let keeper: typeof admin;
let ann: typeof admin;
let number = 0;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
	keeper = await here.member('moderator', 'Mo');
});
beforeEach(async () => {
	ann = await here.member('member', `Ann ${(number += 1)}`);
	installation.clock.advance(1);
});
afterAll(() => installation.close());

const as = async (who: typeof admin | null) => communityCaller(await here.as(who));
const about = () => ({ memberId: ann.memberId });
async function note(who: typeof admin, text: string): Promise<string> {
	const id = newId();
	await (await as(who)).notes.add({ id, ...about(), text });
	installation.clock.advance(1);
	return id;
}
const timeline = async (who: typeof admin, more: Record<string, unknown> = {}) =>
	(await as(who)).notes.timeline({ ...about(), ...more });
const notesOf = async (who: typeof admin) =>
	(await timeline(who, { kinds: ['note'] })).items.flatMap((one) =>
		one.kind === 'note' ? [one] : [],
	);

test('a note is for those who may write notes: with its author, changed by them alone, taken away also from above', async () => {
	const id = await note(keeper, '  Met at the fair.  ');
	expect(await notesOf(admin)).toMatchObject([
		{ text: 'Met at the fair.', by: 'Mo', editedAt: null, may: { edit: false, remove: true } },
	]);
	expect(await outcomeOf((await as(admin)).notes.edit({ noteId: id, text: 'No.' }))).toBe(
		'permissions.denied',
	);
	await (await as(keeper)).notes.edit({ noteId: id, text: 'Met in May.' });
	expect(await notesOf(keeper)).toMatchObject([
		{ text: 'Met in May.', editedAt: expect.any(Date), may: { edit: true, remove: true } },
	]);
	expect(await outcomeOf((await as(ann)).notes.timeline(about()))).toBe('permissions.denied');
	await (await as(admin)).notes.remove({ noteId: id });
	expect(await notesOf(keeper)).toEqual([]);
	expect(await outcomeOf((await as(admin)).notes.remove({ noteId: id }))).toBe('notes.not_found');
});

test('sent twice it is one note, and two hundred are enough', async () => {
	const id = await note(keeper, 'Once.');
	await (await as(keeper)).notes.add({ id, ...about(), text: 'Once.' });
	expect(await notesOf(keeper)).toHaveLength(1);
	const more = Array.from({ length: 199 }, () => ({
		...{ id: newId(), subjectId: ann.memberId, subjectKind: 'member', action: 'noted' },
		...{ details: JSON.stringify({ text: 'More.' }), createdAt: installation.clock.now() },
	}));
	await here.db.insertInto('history').values(more).execute();
	expect(
		await outcomeOf((await as(keeper)).notes.add({ id: newId(), ...about(), text: 'One more.' })),
	).toBe('notes.too_many');
});

test('staff who never entered own their notes, and nobody else owns them', async () => {
	const organizations = [{ id: here.community.organizationId, name: '', role: 'admin' as const }];
	const sam = { id: newId(), email: 'sam@staff.example', name: 'Sam Staff', organizations };
	const { services } = installation;
	const staff = await createStaffContext(
		...([services, here.community, { ...sam, hasSecondFactor: true }, NO_REQUEST] as const),
	);
	const id = newId();
	await communityCaller(staff).notes.add({ id, ...about(), text: 'From the studio.' });
	expect(await notesOf(keeper)).toMatchObject([
		{ by: 'Sam Staff', may: { edit: false, remove: false } },
	]);
	await communityCaller(staff).notes.edit({ noteId: id, text: 'From the office.' });
	expect(await notesOf(admin)).toMatchObject([{ text: 'From the office.' }]);
});

test('the timeline tells everything once, newest first, however small the pages', async () => {
	await note(keeper, 'First.');
	const { posts, comments } = await as(ann);
	const spaceId = (await here.as(ann)).grants.spaces.readable[0] ?? '';
	const { postId } = await posts.publish({
		...{ id: newId(), spaceId, title: 'A question', body: words('Who knows?') },
	});
	await comments.publish({ id: newId(), postId, parentId: null, body: words('I found it.') });
	await (
		await as(admin)
	).restrictions.restrict({
		...{ ...about(), kind: 'silenced', hours: 2, reason: 'Too loud.' },
	});
	await note(admin, 'Second.');
	const whole = (await timeline(admin)).items;
	expect(whole.map(({ kind }) => kind)).toEqual([
		...['note', 'action', 'comment', 'post', 'note', 'joined'],
	]);
	const walked = [];
	for (let cursor: string | null = null, isMore = true; isMore; isMore = cursor !== null) {
		const page = await timeline(admin, { limit: 1, cursor });
		walked.push(...page.items);
		cursor = page.nextCursor;
	}
	expect(walked).toEqual(whole);
	expect((await timeline(admin, { kinds: ['post', 'comment'] })).items).toHaveLength(2);
});

test('of what was accepted the guidelines and the terms are told apart, also of one moment', async () => {
	const owner = await as(await founderOf(here));
	const rules = () => [{ id: newId(), title: 'Be kind', text: '' }];
	const text = { title: 'Terms', changes: '', mustAccept: false, basedOn: 0 };
	await owner.guidelines.publish({ ...text, rules: rules(), kind: 'terms' });
	const { version } = (await here.as(null)).snapshot.guidelines;
	await owner.guidelines.publish({ ...text, rules: rules(), basedOn: version });
	const own = await as(ann);
	await own.guidelines.accept({ kind: 'terms', version: 1 });
	await own.guidelines.accept({ version: version + 1 });
	const walked = [];
	for (let cursor: string | null = null, isMore = true; isMore; isMore = cursor !== null) {
		const page = await timeline(admin, { kinds: ['accepted'], limit: 1, cursor });
		walked.push(...page.items);
		cursor = page.nextCursor;
	}
	expect(walked).toMatchObject([
		{ text: 'guidelines', version: version + 1 },
		{ text: 'terms', version: 1 },
	]);
});

test('what somebody may not read is not told: posts of spaces closed to them, and the log of those who run it', async () => {
	const { spaces } = await as(await founderOf(here));
	const { spaceId } = await spaces.create({
		...{ ...spaceFields('Cabinet'), visibility: 'private' },
	});
	await spaces.setMember({ spaceId, memberId: ann.memberId, allowed: true });
	const { posts } = await as(ann);
	await posts.publish({ id: newId(), spaceId, title: 'Secret', body: words('Hush.') });
	expect((await timeline(keeper, { kinds: ['post'] })).items).toEqual([]);
	expect((await timeline(keeper, { kinds: ['action'] })).items).toEqual([]);
});

test('what was noted of somebody goes with their name', async () => {
	await note(keeper, 'Private.');
	await (await as(admin)).members.remove({ ...about(), contributions: 'anonymise' });
	const payload = { memberId: ann.memberId, contributions: 'anonymise' };
	const job = await createJobContext(installation.services, here.community, 'test');
	await notesConsumers['forget-notes'].handle(job, {
		...{ id: newId(), communityId: here.id, type: 'members.removed', payload },
		...{ occurredAt: installation.clock.now(), actor: { kind: 'job', name: 'test' } },
	});
	const left = here.db.selectFrom('history').select('id').where('subjectId', '=', ann.memberId);
	expect(await left.execute()).toEqual([]);
});
