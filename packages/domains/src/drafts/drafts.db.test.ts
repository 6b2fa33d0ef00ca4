import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@kith/kernel/actor';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { NOTHING, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers, jobs } from '../index.ts';
import { discardDraft } from './discard-draft.ts';
import { getDraft, listDrafts } from './read-drafts.ts';
import { saveDraft } from './save-draft.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const NO_FIELDS = { title: '', spaceId: null, postId: null, version: null, options: null };
const draft = (text: string, fields = {}, key = `post:${newId()}`) => ({
	...{ key, body: words(text), fields: { ...NO_FIELDS, ...fields } },
});
const someone = async () => here.as(await here.member('member', `Writer ${newId().slice(-12)}`));
const deliver = async (
	type: string,
	payload: Record<string, unknown>,
	actor: Actor = { kind: 'job', name: 'test' },
) => {
	const job = await createJobContext(installation.services, here.community, 'test');
	const event = { id: newId(), communityId: here.id, type, payload, occurredAt: new Date(0) };
	const name = type.endsWith('.edited') ? 'drop-edited-drafts' : 'drop-published-drafts';
	await consumers.get(name)?.handle(job, { ...event, actor });
};
const publish = async (ctx: CommunityContext, id = newId()) => {
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	await publishPost(ctx, { id, spaceId, title: 'Told', body: words('Told') });
	return id;
};

test('a draft is there on the next device, in its last state, and for its writer alone', async () => {
	const ctx = await someone();
	const first = draft('One', { title: 'Half a title' });
	await saveDraft(ctx, first);
	await saveDraft(ctx, { ...first, body: words('One more word') });
	expect(await getDraft(ctx, first)).toMatchObject({
		...{ body: words('One more word'), fields: { title: 'Half a title' } },
	});
	expect(await listDrafts(ctx)).toMatchObject([
		{ kind: 'post', title: 'Half a title', excerpt: 'One more word', postId: null },
	]);
	for (const other of [await someone(), await actors.as('owner')]) {
		expect(await getDraft(other, first)).toBeNull();
		expect(await listDrafts(other)).toEqual([]);
		await discardDraft(other, first);
	}
	expect(await getDraft(ctx, first)).not.toBeNull();
	await discardDraft(ctx, first);
	expect(await listDrafts(ctx)).toEqual([]);
});

test('visitors, those who wait and strangers keep none; nothing is no draft', async () => {
	for (const name of ['anonymous', 'pending', 'foreigner'] as const) {
		const ctx = await actors.as(name);
		for (const attempt of [
			() => saveDraft(ctx, draft('No')),
			() => listDrafts(ctx),
			() => getDraft(ctx, draft('No')),
			() => discardDraft(ctx, draft('No')),
		])
			expect(['identity.sign_in_needed', 'permissions.denied']).toContain(
				await outcomeOf(attempt()),
			);
	}
	const ctx = await someone();
	expect(await outcomeOf(saveDraft(ctx, { ...draft(''), body: NOTHING }))).toBe('drafts.empty');
	const api = communityCaller(ctx).drafts;
	for (const key of ['post:1', 'note:x', `post:${newId()}x`, '../x'])
		expect(await outcomeOf(api.get({ key }))).toContain('invalid_format');
});

test('a draft goes when what it says is published, by whichever device', async () => {
	const ctx = await someone();
	const id = newId();
	await saveDraft(ctx, draft('To be told', {}, `post:${id}`));
	await publish(ctx, id);
	await deliver('posts.published', { postId: id });
	await deliver('posts.published', { postId: id });
	expect(await listDrafts(ctx)).toEqual([]);

	const comment = { postId: id, body: words('Yes') };
	await saveDraft(ctx, draft('Yes', { postId: id }, `comment:${id}`));
	const { commentId } = await publishComment(ctx, { id: newId(), parentId: null, ...comment });
	await saveDraft(ctx, draft('And', { postId: id }, `reply:${commentId}`));
	await deliver('comments.published', { commentId });
	expect(await listDrafts(ctx)).toMatchObject([{ kind: 'reply', title: 'Told', postId: id }]);
	const reply = await publishComment(ctx, { id: newId(), parentId: commentId, ...comment });
	await deliver('comments.published', reply);
	expect(await listDrafts(ctx)).toEqual([]);
	await deliver('comments.published', { commentId: newId() });
});

test('what is written anew is kept by its own id, named after its post, and gone once it is out', async () => {
	const ctx = await someone();
	const api = communityCaller(ctx);
	const postId = await publish(ctx);
	const commentId = newId();
	await publishComment(ctx, { id: commentId, postId, parentId: null, body: words('Told') });
	const edits = [
		draft('Better', { postId, version: 1 }, `post-edit:${postId}`),
		draft('Better', { postId, version: 1 }, `comment-edit:${commentId}`),
	];
	for (const edit of edits) await saveDraft(ctx, edit);
	expect(await listDrafts(ctx)).toMatchObject([
		{ kind: 'comment-edit', title: 'Told', postId },
		{ kind: 'post-edit', title: 'Told', postId },
	]);
	expect(await getDraft(ctx, { key: `post-edit:${postId}` })).toMatchObject({
		...{ body: words('Better'), fields: { version: 1 } },
	});
	await api.posts.edit({ postId, version: 1, title: 'Told', body: words('Better') });
	await deliver('posts.edited', { postId }, ctx.actor);
	expect(await listDrafts(ctx)).toMatchObject([{ kind: 'comment-edit' }]);
	// Somebody else's edit takes nothing from who writes.
	await deliver('comments.edited', { commentId }, (await someone()).actor);
	expect(await listDrafts(ctx)).toHaveLength(1);
	await deliver('comments.edited', { commentId }, ctx.actor);
	expect(await listDrafts(ctx)).toEqual([]);
});

test('the title of a post that cannot be read any more is not told', async () => {
	const ctx = await someone();
	const postId = await publish(await someone());
	await saveDraft(ctx, draft('Hm', { postId }, `comment:${postId}`));
	await here.db.updateTable('posts').set({ status: 'removed' }).where('id', '=', postId).execute();
	expect(await listDrafts(ctx)).toMatchObject([{ title: '', postId: null }]);
});

test('fifty are kept, the newest; half a year later none', async () => {
	const ctx = await someone();
	const values = Array.from({ length: 50 }, (_, index) => ({
		...{ memberId: ctx.grants.memberId, key: `post:${newId()}`, excerpt: `${index}` },
		...{ fields: '{}', body: JSON.stringify(words('old')) },
		updatedAt: new Date(installation.clock.now().getTime() - (index + 1) * 60_000),
	}));
	await here.db.insertInto('drafts').values(values).execute();
	await saveDraft(ctx, draft('The newest'));
	const kept = await listDrafts(ctx);
	expect(kept).toHaveLength(50);
	expect(kept.map(({ excerpt }) => excerpt)).not.toContain('49');
	const sweep = () =>
		jobs.get('sweep-community-drafts')?.run(installation.services, { communityId: here.id });
	await sweep();
	expect(await listDrafts(ctx)).toHaveLength(50);
	installation.clock.advance(181 * 86_400);
	await sweep();
	expect(await listDrafts(await here.as(null)).catch(() => 'none')).toBe('none');
	expect(await here.db.selectFrom('drafts').select('key').execute()).toEqual([]);
});

test('whoever leaves takes their drafts along', async () => {
	const ctx = await someone();
	await saveDraft(ctx, draft('Secret plans'));
	await communityCaller(ctx).members.leave({ contributions: 'keep' });
	const { memberId } = ctx.grants;
	const left = here.db.selectFrom('drafts').select('key').where('memberId', '=', memberId);
	expect(await left.execute()).toEqual([]);
});

test('a draft keeps what its post is published with, also when that makes no sense yet', async () => {
	const ctx = await someone();
	const options = {
		...{ kind: 'idea' as const, tags: ['Half'], contentWarning: 'Noi', when: '2027-01-0' },
		poll: {
			...{ choices: ['Tea', ''], method: 'single' as const, results: 'always' as const },
			...{ days: 'date', endsOn: '', maxChoices: '', isAnonymous: true },
		},
		announcement: { audience: { kind: 'roles' as const, roleIds: [] }, mustAcknowledge: true },
	};
	const first = draft('One', { options });
	await communityCaller(ctx).drafts.save(first);
	expect((await communityCaller(ctx).drafts.get({ key: first.key }))?.fields.options).toEqual(
		options,
	);
	// One that was kept before there was anything beside the text.
	await here.db
		.updateTable('drafts')
		.set({ fields: JSON.stringify({ title: 'Old' }) })
		.execute();
	expect((await getDraft(ctx, first))?.fields).toMatchObject({ title: 'Old', options: null });
});
