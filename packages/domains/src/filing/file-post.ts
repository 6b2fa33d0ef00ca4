import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { recordAction } from '../history/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { putTags, tagsFor, tagsOf } from '../tags/index.ts';
import { chooseTags } from './choose-tags.ts';
import { filingSettings, joinedOf, keepFiling } from './filing.queries.ts';
import {
	FILED_KINDS,
	FILING,
	FILING_TALLY,
	SaveFiling,
	type FilingRule,
	type PostFiling,
} from './filing.schema.ts';
import { factsOf, isMeant } from './match-rule.ts';
import { courseOf, type Course } from './readers.ts';
import { changeTally, stepped, tallyOf, withFiled } from './tally.ts';

type Author = Pick<CommunityContext, 'clock' | 'grants' | 'snapshot'>;
type NewPost = {
	authorId: string;
	spaceId: string;
	kind: string;
	title: string;
	body: RichText;
};

/** What rules would do with a post: those that mean it, in their order, and where they take it. */
export type FoundFiling = { meant: readonly FilingRule[]; course: Course };

const NOTHING: FoundFiling = {
	meant: [],
	course: { toSpaceId: null, moverId: null, isRefused: false },
};

/**
 * What the rules of the community do with a post that goes out; `ctx` is its author's. Asked before it is written, so that
 * nobody ever finds it where it does not stay. One statement; one more where a rule is about who has just joined.
 */
// authorize: whoever made the rules was asked, and the verb that publishes.
export async function findFiling(
	ctx: Author,
	tx: CommunityTransaction,
	post: NewPost,
): Promise<FoundFiling> {
	if (!FILED_KINDS.some((kind) => kind === post.kind)) return NOTHING;
	const rules = await rulesAtWork(tx);
	if (rules.length === 0) return NOTHING;
	const at = ctx.clock.now();
	const asksWhen = rules.some(({ joinedWithin }) => joinedWithin !== null);
	const joined = asksWhen ? await joinedOf(tx.db, post.authorId).executeTakeFirst() : undefined;
	const facts = factsOf({ ...post, at, joinedAt: joined?.joinedAt ?? at });
	const meant = rules.filter((rule) => isMeant(rule, facts));
	const mayRead = (spaceId: string) => ctx.grants.spaces.readable.includes(spaceId);
	const course = courseOf(meant, { snapshot: ctx.snapshot, spaceId: post.spaceId, mayRead });
	return { meant, course };
}

async function rulesAtWork({ db }: CommunityTransaction): Promise<FilingRule[]> {
	const settings = await filingSettings(db).execute();
	const value = (name: string) => settings.find(({ key }) => key === name)?.value;
	const stored = value(FILING);
	if (!stored) return [];
	const tally = tallyOf(value(FILING_TALLY));
	return SaveFiling.parse(stored).rules.filter(
		({ id, isPaused }) => !isPaused && !tally[id]?.stoppedAt,
	);
}

type Written = { postId: string; fromSpaceId: string };

/** Adds the tags that rules give a post that was written just now, and keeps with it what they did. */
// authorize: as above.
export async function fileNew(
	{ clock, snapshot }: Author,
	tx: CommunityTransaction,
	{ meant, course }: FoundFiling,
	{ postId, fromSpaceId }: Written,
): Promise<void> {
	if (meant.length === 0) return;
	const now = clock.now();
	const { known, onlyOne } = await tagsFor(
		tx.db,
		meant.flatMap(({ tagIds }) => tagIds),
	);
	const own = known.length > 0 ? await tagsOf(tx.db, postId) : [];
	const chosen = chooseTags(meant, { own, known, onlyOne });
	const did = new Set([course.moverId, ...chosen.map(({ ruleId }) => ruleId)]);
	const rules = meant.filter(({ id }) => did.has(id)).map(({ id, name }) => ({ id, name }));
	if (rules.length === 0) return;
	const tags = chosen.map(({ tag: { id, name } }) => ({ id, name }));
	await putTags(
		tx,
		postId,
		tags.map(({ id }) => id),
	);
	const filing: PostFiling = {
		...{ rules, tags, at: now.toISOString(), isMovedOn: false, undoneAt: null },
		...{ fromSpaceId: course.toSpaceId && fromSpaceId, toSpaceId: course.toSpaceId },
	};
	await keepFiling(tx.db, postId, filing).execute();
	const nameOf = (spaceId: string | null) =>
		snapshot.spaces.find(({ id }) => id === spaceId)?.name ?? '';
	await recordAction({ actor: { kind: 'job', name: 'filing' }, clock }, tx, subject(postId), {
		action: 'filed',
		details: wordsOf(filing, nameOf),
	});
	const ruleIds = rules.map(({ id }) => id);
	await changeTally(tx, now, (tally) =>
		stepped(tally, ruleIds, (one) => withFiled(one, postId, now)),
	);
}

const subject = (id: string) => ({ kind: 'post' as const, id });

/** What a filing is told by: names as they are now. Lists are kept as JSON, and joined in the reader's language. */
const wordsOf = (
	{ rules, tags, fromSpaceId, toSpaceId }: PostFiling,
	nameOf: (spaceId: string | null) => string,
): Record<string, string> => ({
	rules: JSON.stringify(rules.map(({ name }) => name)),
	...(toSpaceId && { from: nameOf(fromSpaceId), to: nameOf(toSpaceId) }),
	...(tags.length > 0 && { tags: JSON.stringify(tags.map(({ name }) => name)) }),
});
