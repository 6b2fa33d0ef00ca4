import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaOf } from '@kith/db/schema-name';
import { newId } from '@kith/kernel/ids';
import { atOnce, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openMerging, type Merging } from '@kith/testing/test-merging';
import { communityCaller } from '../index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { settleMerge } from './settle-merge.ts';

let installation: TestInstallation;
let place: Merging;
beforeAll(async () => {
	installation = await createTestInstallation();
	place = await openMerging(installation);
});
afterAll(() => installation.close());

test('what one account wrote, has and is, is the other’s, and nobody gets in by the old one', async () => {
	const { here, founder, someone, merge, post, rowOf } = place;
	const [gone, stays, friend] = [await someone(), await someone(), await someone()];
	const [asGone, asFriend] = [await here.as(gone), await here.as(friend)];
	const postId = await post(asGone);
	const api = communityCaller(asGone);
	await api.relations.follow({ memberId: friend.memberId, on: true });
	await communityCaller(asFriend).relations.follow({ memberId: gone.memberId, on: true });
	await api.bookmarks.save({ postId });
	const profile = { name: gone.name, bio: 'Sings alto.', avatarFileId: null, version: 1 };
	await api.members.updateProfile({ ...profile, handle: 'old-account' });
	const staff = communityCaller(founder);
	const note = { id: newId(), memberId: gone.memberId, text: 'Two accounts.' };
	await staff.notes.add(note);

	expect(await merge(gone, stays)).toBe('done');

	const row = await rowOf(stays.memberId);
	expect(row).toMatchObject({ bio: 'Sings alto.', mergedIds: [gone.memberId] });
	expect(await rowOf(gone.memberId)).toMatchObject({
		...{ status: 'removed', userId: null, mergedIntoId: stays.memberId, bio: '' },
	});
	const kept = communityCaller(await here.as(stays));
	expect(await place.authorOf(postId)).toBe(stays.memberId);
	expect((await kept.bookmarks.list({})).items.map((one) => one.postId)).toEqual([postId]);
	const followed = await kept.relations.to({ memberId: friend.memberId });
	expect(followed).toMatchObject({ isFollowed: true });
	const people = here.db.selectFrom('authUsers').select('id').where('id', '=', gone.userId);
	expect(await people.execute()).toEqual([]);
	const returning = await here.as(null, { cookie: `kith=${gone.userId}` });
	expect(returning.actor.kind).toBe('anonymous');
	expect((await staff.members.profile({ handle: 'old-account' })).handle).toBe(row.handle);
	expect((await staff.roster.get({ memberId: gone.memberId })).id).toBe(stays.memberId);

	const wished = { name: stays.name, bio: '', avatarFileId: null, version: row.version };
	await kept.members.updateProfile({ ...wished, handle: 'old-account' });
	expect((await staff.members.profile({ handle: 'old-account' })).id).toBe(stays.memberId);

	const { items } = await staff.notes.timeline({ memberId: stays.memberId });
	expect(items).toContainEqual(expect.objectContaining({ kind: 'note', id: note.id }));
	const actions = items.flatMap((one) => (one.kind === 'action' ? [one.entry] : []));
	const told = actions.find(({ action }) => action === 'members.merged')?.details;
	expect(told?.before).toMatchObject({ posts: 0, followers: 0 });
	expect(told?.after).toMatchObject({ posts: 1, followers: 1 });
});

test('texts of others name the one that stays, and both addresses hear of it, once', async () => {
	const { here, someone, merge, post } = place;
	const [gone, stays, friend] = [await someone(), await someone(), await someone()];
	const thanks = ({ memberId: id, name: label }: typeof gone): RichText => ({
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id, label } }] }],
	});
	const postId = await post(await here.as(friend), thanks(gone));
	expect(await merge(gone, stays)).toBe('done');
	await place.deliver('members.merged');
	const { body } = await communityCaller(await here.as(stays)).posts.get({ postId });
	expect(body).toEqual(thanks(stays));
	const mails = (await installation.mailbox.list({ limit: 500 })).filter(({ subject }) =>
		subject.includes('are one now'),
	);
	const told = mails.flatMap(({ to }) => to).filter((to) => [gone.email, stays.email].includes(to));
	expect(told.toSorted()).toEqual([gone.email, stays.email].toSorted());
});

test('the page before it names what moves, what both have, and what comes along', async () => {
	const { here, owner, someone, merge, post } = place;
	const [gone, stays, friend] = [await someone('moderator'), await someone(), await someone()];
	await post(await here.as(gone));
	const postId = await post(await here.as(friend));
	for (const who of [gone, stays]) {
		const api = communityCaller(await here.as(who));
		await api.reactions.set({ subjectKind: 'post', subjectId: postId, emoji: '👍', on: true });
		await api.bookmarks.save({ postId });
	}
	const pair = { memberId: gone.memberId, intoId: stays.memberId };
	expect(await (await place.inStudio(owner)).merging.preview(pair)).toMatchObject({
		gone: { email: gone.email },
		moved: { posts: 1, reactions: 0, bookmarks: 0 },
		dropped: { reactions: 1, bookmarks: 1, posts: 0 },
		roles: { given: ['Moderator'], left: [] },
		...{ hasSignIn: true, restriction: null },
	});
	expect(await merge(gone, stays)).toBe('done');
	const counted = here.db.selectFrom('posts').select('reactionCount').where('id', '=', postId);
	expect(await counted.executeTakeFirst()).toEqual({ reactionCount: 1 });
});

test('of what both have of one kind one is left, with what is newer, later or fuller', async () => {
	const { here, someone, merge, post, spaceId } = place;
	const [gone, stays, friend] = [await someone(), await someone(), await someone()];
	const { db } = here;
	const postId = await post(await here.as(friend));
	const day = (date: number) => new Date(Date.UTC(2026, 0, date));
	const both = [gone.memberId, stays.memberId] as const;
	const folderIds = [newId(), newId()] as const;
	const { readable } = (await here.as(friend)).grants.spaces;
	const otherId = readable.find((id) => id !== spaceId) ?? '';
	for (const [at, memberId] of both.entries()) {
		const [one, id] = [at === 0 ? 2 : 1, folderIds[at] ?? ''];
		const folder = { id, memberId, name: 'Later', createdAt: day(1) };
		await db.insertInto('bookmarkFolders').values(folder).execute();
		const text = { body: JSON.stringify(words('Text')), excerpt: memberId, fields: '{}' };
		const draft = { memberId, key: 'new', ...text, updatedAt: day(one) };
		await db.insertInto('drafts').values(draft).execute();
		const acknowledgedAt = at === 0 ? day(5) : null;
		const receipt = { postId, memberId, seenAt: day(one), acknowledgedAt };
		await db.insertInto('receipts').values(receipt).execute();
		const visit = { memberId, spaceId, seenAt: day(one), followedAt: at === 0 ? day(3) : null };
		await db.insertInto('spaceVisits').values(visit).execute();
		const other = { memberId, spaceId: otherId, seenAt: day(1) };
		const how = at === 0 ? { mutedAt: day(4) } : { followedAt: day(4) };
		await db
			.insertInto('spaceVisits')
			.values({ ...other, ...how })
			.execute();
	}
	const mark = { memberId: gone.memberId, postId, folderId: folderIds[0], createdAt: day(1) };
	await db.insertInto('bookmarks').values(mark).execute();
	const shared = db
		.updateTable('posts')
		.set({ coAuthorIds: [...both], invitedAuthorIds: [...both] });
	await shared.where('id', '=', postId).execute();
	expect(await merge(gone, stays)).toBe('done');
	const mine = { memberId: stays.memberId };
	expect(await db.selectFrom('bookmarkFolders').select('id').execute()).toEqual([
		{ id: folderIds[1] },
	]);
	expect(
		await db.selectFrom('bookmarks').selectAll().where('postId', '=', postId).execute(),
	).toEqual([{ ...mark, ...mine, folderId: folderIds[1], note: '', remindAt: null }]);
	const drafts = db.selectFrom('drafts').select(['memberId', 'excerpt']);
	expect(await drafts.execute()).toEqual([{ ...mine, excerpt: gone.memberId }]);
	const receipts = db.selectFrom('receipts').select(['memberId', 'acknowledgedAt']);
	expect(await receipts.execute()).toEqual([{ ...mine, acknowledgedAt: day(5) }]);
	const visits = db
		.selectFrom('spaceVisits')
		.select(['memberId', 'seenAt', 'followedAt', 'mutedAt']);
	expect(await visits.where('memberId', 'in', both).orderBy('seenAt').execute()).toEqual([
		{ ...mine, seenAt: day(1), followedAt: null, mutedAt: day(4) },
		{ ...mine, seenAt: day(2), followedAt: day(3), mutedAt: null },
	]);
	const posts = db.selectFrom('posts').select(['coAuthorIds', 'invitedAuthorIds']);
	expect(await posts.where('id', '=', postId).execute()).toEqual([
		{ coAuthorIds: [stays.memberId], invitedAuthorIds: [] },
	]);
});

test('nobody comes to a vote for an idea of their own, whichever account gave it', async () => {
	const { here, someone, merge, founder, spaceId } = place;
	const [gone, stays, friend] = [await someone(), await someone(), await someone()];
	const ideaOf = async (writer: typeof gone) => {
		const id = newId();
		const idea = { id, spaceId, kind: 'idea' as const, title: 'A kettle', body: words('Tea') };
		await communityCaller(await here.as(writer)).posts.publish(idea);
		return id;
	};
	const [theirs, ours, others] = [await ideaOf(gone), await ideaOf(stays), await ideaOf(friend)];
	const shared = await ideaOf(friend);
	const written = here.db.updateTable('posts').set({ coAuthorIds: [stays.memberId] });
	await written.where('id', '=', shared).execute();
	for (const [voter, postIds] of [
		[gone, [ours, others, shared]],
		[stays, [theirs]],
		[friend, [theirs, ours]],
	] as const)
		for (const postId of postIds)
			await communityCaller(await here.as(voter)).ideas.vote({ postId, on: true });
	expect(await merge(gone, stays)).toBe('done');
	const read = async (postId: string) => communityCaller(founder).posts.get({ postId });
	expect((await read(theirs)).voteCount).toBe(1);
	expect((await read(ours)).voteCount).toBe(1);
	expect((await read(others)).voteCount).toBe(1);
	expect((await read(shared)).voteCount).toBe(0);
	const votes = here.db.selectFrom('votes').select(['postId', 'memberId']);
	expect(await votes.where('memberId', '=', stays.memberId).execute()).toEqual([
		{ postId: others, memberId: stays.memberId },
	]);
});

test('a secret vote comes along unseen; where both voted, both stay and tell nothing', async () => {
	const { here, someone, merge, founder, spaceId } = place;
	const [gone, stays] = [await someone(), await someone()];
	const polls = [newId(), newId()] as const;
	for (const id of polls) {
		const terms = { method: 'single' as const, maxChoices: 1, results: 'always' as const };
		const poll = { ...terms, openDays: null, choices: ['Tea', 'Coffee'], isAnonymous: true };
		const text = { title: 'Tea?', body: words('Tea?') };
		await communityCaller(founder).posts.publish({ id, spaceId, ...text, poll });
		await communityCaller(await here.as(gone)).polls.vote({ postId: id, choices: [0] });
	}
	const [, twice] = polls;
	await communityCaller(await here.as(stays)).polls.vote({ postId: twice, choices: [1] });
	expect(await merge(gone, stays)).toBe('done');
	const api = communityCaller(await here.as(stays));
	const poll = async (postId: string) => (await api.posts.get({ postId })).parts.poll;
	expect(await poll(polls[0])).toMatchObject({ mine: [0], voterCount: 1 });
	expect(await poll(twice)).toMatchObject({ mine: [1], voterCount: 2 });
});

test('of merges at once exactly one happens, whichever way round', async () => {
	const { here, someone, merge, post, rowOf } = place;
	const [gone, stays] = [await someone(), await someone()];
	const postIds = [await post(await here.as(gone)), await post(await here.as(stays))];
	const outcomes = await atOnce(4, async (at) => {
		const outcome = await (at % 2 === 0 ? merge(gone, stays) : merge(stays, gone));
		if (outcome !== 'done') throw new Error(outcome);
	});
	expect(outcomes).toEqual({ done: 1, 'members.not_found': 3 });
	const rows = [await rowOf(gone.memberId), await rowOf(stays.memberId)];
	const [left, ...others] = rows.filter(({ status }) => status === 'active');
	expect(others).toEqual([]);
	for (const postId of postIds) expect(await place.authorOf(postId)).toBe(left?.id);
});

test('what breaks off at its last step leaves everything as it was', async () => {
	const { here, someone, merge, post, rowOf } = place;
	const [gone, stays] = [await someone(), await someone()];
	const postId = await post(await here.as(gone));
	const before = [await rowOf(gone.memberId), await rowOf(stays.memberId)];
	const entries = `${schemaOf(here.id)}.audit_entries`;
	const broken = `check (action <> 'members.merged') not valid`;
	await installation.owner.query(`alter table ${entries} add constraint nothing ${broken}`);
	expect(await merge(gone, stays)).not.toBe('done');
	await installation.owner.query(`alter table ${entries} drop constraint nothing`);
	expect([await rowOf(gone.memberId), await rowOf(stays.memberId)]).toEqual(before);
	expect(await place.authorOf(postId)).toBe(gone.memberId);
	const people = here.db.selectFrom('authUsers').select('id').where('id', '=', gone.userId);
	expect(await people.execute()).toHaveLength(1);
});

test('what a request wrote that had begun before comes over a moment later', async () => {
	const { here, someone, merge, post, rowOf } = place;
	const [gone, last, stays] = [await someone(), await someone(), await someone()];
	const asGone = await here.as(gone);
	expect(await merge(gone, last)).toBe('done');
	expect(await merge(last, stays)).toBe('done');
	const postId = await post(asGone);
	await settleMerge(installation.services, { communityId: here.id, memberId: gone.memberId });
	expect(await place.authorOf(postId)).toBe(stays.memberId);
	expect((await rowOf(stays.memberId)).mergedIds).toEqual([gone.memberId, last.memberId]);
});

test('who is forgotten is forgotten under every account that became theirs', async () => {
	const { here, owner, someone, merge, post, rowOf } = place;
	const [gone, stays] = [await someone(), await someone()];
	const studio = await place.inStudio(owner);
	const hold = { memberId: gone.memberId, hours: 1, reason: 'Person was loud.' };
	await studio.restrictions.restrict({ ...hold, kind: 'silenced' });
	await studio.restrictions.lift({ memberId: gone.memberId });
	const postId = await post(await here.as(gone));
	expect(await merge(gone, stays)).toBe('done');
	const told = async () => (await studio.audit.list({ aboutId: stays.memberId })).items;
	const actions = ['members.merged', 'members.released', 'members.silenced'];
	expect((await told()).map(({ action }) => action)).toEqual(actions);
	await studio.members.remove({ memberId: stays.memberId, contributions: 'anonymise' });
	await place.deliver('members.removed');
	const kept = (await told()).filter(({ action }) => action !== 'members.forgotten');
	expect(kept.map(({ details }) => details)).toEqual(kept.map(() => null));
	const handle = expect.stringMatching(/^former-/);
	expect(await rowOf(gone.memberId)).toMatchObject({ name: 'Former member', handle });
	expect(await place.authorOf(postId)).toBe(stays.memberId);
});
