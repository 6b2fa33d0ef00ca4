import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { encodeCursor } from '@kith/kernel/pages';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { pathsOf, procedureAt } from '@kith/testing/matrix-line';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { founderOf } from '@kith/testing/test-actors';
import type { Person, TestMember } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityApi, communityCaller } from '../index.ts';
import { blockMember } from './block-member.ts';
import { mentionedEverywhere, mentioning, type Place } from './mentioned-fixture.ts';

let installation: TestInstallation;
let stage: Stage;
let authorId: string;
let founderId: string;
/** A post of the founder's that the author answered, as they answered a comment of the founder's there. */
let answeredId: string;
let discussedId: string;
/** A post of the author's under a tag. */
let taggedId: string;
let tagId: string;
/** Where something of theirs stands within what is somebody else's. */
let places: readonly Place[];
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
	const founder = await stage.here.as(await founderOf(stage.here));
	answeredId = newId();
	const post = { id: answeredId, spaceId: stage.spaceId, title: 'Ours', body: words('Ours') };
	await communityCaller(founder).posts.publish(post);
	const asAuthor = await stage.here.as(await author());
	await fillLists(founder, asAuthor);
	places = [
		...(await onePlaceEach(founder, asAuthor)),
		...(await mentionedEverywhere(
			{ writer: founder, keeper: await stage.actor('moderator') },
			{ id: authorId, label: 'Theirs', spaceId: stage.spaceId },
		)),
	];
});
afterAll(() => installation.close());

const reads = pathsOf(communityApi, 'query');
/** Where one is told, on purpose, whom one has blocked oneself. */
const OWN_LIST = 'relations.avoided';

/** Inputs that would show the author of the stage where a procedure shows anybody. */
const MEANT: Readonly<Record<string, () => object>> = {
	'comments.list': () => ({ postId: answeredId }),
	'comments.ofMember': () => ({ memberId: founderId }),
	'comments.replies': () => ({
		...{ postId: answeredId, rootId: discussedId },
		cursor: encodeCursor([new Date(0).toISOString(), discussedId]),
	}),
	'members.profile': () => ({ handle: 'author' }),
	'library.tagged': () => ({ tagId }),
	'posts.tagged': () => ({ tagId, sort: 'latest' }),
	'relations.follows': () => ({ memberId: founderId, side: 'followers' }),
	'members.list': () => ({ search: 'author' }),
	'search.find': () => ({ text: 'theirs' }),
	'search.suggest': () => ({ text: 'author' }),
};

/** Everything that reading `path` answers `ctx`, as one text; empty when it refuses. */
async function answerTo(ctx: CommunityContext, path: string): Promise<string> {
	const input: unknown = MEANT[path]?.() ?? (await COMMUNITY_CASES[path]?.input?.(stage, ctx));
	try {
		return JSON.stringify(await procedureAt(communityCaller(ctx), path)(input)) ?? '';
	} catch {
		return '';
	}
}
const readAt = async (ctx: CommunityContext, path: string, input: unknown) =>
	JSON.stringify(await procedureAt(communityCaller(ctx), path)(input));
const shows = (text: string) =>
	[authorId, 'Theirs', '"handle":"author"'].some((sign) => text.includes(sign));

/** A named vote, an accepted answer, a version and a merged idea of the author's, in posts of the founder's. */
async function onePlaceEach(founder: CommunityContext, asAuthor: CommunityContext) {
	const [mine, theirs] = [communityCaller(founder), communityCaller(asAuthor)];
	const post = async (more: object) => {
		const id = newId();
		const text = { id, spaceId: stage.spaceId, title: 'Ours', body: words('Ours') };
		await mine.posts.publish({ ...text, ...more });
		return id;
	};
	const terms = { method: 'single', maxChoices: 1, results: 'always', openDays: null } as const;
	const choices = { choices: ['Tea', 'Coffee'], isAnonymous: false };
	const pollId = await post({ poll: { ...terms, ...choices } });
	await theirs.polls.vote({ postId: pollId, choices: [0] });

	const questionId = await post({ kind: 'question' });
	const answer = { id: newId(), postId: questionId, parentId: null, body: words('Theirs') };
	const { commentId } = await theirs.comments.publish(answer);
	await mine.questions.accept({ postId: questionId, commentId });

	const sharedId = await post({});
	await mine.lifecycle.inviteAuthor({ postId: sharedId, handle: 'author' });
	await theirs.lifecycle.answerInvitation({ postId: sharedId, accept: true });
	const edit = { postId: sharedId, version: 1, title: 'Ours', body: words('Changed') };
	await theirs.posts.edit(edit);

	const ideaId = await post({ kind: 'idea' });
	const merged = { id: newId(), spaceId: stage.spaceId, kind: 'idea' as const };
	await theirs.posts.publish({ ...merged, title: 'Theirs', body: words('Idea') });
	await mine.ideas.merge({ postId: merged.id, intoId: ideaId });
	return [
		{ name: 'a vote', path: 'polls.voters', input: { postId: pollId, choice: 0 } },
		{ name: 'an accepted answer', path: 'posts.get', input: { postId: questionId } },
		{
			name: 'a version',
			path: 'history.list',
			input: { subjectKind: 'post', subjectId: sharedId },
		},
		{ name: 'a merged idea', path: 'posts.get', input: { postId: ideaId } },
	];
}

/** What the lists of the product show of the author. */
async function fillLists(founder: CommunityContext, asAuthor: CommunityContext) {
	const [mine, theirs] = [communityCaller(founder), communityCaller(asAuthor)];
	founderId = founder.grants.memberId;
	const answer = { postId: answeredId, body: words('Theirs') };
	await theirs.comments.publish({ id: newId(), ...answer, parentId: null });
	const comment = { id: newId(), postId: answeredId, parentId: null, body: words('Ours') };
	discussedId = (await mine.comments.publish(comment)).commentId;
	await theirs.comments.publish({ id: newId(), ...answer, parentId: discussedId });
	taggedId = newId();
	const tagged = { id: taggedId, spaceId: stage.spaceId, title: 'Theirs', body: words('Theirs') };
	await theirs.posts.publish({ ...tagged, tags: ['Rare'] });
	const tag = stage.here.db.selectFrom('postTags').select('tagId').where('postId', '=', taggedId);
	({ tagId } = await tag.executeTakeFirstOrThrow());
	await theirs.relations.follow({ memberId: founderId, on: true });
	const { documentId } = await stage.document();
	const file = { documentId, version: 1, title: 'Theirs', description: '', tags: ['Rare'] };
	await theirs.library.edit(file);
}

async function author(): Promise<Person> {
	const row = await stage.here.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'authUsers.id as userId', 'authUsers.email', 'members.name'])
		.where('members.handle', '=', 'author')
		.executeTakeFirstOrThrow();
	authorId = row.id;
	return row;
}

/** Somebody who keeps a post of the author's out of their feeds and among their bookmarks, and follows them and what they write. */
async function newcomer(): Promise<[TestMember, () => Promise<CommunityContext>]> {
	const member = await stage.here.member('member', `Reader ${newId().slice(-12)}`);
	const as = () => stage.here.as(member);
	const api = communityCaller(await as());
	await api.bookmarks.save({ postId: taggedId });
	await api.feeds.hide({ postId: taggedId, on: true });
	await api.relations.follow({ memberId: authorId, on: true });
	return [member, as];
}

test('before anybody blocks, the lists of the product show the author: the test has teeth', async () => {
	const [, as] = await newcomer();
	const showing: string[] = [];
	for (const path of reads) if (shows(await answerTo(await as(), path))) showing.push(path);
	expect(showing).toEqual(
		expect.arrayContaining([
			...['announcements.current', 'bookmarks.list', 'comments.list', 'comments.ofMember'],
			...['comments.replies', 'feeds.hidden', 'feeds.list', 'feeds.personal', 'feeds.related'],
			...['feeds.suggestions', 'history.list', 'history.version', 'library.get', 'library.list'],
			'library.tagged',
			...['lifecycle.featured', 'members.list', 'members.profile', 'posts.get', 'posts.list'],
			...['posts.pinned', 'posts.tagged', 'relations.follows', 'search.find'],
			...['search.suggest', 'spaces.people'],
		]),
	);
});

test('the places within what others wrote show them, too', async () => {
	const [, as] = await newcomer();
	for (const { name, path, input } of places)
		expect(shows(await readAt(await as(), path, input)), name).toBe(true);
});

describe.for(['the author is blocked', 'the author blocked the reader'] as const)(
	'%s',
	(direction) => {
		let as: () => Promise<CommunityContext>;
		beforeAll(async () => {
			const [reader, asReader] = await newcomer();
			as = asReader;
			const asAuthor = await stage.here.as(await author());
			if (direction === 'the author is blocked')
				await blockMember(await as(), { memberId: authorId, on: true });
			else await blockMember(asAuthor, { memberId: reader.memberId, on: true });
		});

		test.for(reads.filter((path) => path !== OWN_LIST))(
			'%s shows nothing of them',
			async (path) => {
				expect(shows(await answerTo(await as(), path))).toBe(false);
			},
		);

		test('within what others wrote they are not shown', async () => {
			const showing: string[] = [];
			for (const { name, path, input } of places)
				if (shows(await readAt(await as(), path, input))) showing.push(name);
			expect(showing).toEqual([]);
		});

		test('what they wrote is not found, and cannot be answered or reacted to', async () => {
			const ctx = await as();
			const { postId } = await stage.post();
			const api = communityCaller(ctx);
			const reaction = { subjectKind: 'post', subjectId: postId, emoji: '👍', on: true } as const;
			const answer = { id: newId(), postId, parentId: null, body: words('Hello') };
			expect(await outcomeOf(api.posts.get({ postId }))).toBe('posts.not_found');
			expect(await outcomeOf(api.comments.publish(answer))).toBe('posts.not_found');
			expect(await outcomeOf(api.reactions.set(reaction))).toBe('reactions.subject_not_found');
			expect(await outcomeOf(api.relations.follow({ memberId: authorId, on: true }))).toBe(
				'members.not_found',
			);
		});

		test('whoever mentioned them keeps the mention in the editor, and nobody reads it', async () => {
			const ctx = await as();
			const api = communityCaller(ctx);
			const stored = mentioning(authorId, 'Theirs');
			const id = newId();
			const text = { spaceId: stage.spaceId, title: 'Mine', body: stored };
			await api.posts.publish({ id, ...text });
			const { body, excerpt, version } = await api.posts.get({ postId: id });
			expect(JSON.stringify(body)).toContain(
				`{"id":"${authorId}","label":"Theirs","isVeiled":true}`,
			);
			expect(excerpt).toBe('Gratitude to …');
			await api.posts.edit({ postId: id, version, title: 'Mine again', body });
			const row = stage.here.db.selectFrom('posts').select('body').where('id', '=', id);
			expect((await row.executeTakeFirst())?.body).toEqual(stored);
		});

		test('who keeps order sees them all the same', async () => {
			const moderator = await stage.actor('moderator');
			await blockMember(moderator, { memberId: authorId, on: true });
			const again = await stage.actor('moderator');
			expect(shows(await answerTo(again, 'posts.list'))).toBe(true);
		});
	},
);
