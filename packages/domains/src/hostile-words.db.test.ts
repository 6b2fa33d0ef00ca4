import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';
import { challengeFields } from '@kith/testing/matrix-challenges';
import { sendInBulk } from '@kith/testing/send-in-bulk';
import { founderOf } from '@kith/testing/test-actors';
import { openChallenges } from '@kith/testing/test-challenges';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openShop, tierFields } from '@kith/testing/test-tiers';
import type { CommunityContext } from './context.ts';
import { refusalOf } from './hostile-fixture.ts';
import { communityCaller } from './index.ts';
import type { PublishPost } from './posts/posts.schema.ts';
import { DEFAULT_LIFE } from './submissions/submissions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ctx: CommunityContext;
let author: CommunityContext;
let spaceId: string;
let postId: string;
let ideaId: string;
let commentId: string;
let shop: Awaited<ReturnType<typeof openShop>>;
let tierId: string;
let challenges: Awaited<ReturnType<typeof openChallenges>>;
const challengeId = newId();

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	ctx = await here.as(founder);
	author = await here.as(await here.member('member', 'Mia'));
	spaceId = ctx.grants.spaces.postable[0] ?? '';
	[postId, ideaId, commentId] = [newId(), newId(), newId()];
	await publish(postId, {});
	await publish(ideaId, { kind: 'idea' });
	await api().comments.publish({ id: commentId, postId, parentId: null, body: words('Quiet') });
	const rule = { spaceId: null, kind: 'question' as const, roleKey: 'member' };
	await api().approval.saveSettings({ rules: [rule], life: DEFAULT_LIFE });
	shop = await openShop(installation, here);
	({ tierId } = await shop.tier());
	challenges = await openChallenges(installation);
	await saveChallenge({}, null);
	ctx = await shop.fresh(founder);
	author = await shop.fresh(await here.member('member', 'Noa'));
});
afterAll(() => installation.close());

const TEXTS = Object.values(HOSTILE_TEXTS).flat();
const api = () => communityCaller(ctx);
/** For what is kept in settings: whoever saves them again has read them again. */
const anew = async () => communityCaller(await shop.owner());
const publish = (id: string, more: Partial<PublishPost>) =>
	api().posts.publish({ id, spaceId, title: 'Quiet', body: words('Quiet'), ...more });

/** Writes a text into one place and reads it back. */
type Place = (text: string) => Promise<unknown>;

async function postWith(more: Partial<PublishPost>) {
	const id = newId();
	await publish(id, more);
	return api().posts.get({ postId: id });
}
/** What the last entry of a history says. */
async function lastWhy(subjectKind: 'post' | 'comment', subjectId: string) {
	const { items } = await api().history.list({ subjectKind, subjectId, limit: 1 });
	return items[0]?.why;
}
async function tierWith(more: Partial<ReturnType<typeof tierFields>>) {
	const { tiers } = api();
	const one = async () => (await tiers.list()).find(({ id }) => id === tierId);
	const version = (await one())?.version ?? 0;
	await tiers.update({ ...tierFields(), ...more, tierId, version });
	return one();
}
async function saveChallenge(change: object, version: number | null) {
	const { gamification } = await challenges.as(challenges.founder);
	const fields = challengeFields(installation.clock.now());
	await gamification.saveChallenge({ ...fields, ...change, id: challengeId, version });
}
async function challengeWith(change: object) {
	const { gamification } = await challenges.as(challenges.founder);
	const one = async () =>
		(await gamification.listChallenges()).find(({ id }) => id === challengeId);
	await saveChallenge(change, (await one())?.version ?? 0);
	return one();
}
async function questionWith(more: { title?: string; hint?: string }, label = 'Yes') {
	const { onboarding } = await anew();
	const { firstSteps, version } = await onboarding.settings();
	const answer = { id: newId(), label, spaceIds: [], tagIds: [], fill: null };
	const question = {
		...{ id: newId(), kind: 'one' as const, title: 'Well?', hint: '', isRequired: false },
		...{ fieldId: null, answers: [answer, { ...answer, id: newId(), label: 'No idea' }], ...more },
	};
	const { questions } = await onboarding.save({ questions: [question], firstSteps, version });
	return questions[0];
}
const ruleOf = (title: string) => ({ id: newId(), title, text: '' });
async function guidelinesWith(more: object) {
	const { guidelines } = await anew();
	const basedOn = (await guidelines.current({}))?.version ?? 0;
	const all = { title: 'House rules', rules: [ruleOf('Be kind')], changes: '', mustAccept: false };
	await guidelines.publish({ ...all, ...more, basedOn });
	return (await anew()).guidelines.current({});
}

const PLACES: Readonly<Record<string, Place>> = {
	'a choice of a poll': async (text) => {
		const poll = {
			...{ method: 'single' as const, choices: [text, 'Another'], maxChoices: 1, openDays: null },
			...{ isAnonymous: false, results: 'always' as const },
		};
		return (await postWith({ poll })).parts.poll?.choices[0]?.text;
	},
	'a content warning': async (contentWarning) =>
		(await postWith({ contentWarning })).contentWarning,
	'why a post was edited': async (why) => {
		const { version } = await api().posts.get({ postId });
		const edit = { title: `Quiet ${version}`, body: words(`Quiet ${version}`), why };
		await api().posts.edit({ postId, version, ...edit });
		return lastWhy('post', postId);
	},
	'why a post takes no answers': async (reason) => {
		await api().lifecycle.lock({ postId, locked: false });
		await api().lifecycle.lock({ postId, locked: true, reason });
		const { closing } = await api().posts.get({ postId });
		await api().lifecycle.lock({ postId, locked: false });
		return closing?.reason;
	},
	'why a comment was removed': async (why) => {
		await api().comments.remove({ commentId, why });
		const { items } = await api().comments.list({ postId, around: commentId });
		await api().comments.putBack({ commentId });
		return items.find(({ id }) => id === commentId)?.removedWhy;
	},
	'why a post was sent back': async (reason) => {
		const id = newId();
		const post = { id, spaceId, title: 'Well?', body: words('Well?'), kind: 'question' as const };
		await communityCaller(author).posts.publish(post);
		const code = await refusalOf(api().approval.reject({ submissionId: id, version: 1, reason }));
		const sent = await communityCaller(author).approval.get({ submissionId: id });
		await communityCaller(author).approval.withdraw({ submissionId: id });
		if (code !== null) throw new Refused(code);
		return sent.reason;
	},
	'what staff say of an idea': async (note) => {
		const { state } = await api().posts.get({ postId: ideaId });
		const status = state === 'planned' ? 'open' : 'planned';
		await api().ideas.setStatus({ postId: ideaId, status, note });
		return (await api().posts.get({ postId: ideaId })).parts.idea?.note;
	},
	'the name of a folder of bookmarks': async (name) => {
		const { folderId } = await api().bookmarks.createFolder({ name });
		const made = (await api().bookmarks.folders()).find(({ id }) => id === folderId);
		await api().bookmarks.deleteFolder({ folderId });
		return made?.name;
	},
	'a note on a bookmark': async (note) => {
		await api().bookmarks.save({ postId, note });
		return (await api().bookmarks.list({ limit: 1 })).items[0]?.note;
	},
	'the title of a draft': async (title) => {
		const key = `post:${postId}`;
		installation.clock.advance(60);
		const fields = { title, spaceId: null, postId: null };
		await api().drafts.save({ key, fields, body: words('Quiet') });
		return (await api().drafts.get({ key }))?.fields.title;
	},
	'a question of the welcome': async (title) => (await questionWith({ title }))?.title,
	'an answer of the welcome': async (label) => (await questionWith({}, label))?.answers[0]?.label,
	'the title of a rule': async (title) =>
		(await guidelinesWith({ rules: [ruleOf(title)] }))?.rules[0]?.title,
	'what changed of the rules': async (changes) => (await guidelinesWith({ changes }))?.changes,
	'the name of a tier': async (name) => (await tierWith({ name }))?.name,
	'the description of a tier': async (description) =>
		(await tierWith({ description }))?.description,
	'what a tier brings': async (text) => (await tierWith({ benefits: [text] }))?.benefits[0],
	'the title of a challenge': async (title) => (await challengeWith({ title }))?.title,
	'the words of a challenge': async (text) => (await challengeWith({ words: text }))?.words,
};

class Refused extends Error {
	readonly code: string;
	constructor(code: string) {
		super(code);
		this.code = code;
	}
}
const STABLE = /^[a-z]+\.[a-z_]+$/;

// Every text goes into a third of the places, as into rich texts; what cannot be stored goes into each.
const UNSTORABLE = 'A\u0000B';
const inTurns = Object.entries(PLACES).map(([name, place], turn) => ({
	...{ name, place },
	texts: [...TEXTS.filter((_, at) => at % 3 === turn % 3), UNSTORABLE],
}));
test.for(inTurns)(
	'$name is kept as it was sent, or refused by a stable code',
	{ timeout: 120_000 },
	async ({ place, texts }) => {
		const { kept, refused } = await sendInBulk(texts, async (text) => {
			const read: { value?: unknown } = {};
			const attempt = place(text).then((value) => (read.value = value));
			const code = await refusalOf(attempt).catch((error: unknown) => {
				if (error instanceof Refused) return error.code;
				throw error;
			});
			if (code === null) expect([text, text.trim()]).toContain(read.value);
			return { code };
		});
		expect(kept).toBeGreaterThan(0);
		for (const code of refused) expect(code).toMatch(STABLE);
		expect(refused).toContain('input.bad_characters');
	},
);
