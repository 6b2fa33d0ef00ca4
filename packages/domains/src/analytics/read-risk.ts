import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { dayAfter, dayOf, timeZoneOf } from './days.ts';
import { aucOf, calibrationOf, fit, judge, type Example, type Model } from './logistic.ts';
import { membersNamed, traitsAt, type Traits } from './risk.queries.ts';
import {
	FEATURES,
	LEAST_EACH,
	LEAST_MEMBERS,
	LEAVES_AFTER,
	LIKELY_FROM,
	MOST_NAMED,
	NAMED_FROM,
	Risk,
	type Feature,
	type RiskReason,
} from './risk.schema.ts';
import { freshen } from './roll-up.ts';

const MOST_REASONS = 2;
/** What moves the odds by less is no reason. */
const WORTH_NAMING = 0.15;
const GROUPS = 5;
/** Who joined before anything was counted has been here for long. */
const LONG_AGO = 730;

/**
 * Who of the members who are here may leave, why that is thought, and how far it can be trusted. Learned of this community
 * alone: from those of four and eight weeks ago and what became of them; tried on the last four weeks with what was known
 * before. Throws `module.off`.
 */
export async function readRisk(ctx: CommunityContext): Promise<Risk> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const { asOf, timeZone } = await freshen(ctx);
	// Today is not over: whoever comes in the evening was not gone.
	const yesterday = dayAfter(dayOf(ctx.clock.now(), timeZoneOf(ctx)), -1);
	const at = (weeks: number) => traitsAt(ctx.db, dayAfter(yesterday, -weeks * 7)).execute();
	const [now, four, eight] = await Promise.all([at(0), at(4), at(8)]);
	const base = { known: now.length, asOf, timeZone };
	const examples = [...four, ...eight].map(exampleOf);
	if (!isEnough(four) || !isEnough(eight)) return Risk.parse({ ...base, found: null });
	const tried = fit(eight.map(exampleOf));
	const verdicts = four.map((traits) => ({
		...{ chance: judge(tried, valuesOf(traits)).chance, label: !traits.stayed },
	}));
	const model = fit(examples);
	const card = {
		...{ learnedOf: examples.length, triedOn: verdicts.length, auc: aucOf(verdicts) },
		left: examples.filter(({ label }) => label).length / examples.length,
		calibration: calibrationOf(verdicts, GROUPS),
		odds: FEATURES.map((feature, index) => ({
			...{ feature, times: Math.exp(model.weights[index] ?? 0) },
		})),
	};
	return Risk.parse({ ...base, found: { ...(await atRisk(ctx, model, now)), card } });
}

function isEnough(traits: readonly Traits[]): boolean {
	const stayed = traits.filter((one) => one.stayed).length;
	const left = traits.length - stayed;
	return traits.length >= LEAST_MEMBERS && Math.min(stayed, left) >= LEAST_EACH;
}

async function atRisk({ db }: CommunityContext, model: Model, now: readonly Traits[]) {
	const judged = now
		.map((traits) => ({ traits, ...judge(model, valuesOf(traits)) }))
		.filter(({ chance }) => chance >= NAMED_FROM)
		.toSorted((one, other) => other.chance - one.chance || other.traits.texts - one.traits.texts);
	const likely = judged.filter(({ chance }) => chance >= LIKELY_FROM).length;
	const first = judged.slice(0, MOST_NAMED);
	const ids = first.map(({ traits }) => traits.memberId);
	const rows = ids.length > 0 ? await membersNamed(db, ids).execute() : [];
	const people = new Map(rows.map(({ id, ...person }) => [id, person]));
	return {
		...{ likely, possible: judged.length - likely },
		members: first.flatMap(({ traits, chance, parts }) => {
			const person = people.get(traits.memberId);
			if (!person) return [];
			return [{ memberId: traits.memberId, ...person, chance, reasons: reasonsOf(traits, parts) }];
		}),
	};
}

/** In the order of `FEATURES`. What can be much of is told by its logarithm: from one to two is more than from ten to eleven. */
function valuesOf({ quiet, now, before, texts, signs, tenure }: Traits): number[] {
	return [
		...[Math.log1p(quiet), now, Math.log1p(now) - Math.log1p(before), Math.log1p(texts)],
		...[Math.log1p(signs), Math.log1p(Math.max(0, tenure ?? LONG_AGO))],
	];
}

const exampleOf = (traits: Traits): Example => ({
	values: valuesOf(traits),
	label: !traits.stayed,
});

function reasonsOf(traits: Traits, parts: readonly number[]): RiskReason[] {
	return FEATURES.map((feature, index) => ({ feature, part: parts[index] ?? 0 }))
		.filter(({ part }) => part >= WORTH_NAMING)
		.toSorted((one, other) => other.part - one.part)
		.flatMap(({ feature }) => reasonOf(feature, traits))
		.slice(0, MOST_REASONS);
}

/** In words that a look at the member would bear out; nothing where there is nothing to say. */
function reasonOf(feature: Feature, traits: Traits): RiskReason[] {
	const { quiet, now, before, texts, signs, tenure } = traits;
	switch (feature) {
		case 'quiet':
			return quiet > 0 ? [{ kind: 'quiet', days: quiet }] : [];
		case 'days':
			return now < LEAVES_AFTER / 2 ? [{ kind: 'days', now }] : [];
		case 'fewer':
			return now < before ? [{ kind: 'fewer', now, before }] : [];
		case 'texts':
			return texts === 0 ? [{ kind: 'texts' }] : [];
		case 'signs':
			return signs === 0 ? [{ kind: 'signs' }] : [];
		case 'tenure':
			return tenure !== null && tenure >= 0 ? [{ kind: 'tenure', days: tenure }] : [];
	}
}
