import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { ACTORS, everyActor, type ActorName } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { documentBy } from '@kith/testing/test-library';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, getPost, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const VOCABULARY = ['quince', 'harbour', 'lantern', '東京', 'crème', 'zither', 'übung', '1984'];
const TAGS = ['Orchard', 'Night ferry', '夜行', 'Quiet words'];
const SPACES = ['public', 'members', 'private', 'archived'] as const;
const STATUSES = ['published', 'published', 'published', 'removed', 'deleted'] as const;

const word = fc.constantFrom(...VOCABULARY);
const text = fc.array(word, { minLength: 1, maxLength: 3 });
const status = fc.constantFrom(...STATUSES);
const Comment = fc.record({ text, status });
const Post = fc.record({
	...{ title: text, text, status, space: fc.constantFrom(...SPACES) },
	tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
	comments: fc.array(Comment, { maxLength: 2 }),
});
const Document = fc.record({
	...{ title: text, text, space: fc.constantFrom(...SPACES), isDeleted: fc.boolean() },
});
const World = fc.record({
	visibility: fc.constantFrom('public' as const, 'private' as const),
	posts: fc.array(Post, { minLength: 3, maxLength: 9 }),
	documents: fc.array(Document, { minLength: 1, maxLength: 4 }),
});
const Query = fc.record({
	words: fc.array(word, { maxLength: 2 }),
	without: fc.option(word),
	tag: fc.option(fc.constantFrom(...TAGS)),
	space: fc.option(fc.constantFrom(...SPACES)),
});
type World = typeof World extends fc.Arbitrary<infer T> ? T : never;
type Query = typeof Query extends fc.Arbitrary<infer T> ? T : never;

type Row = {
	id: string;
	postId: string;
	kind: 'post' | 'comment';
	words: readonly string[];
	isShown: boolean;
	space: (typeof SPACES)[number];
	tags: readonly string[];
};

/** Somebody of every kind, someone who was let into the private space, and two who were members once. */
const VIEWERS = [...ACTORS, 'keyHolder', 'suspended', 'removed'] as const;
type ViewerName = (typeof VIEWERS)[number];
const ALWAYS: readonly ViewerName[] = ['admin', 'owner'];
const INSIDE: readonly ViewerName[] = ['member', 'moderator', 'keyHolder', ...ALWAYS];

/** Who may read a space, told apart from the code that decides it. */
function mayRead(who: ViewerName, space: Row['space'], visibility: World['visibility']): boolean {
	if (space === 'archived') return false;
	if (space === 'private') return ALWAYS.includes(who) || who === 'keyHolder';
	if (INSIDE.includes(who)) return true;
	return visibility === 'public' && space === 'public';
}

async function build({ visibility, posts, documents }: World) {
	const here = await createTestCommunity(installation, { access: { visibility, join: 'open' } });
	const actors = await everyActor(here, await createTestCommunity(installation));
	const more = {
		keyHolder: await here.member('member', 'Kim Keyholder'),
		suspended: await here.member('member', 'Sue Suspended', 'suspended'),
		removed: await here.member('member', 'Ray Removed', 'removed'),
	};
	const spaceIds = await makeSpaces(await actors.as('owner'));
	const { setMember, archive } = communityCaller(await actors.as('owner')).spaces;
	const { memberId } = more.keyHolder;
	await setMember({ spaceId: spaceIds.private, memberId, allowed: true });
	const owner = await actors.as('owner');
	// The template's own examples; words of none of them are asked for, yet an exclusion alone leaves them in.
	const examples = await communityCaller(owner).feeds.list({ mode: 'latest' });
	const rows: Row[] = [];
	for (const post of posts) rows.push(...(await write(owner, post, spaceIds)));
	const files = [];
	for (const document of documents) files.push(await file(owner, document, spaceIds));
	await archive({ spaceId: spaceIds.archived });
	let asked = 0;
	const as = (who: ViewerName): Promise<CommunityContext> => {
		// Strangers search a bounded number of times a minute from one address.
		const from = { ip: `198.51.100.${(asked += 1) % 250}` };
		if (who in more) return here.as(more[who as keyof typeof more], from);
		return who === 'anonymous' ? here.as(null, from) : actors.as(who as ActorName);
	};
	const exampleIds = new Set(examples.items.map(({ id }) => id));
	return { rows, files, exampleIds, visibility, as };
}

async function makeSpaces(owner: CommunityContext) {
	const ids = { public: '', members: '', private: '', archived: '' };
	for (const name of SPACES) {
		const visibility = name === 'archived' ? 'public' : name;
		const names = { slug: `room-${name}`, library: 'everyone' as const };
		const fields = { ...spaceFields(`Room ${name}`), ...names, visibility };
		ids[name] = (await createSpace(owner, fields)).spaceId;
	}
	return ids;
}

async function write(
	owner: CommunityContext,
	{ title, text: said, status: end, space, tags, comments }: World['posts'][number],
	spaceIds: Record<Row['space'], string>,
): Promise<Row[]> {
	const api = communityCaller(owner);
	const id = newId();
	const texts = { title: title.join(' '), body: words(said.join(' ')) };
	await publishPost(owner, { id, spaceId: spaceIds[space], ...texts, tags });
	const isShown = end === 'published';
	const rows: Row[] = [
		{ ...{ id, postId: id, kind: 'post', words: [...title, ...said], isShown, space, tags } },
	];
	for (const comment of comments) {
		const commentId = newId();
		const body = words(comment.text.join(' '));
		await publishComment(owner, { id: commentId, postId: id, parentId: null, body });
		if (comment.status === 'removed') await api.comments.remove({ commentId });
		if (comment.status === 'deleted') await api.comments.delete({ commentId });
		rows.push({
			...{ id: commentId, postId: id, kind: 'comment', words: comment.text, space, tags },
			isShown: isShown && comment.status === 'published',
		});
	}
	if (end === 'removed') await api.posts.remove({ postId: id });
	if (end === 'deleted') await api.posts.delete({ postId: id });
	return rows;
}

type Filed = { id: string; words: readonly string[]; isShown: boolean; space: Row['space'] };

async function file(
	owner: CommunityContext,
	{ title, text: said, space, isDeleted }: World['documents'][number],
	spaceIds: Record<Row['space'], string>,
): Promise<Filed> {
	const [name = '', ...rest] = said;
	const texts = { title: title.join(' '), name: `${name}.txt`, description: rest.join(' ') };
	const id = await documentBy(owner, { spaceId: spaceIds[space], ...texts });
	if (isDeleted) await communityCaller(owner).library.delete({ documentId: id });
	return { id, words: [...title, ...said], isShown: !isDeleted, space };
}

const queryText = ({ words: wanted, without, tag, space }: Query) =>
	[
		...wanted,
		...(without ? [`-${without}`] : []),
		...(tag ? [`tag:"${tag}"`] : []),
		...(space ? [`in:room-${space}`] : []),
	].join(' ');

const fits = (
	row: Pick<Row, 'words' | 'tags' | 'space'>,
	{ words: wanted, without, tag, space }: Query,
) =>
	wanted.every((one) => row.words.includes(one)) &&
	(without === null || !row.words.includes(without)) &&
	(tag === null || row.tags.includes(tag)) &&
	(space === null || row.space === space);

type Built = Awaited<ReturnType<typeof build>>;

/** Documents, asked for alone: all that fit and can be read, and nothing else. */
async function checkDocuments(
	{ files, visibility }: Built,
	ctx: CommunityContext,
	{ query, who }: { query: Query; who: ViewerName },
) {
	const asked = { text: queryText(query), kind: 'documents' as const, limit: 50 };
	const { documents } = await communityCaller(ctx).search.find(asked);
	const hasWords = query.words.length > 0 || query.without !== null;
	const fitting = files.filter(
		(one) =>
			hasWords &&
			one.isShown &&
			mayRead(who, one.space, visibility) &&
			fits({ ...one, tags: [] }, query),
	);
	expect(documents.map(({ id }) => id).toSorted()).toEqual(fitting.map(({ id }) => id).toSorted());
	for (const { id } of documents)
		expect(await outcomeOf(communityCaller(ctx).library.get({ documentId: id }))).toBe('done');
}

async function checkFound(built: Built, query: Query, who: ViewerName) {
	const { rows, exampleIds, visibility, as } = built;
	const ctx = await as(who);
	const asked = queryText(query);
	const attempt = communityCaller(ctx).search.find({ text: asked, limit: 50 });
	if (visibility === 'private' && !INSIDE.includes(who)) {
		expect(await outcomeOf(attempt)).toBe('identity.sign_in_needed');
		return;
	}
	const result = await attempt;
	const expected = rows
		.filter((row) => row.isShown && mayRead(who, row.space, visibility) && fits(row, query))
		.map(({ id }) => id);
	// The space that nobody may name finds nothing, as does the tag that is only on hidden posts: both fit no row.
	const found = result.items.map(({ id }) => id).filter((id) => !exampleIds.has(id));
	expect(found.toSorted()).toEqual(expected.toSorted());
	await checkOpens(ctx, result);
	await checkDocuments(built, ctx, { query, who });
}

type Shown = {
	spaces: readonly { slug: string }[];
	members: readonly { handle: string }[];
	tags: readonly { slug: string }[];
};

/** Everything that is shown can be opened by whom it is shown to. */
async function checkOpens(
	ctx: CommunityContext,
	shown: Shown & { items?: readonly { id: string; postId: string; kind: string }[] },
) {
	const api = communityCaller(ctx);
	for (const { postId, id, kind } of shown.items ?? []) {
		expect(await outcomeOf(getPost(ctx, { postId }))).toBe('done');
		if (kind !== 'comment') continue;
		const { items } = await api.comments.list({ postId });
		expect(JSON.stringify(items)).toContain(id);
	}
	for (const { slug } of shown.spaces)
		expect(await outcomeOf(api.spaces.get({ slug }))).toBe('done');
	for (const { slug } of shown.tags) expect(await outcomeOf(api.tags.get({ slug }))).toBe('done');
	for (const { handle } of shown.members)
		expect(await outcomeOf(api.members.profile({ handle }))).toBe('done');
}

async function checkSuggested({ rows, visibility, as }: Built, typed: string, who: ViewerName) {
	if (visibility === 'private' && !INSIDE.includes(who)) return;
	const ctx = await as(who);
	const { posts, documents, ...names } = await communityCaller(ctx).search.suggest({ text: typed });
	for (const { id } of documents)
		expect(await outcomeOf(communityCaller(ctx).library.get({ documentId: id }))).toBe('done');
	await checkOpens(ctx, names);
	const open = rows.filter((row) => row.isShown && mayRead(who, row.space, visibility));
	for (const { postId } of posts) {
		expect(open.map(({ id }) => id)).toContain(postId);
		expect(await outcomeOf(getPost(ctx, { postId }))).toBe('done');
	}
	const { suggested } = await communityCaller(ctx).search.recent();
	await checkOpens(ctx, { spaces: [], members: [], tags: suggested });
}

test(
	'whoever asks, for whatever: nothing is found or suggested that they cannot open, and nothing is missing',
	{ timeout: 300_000 },
	async () => {
		const queries = fc.array(Query, { minLength: 3, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(World, queries, async (world, asked) => {
				const built = await build(world);
				for (const query of asked)
					for (const who of VIEWERS)
						if (queryText(query) !== '') await checkFound(built, query, who);
				for (const who of VIEWERS)
					for (const typed of ['quin', 'room', 'orch', '夜', 'kim', 'sue'])
						await checkSuggested(built, typed, who);
			}),
			{ numRuns: 8, endOnFailure: true },
		);
	},
);
