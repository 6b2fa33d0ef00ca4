import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { editPost, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { historyConsumers } from './history.consumers.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const api = communityCaller;
const later = (minutes: number) => installation.clock.advance(minutes * 60);
async function publish(ctx: CommunityContext, text = 'First words') {
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const { postId } = await publishPost(ctx, {
		...{ id: newId(), spaceId, title: 'Title', body: words(text) },
	});
	return { subjectKind: 'post' as const, subjectId: postId, postId };
}
const refOf = ({ subjectId }: { subjectId: string }) => ({
	subjectKind: 'post' as const,
	subjectId,
});
const edit = (ctx: CommunityContext, postId: string, version: number, text: string, why = '') =>
	editPost(ctx, { postId, version, title: `Title ${version}`, body: words(text), why });

test('an edit keeps who, when, why and both texts; the original comes with the first', async () => {
	const ctx = await actors.as('member');
	const post = await publish(ctx);
	later(10);
	await edit(ctx, post.postId, 1, 'Second words', 'A better word');
	const page = await api(ctx).history.list(refOf(post));
	expect(page.items.map(({ number, why, who }) => [number, why, who?.name])).toEqual([
		[2, 'A better word', 'Mia Member'],
		[1, '', 'Mia Member'],
	]);
	const version = await api(ctx).history.version({ ...refOf(post), number: 2 });
	expect(version).toMatchObject({ isCurrent: true, title: 'Title 1' });
	expect(version.changes?.[0]?.parts).toContainEqual({ change: 'removed', text: 'First' });
	expect((await api(ctx).history.version({ ...refOf(post), number: 1 })).changes).toBeNull();
});

test('an own edit right after publishing leaves no trace, unless somebody has answered', async () => {
	const ctx = await actors.as('member');
	const post = await publish(ctx);
	later(1);
	await edit(ctx, post.postId, 1, 'A typo less');
	expect((await api(ctx).history.list(refOf(post))).items).toEqual([]);
	expect((await api(ctx).posts.get({ postId: post.postId })).editedAt).toBeNull();
	const input = { id: newId(), postId: post.postId, parentId: null, body: words('Answer') };
	await publishComment(await actors.as('moderator'), input);
	await edit(ctx, post.postId, 2, 'After the answer');
	expect((await api(ctx).history.list(refOf(post))).items).toHaveLength(2);
	expect((await api(ctx).posts.get({ postId: post.postId })).editedAt).not.toBeNull();
	const other = await publish(ctx);
	await edit(await actors.as('moderator'), other.postId, 1, 'Moderated at once');
	expect((await api(ctx).history.list(refOf(other))).items).toHaveLength(2);
	const told = await publish(ctx);
	await edit(ctx, told.postId, 1, 'At once, and told why', 'A wrong date');
	expect((await api(ctx).history.list(refOf(told))).items).toHaveLength(2);
});

test('a comment keeps its versions, and its author puts one back', async () => {
	const ctx = await actors.as('member');
	const { postId } = await publish(ctx);
	const id = newId();
	await publishComment(ctx, { id, postId, parentId: null, body: words('Once') });
	later(10);
	await api(ctx).comments.edit({ commentId: id, version: 1, body: words('Twice') });
	await api(ctx).comments.restore({ commentId: id, version: 2, number: 1 });
	const page = await api(ctx).history.list({ subjectKind: 'comment', subjectId: id });
	expect(page.items.map(({ action, number }) => [action, number])).toEqual([
		...[
			['restored', 3],
			['edited', 2],
			['edited', 1],
		],
	]);
	const { items } = await api(ctx).comments.list({ postId });
	expect(items[0]?.body).toEqual(words('Once'));
});

test('restoring makes a new version and minds what others did meanwhile', async () => {
	const ctx = await actors.as('member');
	const post = await publish(ctx);
	later(10);
	await edit(ctx, post.postId, 1, 'Second words');
	const { postId } = post;
	expect(await outcomeOf(api(ctx).posts.restore({ postId, version: 1, number: 1 }))).toBe(
		'posts.changed_meanwhile',
	);
	expect(await outcomeOf(api(ctx).posts.restore({ postId, version: 2, number: 9 }))).toBe(
		'history.not_found',
	);
	await api(ctx).posts.restore({ postId, version: 2, number: 1 });
	expect(await api(ctx).posts.get({ postId })).toMatchObject({
		...{ title: 'Title', body: words('First words'), version: 3 },
	});
	const [newest] = (await api(ctx).history.list(refOf(post))).items;
	expect(newest).toMatchObject({ action: 'restored', number: 3, details: { number: '1' } });
});

test('a hidden version is read by staff alone, nor do the ones beside it tell its words', async () => {
	const ctx = await actors.as('member');
	const moderator = await actors.as('moderator');
	const post = await publish(ctx, 'Her phone is 555');
	later(10);
	await edit(ctx, post.postId, 1, 'No number here');
	const first = { ...refOf(post), number: 1 };
	expect(await outcomeOf(api(ctx).history.hide({ ...first, why: 'Mine' }))).toBe(
		'permissions.denied',
	);
	expect(await outcomeOf(api(moderator).history.hide({ ...first, number: 2, why: 'x' }))).toBe(
		'history.current_version',
	);
	await api(moderator).history.hide({ ...first, why: 'A phone number' });
	expect(await outcomeOf(api(ctx).history.version(first))).toBe('history.not_found');
	const next = await api(ctx).history.version({ ...first, number: 2 });
	expect(JSON.stringify(next)).not.toContain('555');
	const restore = { postId: post.postId, version: 2, number: 1 };
	expect(await outcomeOf(api(ctx).posts.restore(restore))).toBe('history.not_found');
	const shown = (await api(moderator).history.list(refOf(post))).items.at(-1);
	expect(shown).toMatchObject({ isHidden: true, hiddenWhy: 'A phone number' });
	expect(shown?.hiddenBy?.name).toBe('Mo Moderator');
	expect((await api(ctx).history.list(refOf(post))).items.at(-1)).toMatchObject({
		...{ isHidden: true, hiddenWhy: '', hiddenBy: null },
	});
	await api(moderator).history.show(first);
	expect((await api(ctx).history.version(first)).body).toEqual(words('Her phone is 555'));
	const { rows } = await installation.owner.query(
		`select payload->>'why' as why from streams.outbox where type = 'history.version_hidden' and payload->>'subjectId' = $1`,
		[post.postId],
	);
	expect(rows).toEqual([{ why: 'A phone number' }]);
});

test('readers see versions; what else became of a post, only its authors and moderators', async () => {
	const ctx = await actors.as('member');
	const post = await publish(ctx);
	await api(await actors.as('moderator')).posts.pin({ postId: post.postId, pinned: true });
	const reader = await here.as(await here.member('member', `Reader ${newId().slice(-6)}`));
	expect((await api(reader).history.list(refOf(post))).items).toEqual([]);
	expect((await api(ctx).history.list(refOf(post))).items.map(({ action }) => action)).toEqual([
		'pinned',
	]);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(api(await actors.as(actor)).history.list(refOf(post)))).toBe(
			'history.subject_not_found',
		);
});

test('a history is read page by page', async () => {
	const ctx = await actors.as('member');
	const post = await publish(ctx);
	later(10);
	for (let version = 1; version <= 5; version++)
		await edit(ctx, post.postId, version, `Text ${version}`);
	const first = await api(ctx).history.list({ ...refOf(post), limit: 4 });
	expect(first.items.map(({ number }) => number)).toEqual([6, 5, 4, 3]);
	const rest = await api(ctx).history.list({ ...refOf(post), cursor: first.nextCursor, limit: 4 });
	expect(rest).toMatchObject({ items: [{ number: 2 }, { number: 1 }], nextCursor: null });
});

test('who takes their texts along takes the older versions, too', async () => {
	const who = await here.member('member', `Leaver ${newId().slice(-6)}`);
	const ctx = await here.as(who);
	const post = await publish(ctx);
	later(10);
	await edit(ctx, post.postId, 1, 'Second words');
	const kept = () =>
		here.db.selectFrom('history').select('id').where('subjectId', '=', post.postId).execute();
	const event = (contributions: string) => ({
		...{ communityId: here.id, id: newId(), type: 'members.left', occurredAt: new Date() },
		...{ payload: { memberId: who.memberId, contributions }, actor: ctx.actor },
	});
	const owner = await actors.as('owner');
	await historyConsumers['forget-versions'].handle(owner, event('keep'));
	expect(await kept()).toHaveLength(2);
	await historyConsumers['forget-versions'].handle(owner, event('delete'));
	expect(await kept()).toEqual([]);
});

test('after so many hours writers change no more what they wrote, and who moderates there still does', async () => {
	const owner = api(await actors.as('owner'));
	const { rules, life } = await owner.approval.settings();
	await owner.approval.saveSettings({ rules, life: { ...life, editHours: 2 } });
	const ctx = await actors.as('member');
	const { postId, ...ref } = await publish(ctx);
	const commentId = newId();
	await publishComment(ctx, { id: commentId, postId, parentId: null, body: words('Said') });
	later(119);
	const member = async () => api(await actors.as('member'));
	expect((await (await member()).posts.get({ postId })).may.edit).toBe(true);
	await edit(await actors.as('member'), postId, 1, 'In time', 'Better');
	later(2);
	const late = await member();
	expect((await late.posts.get({ postId })).may.edit).toBe(false);
	const { items } = await late.comments.list({ postId });
	expect(items.map(({ may }) => may)).toMatchObject([{ edit: false, delete: true }]);
	expect((await late.history.list(ref)).may.restore).toBe(false);
	const body = words('Too late');
	for (const refused of [
		() => late.posts.edit({ postId, version: 2, title: 'Late', body }),
		() => late.posts.restore({ postId, version: 2, number: 1 }),
		() => late.posts.changeKind({ postId, kind: 'article' }),
		() => late.comments.edit({ commentId, version: 1, body }),
	])
		expect(await outcomeOf(refused())).toBe('history.edit_over');
	const moderator = api(await actors.as('moderator'));
	await moderator.posts.edit({ postId, version: 2, title: 'Mended', body });
	await owner.approval.saveSettings({ rules, life });
	await (await member()).comments.edit({ commentId, version: 1, body });
});
