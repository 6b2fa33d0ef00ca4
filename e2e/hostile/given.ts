import { randomUUID } from 'node:crypto';
import type { Stage } from './content.ts';
import { partsOf, withEach } from './sheet.ts';

/** As many lines as a list is drawn with at once. */
const SOME = 50;
const DAY_MS = 86_400_000;

/** What points are given by, under the names that staff give it; drafts, so that nothing is counted. */
export async function pointRules({ api, reader, sheet, studio }: Stage): Promise<void> {
	await api.gamification.start({ rules: [], countsPast: false });
	const names = partsOf(sheet.put('the name of a rule of points', 80), SOME);
	const made = (names[0] ?? []).map(() => randomUUID());
	const definition = {
		...{ on: 'post' as const, to: 'doer' as const, when: null, points: 5, badgeId: null },
		...{ most: { hour: null, day: null, ever: null, pairDay: null }, restMinutes: null },
	};
	for (const [round, part] of names.entries()) {
		const version = round === 0 ? null : round;
		await withEach(part, (name, at) =>
			api.gamification.saveRule({ id: made[at] ?? '', name, definition, version }),
		);
		await reader.open(`${studio}/engagement/rules`);
	}
	await reader.open(`${studio}/engagement/rules/${made[0]}`);
}

/** What members are asked to do together: challenges, the steps of them, and what is to be shown for a step. */
export async function challenges({ api, reader, sheet, site, studio }: Stage): Promise<void> {
	const titles = partsOf(sheet.put('the title of a challenge', 80), SOME);
	const about = sheet.put('what a challenge is about', 2000);
	const steps = partsOf(sheet.put('the title of a step', 80), 10);
	const asks = sheet.put('what is to be shown for a step', 500);
	const startsAt = new Date();
	const endsAt = new Date(startsAt.getTime() + DAY_MS);
	for (const [round, part] of titles.entries()) {
		const made = part.map(() => randomUUID());
		await withEach(part, async (title, index) => {
			const [at, id] = [round * SOME + index, made[index] ?? ''];
			const mine = (steps[at] ?? ['Tell']).map((step, place) => ({
				...{ id: randomUUID(), kind: 'evidence' as const, title: step },
				ask: asks[at * 10 + place] ?? '',
			}));
			await api.gamification.saveChallenge({
				...{ id, title, words: about[at] ?? '', icon: '🎯', startsAt, endsAt, team: null },
				...{ places: null, steps: mine, points: 5, badgeId: null, version: null },
			});
			await api.gamification.publishChallenge({ challengeId: id, version: 1 });
			if (steps[at] || about[at]) await reader.read(`${site}/challenges/${id}`);
		});
		await reader.read(`${site}/challenges`);
		if (round === 0)
			for (const page of [
				`${site}/challenges`,
				`${site}/challenges/${made[0]}`,
				`${studio}/engagement/challenges`,
				`${studio}/engagement/challenges/${made[0]}`,
			])
				await reader.open(page);
		await withEach(made, (challengeId) => api.gamification.removeChallenge({ challengeId }));
	}
}

/** What takes something off what is sold, as staff call it and as buyers read it; there are tiers already. */
export async function offers({ api, reader, sheet, site, studio }: Stage): Promise<void> {
	const names = partsOf(sheet.put('the name of an offer', 60), SOME);
	const made = (names[0] ?? []).map((name, at) => ({ id: randomUUID(), name, code: `CODE-${at}` }));
	const open = { mostUses: null, endsAt: null };
	await withEach(made, ({ id, name, code }) =>
		api.offers.create({
			...{ id, name, code, ...open, purpose: 'signup', tierIds: [], every: null },
			terms: { gives: 'percent', percent: 10, lasts: 'forever', months: null },
		}),
	);
	for (const [round, part] of names.entries()) {
		if (round > 0)
			await withEach(part, (name, at) =>
				api.offers.update({ offerId: made[at]?.id ?? '', name, ...open, version: round }),
			);
		await reader.open(`${studio}/revenue/offers`);
		await reader.read(`${site}/membership?offer=${made[0]?.code}`);
	}
}
