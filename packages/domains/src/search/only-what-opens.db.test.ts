import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller, type CommunityOutputs } from '../index.ts';
import { buildWorld, type BuiltWorld } from './build-world-fixture.ts';
import {
	fits,
	mayEnter,
	mayName,
	mayOpen,
	mayRead,
	VIEWERS,
	type Row,
	type ViewerName,
} from './search-oracle-fixture.ts';
import { EACH_FILTER, Query, SPACES, WRITERS, worldOf } from './search-world-fixture.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

type Found = CommunityOutputs['search']['find'];
type Names = Pick<Found, 'spaces' | 'members' | 'tags'>;

function textOf(query: Query, { dayOf, handles }: BuiltWorld): string {
	const { words, without, tags, has, after, before } = query;
	const filters = [
		...words,
		...(without ? [`-${without}`] : []),
		...tags.map((tag) => `tag:"${tag}"`),
		...(query.in ? [`in:room-${query.in}`] : []),
		...(query.by ? [`by:${handles[query.by]}`] : []),
		...(query.kind ? [`kind:${query.kind}`] : []),
		...(after === null ? [] : [`after:${dayOf(after)}`]),
		...(before === null ? [] : [`before:${dayOf(before)}`]),
		...has.map((one) => `has:${one}`),
	];
	return filters.join(' ');
}

/** Whether somebody can open something, by the verb its page asks; each is tried once. */
function opener(ctx: CommunityContext) {
	const api = communityCaller(ctx);
	const tried = new Map<string, Promise<string>>();
	const once = (key: string, attempt: () => Promise<unknown>) => {
		const outcome = tried.get(key) ?? outcomeOf(attempt());
		tried.set(key, outcome);
		return expect(outcome, key).resolves.toBe('done');
	};
	const comment = async (postId: string, id: string) => {
		const { items } = await api.comments.list({ postId, around: id });
		if (items.find((one) => one.id === id)?.status !== 'published') throw new Error('not shown');
	};
	return {
		post: (postId: string) => once(`post ${postId}`, () => getPost(ctx, { postId })),
		comment: (postId: string, id: string) => once(`comment ${id}`, () => comment(postId, id)),
		document: (documentId: string) =>
			once(`document ${documentId}`, () => api.library.get({ documentId })),
		async names({ spaces, members, tags }: Names) {
			for (const { slug } of spaces) await once(`space ${slug}`, () => api.spaces.get({ slug }));
			for (const { slug } of tags) await once(`tag ${slug}`, () => api.tags.get({ slug }));
			for (const { handle } of members)
				await once(`member ${handle}`, () => api.members.profile({ handle }));
		},
	};
}
type Opener = ReturnType<typeof opener>;
type Viewer = { world: BuiltWorld; who: ViewerName; ctx: CommunityContext; opens: Opener };

async function viewerIn(world: BuiltWorld, who: ViewerName): Promise<Viewer> {
	const ctx = await world.as(who);
	return { world, who, ctx, opens: opener(ctx) };
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted();
const open = ({ world: { rows, visibility }, who }: Viewer): Row[] =>
	rows.filter((row) => mayOpen(who, row, visibility));

/** All that fits and can be read is found, and nothing else. */
async function checkFound(viewer: Viewer, query: Query): Promise<void> {
	const { world, who, opens } = viewer;
	const text = textOf(query, world);
	if (text === '' || text.length > 200) return;
	// A visitor's searches are counted by where they come from.
	const ctx = await world.as(who);
	const attempt = communityCaller(ctx).search.find({ text, limit: 50 });
	if (!mayEnter(who, world.visibility)) {
		expect(await outcomeOf(attempt)).toBe('identity.sign_in_needed');
		return;
	}
	const result = await attempt;
	const fitting = open(viewer).filter((row) => fits(row, query, who));
	const writings = fitting.filter(({ kind }) => kind !== 'document');
	expect(idsOf(result.items), `${who}: ${text}`).toEqual(idsOf(writings));
	await checkOpens(opens, result);
	const asked = { text, kind: 'documents' as const, limit: 50 };
	const { documents } = await communityCaller(ctx).search.find(asked);
	const isForWritings = query.kind !== null && query.kind !== 'documents';
	if (!isForWritings) {
		const isForPosts = query.has.length > 0;
		const files = isForPosts ? [] : fitting.filter(({ kind }) => kind === 'document');
		expect(idsOf(documents), `${who}: documents of ${text}`).toEqual(idsOf(files));
	}
	for (const { id } of documents) await opens.document(id);
	if (result.items.length === 0) await checkAlike(viewer, query, result);
}

async function checkOpens(opens: Opener, result: Found): Promise<void> {
	for (const { kind, postId, id } of result.items) {
		await opens.post(postId);
		if (kind === 'comment') await opens.comment(postId, id);
	}
	for (const { id } of result.documents) await opens.document(id);
	await opens.names(result);
	await opens.names(result.alike);
	for (const { postId } of result.alike.posts) await opens.post(postId);
}

/**
 * What is spelled alike is offered to whoever can open it, though others may have written the word as it is typed. With
 * filters beside the word nothing is: they are why nothing was found.
 */
async function checkAlike(viewer: Viewer, query: Query, { alike, ...found }: Found) {
	const shown = [found.documents, found.spaces, found.members, found.tags];
	const isWordAlone = textOf(query, viewer.world) === 'lanterm';
	if (!isWordAlone || shown.some(({ length }) => length > 0)) return;
	const titles = open(viewer).filter(
		({ kind, title }) => kind === 'post' && title.includes('lantern'),
	);
	if (titles.length > 0) expect(alike.posts.length).toBeGreaterThan(0);
}

const TYPED = ['quin', 'room', 'orch', '夜', 'kim', 'sue', 'bea', 'bob', 'lanterm', 'rom membrs'];

/** What is offered while somebody types: everything of that name that they can open, as far as there is room for it. */
async function checkSuggested(viewer: Viewer, typed: string): Promise<void> {
	const { world, who, opens } = viewer;
	const ctx = await world.as(who);
	const { posts, documents, ...names } = await communityCaller(ctx).search.suggest({ text: typed });
	for (const { id } of documents) await opens.document(id);
	for (const { postId } of posts) await opens.post(postId);
	await opens.names(names);
	for (const { postId } of await communityCaller(ctx).search.similar({ title: `${typed} crème` }))
		await opens.post(postId);
	for (const { id } of open(viewer).filter(({ kind }) => kind === 'post'))
		for (const { postId } of await communityCaller(ctx).feeds.related({ postId: id })) {
			expect(postId).not.toBe(id);
			await opens.post(postId);
		}
	const titled = open(viewer).filter(
		({ kind, title }) => kind === 'post' && title.join(' ').includes(typed),
	);
	if (titled.length > 0 && titled.length < 7)
		expect(posts.map(({ postId }) => postId).toSorted(), typed).toEqual(idsOf(titled));
	const met = { kim: 'keyHolder', bea: 'blocker', bob: 'blocked' } as const;
	for (const [name, member] of Object.entries(met))
		if (typed === name)
			expect(names.members.some(({ handle }) => handle === world.handles[member])).toBe(
				mayName(who, member),
			);
	if (typed === 'room') {
		const slugs = SPACES.filter((space) => mayRead(who, space, world.visibility));
		const named = names.spaces.map(({ slug }) => slug).filter((slug) => slug.startsWith('room-'));
		expect(named.toSorted()).toEqual(slugs.map((space) => `room-${space}`).toSorted());
	}
}

async function checkOffered(viewer: Viewer): Promise<void> {
	if (!mayEnter(viewer.who, viewer.world.visibility)) return;
	for (const typed of TYPED) await checkSuggested(viewer, typed);
	const { suggested } = await communityCaller(viewer.ctx).search.recent();
	await viewer.opens.names({ spaces: [], members: [], tags: suggested });
}

test(
	'whoever asks, for whatever: nothing is found or suggested that they cannot open, and nothing is missing',
	{ timeout: 300_000 },
	async () => {
		const queries = fc.array(Query, { minLength: 5, maxLength: 6, size: 'max' });
		await fc.assert(
			fc.asyncProperty(worldOf({ minLength: 4, maxLength: 10 }), queries, async (made, asked) => {
				const world = await buildWorld(installation, made);
				for (const who of VIEWERS) {
					const viewer = await viewerIn(world, who);
					for (const query of asked) await checkFound(viewer, query);
					await checkOffered(viewer);
				}
			}),
			{ numRuns: 6, endOnFailure: true },
		);
	},
);

test.for(['public', 'private'] as const)(
	'each filter with each of its values finds what can be opened, in a %s community',
	{ timeout: 300_000 },
	async (visibility) => {
		const [made] = fc.sample(worldOf({ minLength: 24, maxLength: 24 }), { numRuns: 1 });
		if (!made) throw new Error('nothing was generated');
		const world = await buildWorld(installation, { ...made, visibility });
		const misspelled = { ...EACH_FILTER[0], words: ['lanterm'], in: null } as Query;
		let found = 0;
		for (const who of VIEWERS) {
			const viewer = await viewerIn(world, who);
			for (const query of [...EACH_FILTER, misspelled]) await checkFound(viewer, query);
			found += open(viewer).length;
			await checkOffered(viewer);
		}
		expect(WRITERS.every((writer) => world.handles[writer] !== '')).toBe(true);
		expect(found).toBeGreaterThan(0);
	},
);
