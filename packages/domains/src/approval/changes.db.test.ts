import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import { DEFAULT_LIFE } from '../submissions/submissions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());
beforeEach(() => rule({ edits: true }));

const as = async (actor: 'member' | 'moderator' | 'owner') =>
	communityCaller(await actors.as(actor));
async function rule(more: { edits?: boolean; kind?: 'comment' | 'question' }) {
	const all = { spaceId: null, kind: null, roleKey: 'member', ...more };
	await (await as('owner')).approval.saveSettings({ rules: [all], life: DEFAULT_LIFE });
}
/** A member's post that was approved. */
async function approved(text = 'Approved words', tags: string[] = []) {
	const ctx = await actors.as('member');
	const id = newId();
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const post = { id, spaceId, title: 'Approved title', body: words(text), tags };
	await (await as('member')).posts.publish(post);
	await (await as('moderator')).approval.approve({ submissionId: id, version: 1 });
	installation.clock.advance(3600);
	return id;
}
async function change(postId: string, text: string, version = 1) {
	const { posts } = await as('member');
	const edited = { postId, version, title: 'Better title', body: words(text), why: 'A typo' };
	return (await posts.edit(edited)).heldId ?? '';
}
const shownIn = async (postId: string) => (await as('owner')).posts.get({ postId });
/** Hands every event so far to what keeps submissions. */
async function settle() {
	const job = await createJobContext(installation.services, here.community, 'relay');
	for (const event of await eventsSince(here.db, here.id, newId(), 5000))
		for (const [name, { on, handle }] of consumers)
			if (name.endsWith('-changes') && on.includes(event.type)) await handle(job, event);
}

test('a change waits while everybody reads what was approved, and its author is told', async () => {
	const postId = await approved();
	const heldId = await change(postId, 'Changed words');
	const shown = await shownIn(postId);
	expect(shown).toMatchObject({
		title: 'Approved title',
		body: words('Approved words'),
		version: 1,
	});
	expect(shown.held).toBeNull();
	const { posts, approval, search, history } = await as('member');
	expect((await posts.get({ postId })).held).toEqual({ id: heldId, state: 'waiting' });
	expect(JSON.stringify(await search.find({ text: 'Changed' }))).not.toContain(postId);
	expect((await history.list({ subjectKind: 'post', subjectId: postId })).items).toMatchObject([
		{ action: 'approved' },
	]);
	expect(await approval.get({ submissionId: heldId })).toMatchObject({
		...{ state: 'waiting', isMine: true, title: 'Better title', post: { id: postId } },
		revises: {
			...{ id: postId, version: 1 },
			titleChanges: expect.arrayContaining([{ change: 'added', text: 'Better' }]),
			changes: [{ change: 'changed' }],
		},
	});
	const other = communityCaller(await here.as(await here.member('member', 'Otto Other')));
	expect(await outcomeOf(other.approval.get({ submissionId: heldId }))).toBe('approval.not_found');
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const) {
		const caller = communityCaller(await actors.as(actor)).approval;
		expect(await outcomeOf(caller.get({ submissionId: heldId }))).toBe('approval.not_found');
	}
});

test('approved, it is on the site in its author’s name, with a trace, found by its new words', async () => {
	const postId = await approved();
	const submissionId = await change(postId, 'Marmalade');
	const moderator = await as('moderator');
	const seen = { submissionId, version: 1 };
	expect(await outcomeOf(moderator.approval.approve(seen))).toBe('approval.changed_meanwhile');
	await moderator.approval.approve({ ...seen, revisedVersion: 1 });
	expect(await shownIn(postId)).toMatchObject({
		...{ title: 'Better title', body: words('Marmalade'), version: 2, held: null },
	});
	expect((await moderator.search.find({ text: 'Marmalade' })).items).toHaveLength(1);
	const { items } = await moderator.history.list({ subjectKind: 'post', subjectId: postId });
	expect(items.map(({ action, who, why }) => [action, who?.name, why])).toEqual(
		expect.arrayContaining([
			['edited', 'Mia Member', 'A typo'],
			['approved', 'Mo Moderator', ''],
		]),
	);
	const again = moderator.approval.approve({ ...seen, revisedVersion: 2 });
	expect(await outcomeOf(again)).toBe('approval.already_handled');
	const { items: mine } = await (await as('member')).approval.mine({});
	expect(mine.map(({ id }) => id)).not.toContain(submissionId);
});

test('sent back with a reason, it is written on and sent again; taken back, nothing is left of it', async () => {
	const postId = await approved();
	const submissionId = await change(postId, 'First try');
	const moderator = await as('moderator');
	await moderator.approval.reject({ submissionId, version: 1, reason: 'Say where' });
	const { approval, posts } = await as('member');
	expect((await posts.get({ postId })).held).toEqual({ id: submissionId, state: 'rejected' });
	// Editing the post anew goes on with the same change.
	expect(await change(postId, 'Second try')).toBe(submissionId);
	expect(await approval.get({ submissionId })).toMatchObject({
		...{ state: 'waiting', reason: '', body: words('Second try') },
	});
	await approval.withdraw({ submissionId });
	expect((await posts.get({ postId })).held).toBeNull();
	expect(await shownIn(postId)).toMatchObject({ body: words('Approved words'), version: 1 });
});

test('whoever approves sees the text it replaces: another edit in between is not overlooked', async () => {
	const postId = await approved();
	const submissionId = await change(postId, 'Mine');
	const moderator = await as('moderator');
	const edit = { postId, version: 1, title: 'Moderated', body: words('Moderated words') };
	expect((await moderator.posts.edit(edit)).heldId).toBeNull();
	const stale = { submissionId, version: 1, revisedVersion: 1 };
	expect(await outcomeOf(moderator.approval.approve(stale))).toBe('approval.changed_meanwhile');
	const { items } = await moderator.approval.queue({ limit: 100 });
	const held = items.find(({ id }) => id === submissionId);
	expect(held?.revises).toMatchObject({ version: 2 });
	expect(JSON.stringify(held?.revises?.titleChanges)).toContain('Moderated');
	const better = { title: 'Both', body: words('Both words') };
	await moderator.approval.approve({ ...stale, revisedVersion: 2, ...better });
	expect(await shownIn(postId)).toMatchObject(better);
});

test('what does not wait: no change, tags alone, rules without it, who may approve', async () => {
	const postId = await approved();
	const { posts } = await as('member');
	const same = { postId, version: 1, title: 'Approved title', body: words('Approved words') };
	expect(await posts.edit(same)).toEqual({ version: 1, heldId: null });
	await (await as('owner')).tags.setCreation({ allowed: true });
	expect((await posts.edit({ ...same, tags: ['Rye'] })).heldId).toBeNull();
	expect((await shownIn(postId)).tags.map(({ name }) => name)).toEqual(['Rye']);
	await rule({ edits: true, kind: 'question' });
	const editNow = async (more: object) => (await as('member')).posts.edit({ ...same, ...more });
	expect(await editNow({ title: 'Renamed' })).toEqual({ version: 2, heldId: null });
	await rule({ edits: false });
	expect(await editNow({ version: 2 })).toEqual({ version: 3, heldId: null });
});

test('an older version that is put back waits as well', async () => {
	const postId = await approved();
	await rule({ edits: false });
	await change(postId, 'Newer words');
	await rule({ edits: true });
	const { posts, approval } = await as('member');
	const { heldId } = await posts.restore({ postId, version: 2, number: 1 });
	expect(await shownIn(postId)).toMatchObject({ body: words('Newer words'), version: 2 });
	expect(await approval.get({ submissionId: heldId ?? '' })).toMatchObject({
		...{ title: 'Approved title', body: words('Approved words') },
	});
});

test('a comment’s change waits, and goes where it belongs', async () => {
	const moderator = await as('moderator');
	const postId = await approved();
	await rule({ edits: true, kind: 'comment' });
	const { comments } = await as('member');
	const commentId = newId();
	await comments.publish({ id: commentId, postId, parentId: null, body: words('Yes') });
	await moderator.approval.approve({ submissionId: commentId, version: 1 });
	const { heldId } = await comments.edit({ commentId, version: 1, body: words('No') });
	const seenBy = async (who: typeof moderator) => (await who.comments.list({ postId })).items[0];
	const bodyOf = async () => (await seenBy(moderator))?.body;
	// Its author is shown that it waits, and nobody else.
	expect((await seenBy(await as('member')))?.held).toEqual({ id: heldId, state: 'waiting' });
	expect((await seenBy(moderator))?.held).toBeNull();
	expect(await bodyOf()).toEqual(words('Yes'));
	expect((await comments.edit({ commentId, version: 1, body: words('Never') })).heldId).toBe(
		heldId,
	);
	const seen = { submissionId: heldId ?? '', version: 2, revisedVersion: 1 };
	await moderator.approval.approve(seen);
	expect(await bodyOf()).toEqual(words('Never'));
	const { items } = await moderator.history.list({ subjectKind: 'comment', subjectId: commentId });
	expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['edited', 'approved']));
});

test('of what has left the site nothing waits, and what was moved is decided where it is now', async () => {
	const [gone, moved] = [await approved(), await approved()];
	const [goneId, movedId] = [await change(gone, 'Late'), await change(moved, 'Late, too')];
	const moderator = await as('moderator');
	await moderator.posts.remove({ postId: gone });
	const approve = { submissionId: goneId, version: 1, revisedVersion: 1 };
	expect(await outcomeOf(moderator.approval.approve(approve))).toBe('posts.not_found');
	const spaces = (await actors.as('moderator')).grants.spaces.postable;
	const there = (await shownIn(moved)).space.id;
	const spaceId = spaces.find((id) => id !== there) ?? '';
	await moderator.lifecycle.move({ postId: moved, spaceId });
	await settle();
	expect(await outcomeOf(moderator.approval.get({ submissionId: goneId }))).toBe(
		'approval.not_found',
	);
	expect((await moderator.approval.get({ submissionId: movedId })).space.id).toBe(spaceId);
});

test('who leaves takes along what they had waiting', async () => {
	const leaver = await here.member('member', 'Lea Leaver');
	const ctx = await here.as(leaver);
	const id = newId();
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const api = communityCaller(ctx);
	await api.posts.publish({ id, spaceId, title: 'Hers', body: words('Hers') });
	await (await as('moderator')).approval.approve({ submissionId: id, version: 1 });
	await api.posts.edit({ postId: id, version: 1, title: 'Hers', body: words('Changed') });
	await api.members.leave({ contributions: 'anonymise' });
	const job = await createJobContext(installation.services, here.community, 'relay');
	for (const event of await eventsSince(here.db, here.id, newId(), 5000))
		for (const [name, { on, handle }] of consumers)
			if (name === 'drop-submissions' && on.includes(event.type)) await handle(job, event);
	const left = here.db.selectFrom('submissions').select('id').where('revisesId', '=', id);
	expect(await left.execute()).toEqual([]);
});
