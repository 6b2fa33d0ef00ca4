import {
	SaveChallenge,
	type ChallengeView,
	type Step,
} from '@kith/domains/gamification/challenges';
import {
	conditionsOf,
	readConditions,
	type ConditionDraft,
	type Occasion,
} from '#lib/points/rule-draft.ts';
import { localOf, momentOf } from './zoned.ts';

export type StepDraft = {
	id: string;
	title: string;
	kind: Step['kind'];
	on: Occasion;
	times: string;
	join: 'all' | 'any';
	conditions: ConditionDraft[];
	ask: string;
};

export type ChallengeDraft = {
	title: string;
	words: string;
	icon: string;
	starts: string;
	ends: string;
	isTeam: boolean;
	least: string;
	most: string;
	places: string;
	steps: StepDraft[];
	points: string;
	badgeId: string;
};

export const blankStep = (): StepDraft => ({
	...{ id: crypto.randomUUID(), title: '', kind: 'counted', on: 'post doer', times: '1' },
	...{ join: 'all', conditions: [], ask: '' },
});

const WEEK = 7 * 24 * 3_600_000;

/** A challenge of a week that begins with the next hour. */
export function blankChallenge(now: Date, timeZone: string): ChallengeDraft {
	const start = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
	return {
		...{ title: '', words: '', icon: '🎯', isTeam: false, least: '2', most: '5', places: '' },
		...{ starts: localOf(start, timeZone), points: '50', badgeId: '' },
		...{ ends: localOf(new Date(start.getTime() + WEEK), timeZone), steps: [blankStep()] },
	};
}

/** A challenge as the form shows it. */
export function draftOf(view: ChallengeView, timeZone: string): ChallengeDraft {
	return {
		...{ title: view.title, words: view.words, icon: view.icon, steps: view.steps.map(stepOf) },
		...{ starts: localOf(view.startsAt, timeZone), ends: localOf(view.endsAt, timeZone) },
		...{ isTeam: view.team !== null, places: view.places === null ? '' : String(view.places) },
		...{ least: String(view.team?.least ?? 2), most: String(view.team?.most ?? 5) },
		...{ points: String(view.points), badgeId: view.badgeId ?? '' },
	};
}

function stepOf(step: Step): StepDraft {
	const { id, title } = step;
	if (step.kind === 'evidence')
		return { ...blankStep(), id, title, kind: 'evidence', ask: step.ask };
	return {
		...{ ...blankStep(), id, title, on: `${step.on} ${step.to}`, times: String(step.times) },
		...conditionsOf(step.when),
	};
}

export type Fault = 'title' | 'icon' | 'times' | 'team' | 'places' | 'steps' | 'points';
type Read = {
	faults: ReadonlySet<Fault>;
	/** The steps that are not complete, by id. */
	wrong: ReadonlySet<string>;
	input: SaveChallenge | null;
};
type About = { id: string; version: number | null; timeZone: string; start?: ChallengeView };

const whole = (text: string): number => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What was typed, as it is sent; or what is wrong with it. */
export function readChallenge(draft: ChallengeDraft, about: About): Read {
	const { id, version, timeZone, start } = about;
	const read = SaveChallenge.safeParse({
		...{ id, version, title: draft.title, words: draft.words, icon: draft.icon },
		startsAt: kept(draft.starts, start?.startsAt, timeZone),
		endsAt: kept(draft.ends, start?.endsAt, timeZone),
		team: draft.isTeam ? { least: whole(draft.least), most: whole(draft.most) } : null,
		places: draft.places.trim() === '' ? null : whole(draft.places),
		steps: draft.steps.map(readStep),
		...{ points: whole(draft.points), badgeId: draft.badgeId === '' ? null : draft.badgeId },
	});
	const faults = new Set<Fault>();
	const wrong = new Set<string>();
	for (const { path } of read.success ? [] : read.error.issues) {
		faults.add(FAULTS[String(path[0])] ?? 'title');
		const step = path[0] === 'steps' ? draft.steps[Number(path[1])] : undefined;
		if (step) wrong.add(step.id);
	}
	return { faults, wrong, input: read.success ? read.data : null };
}

/** A moment that was not touched stays as it is, to the second. */
function kept(typed: string, before: Date | undefined, timeZone: string): Date | null {
	return before && localOf(before, timeZone) === typed ? before : momentOf(typed, timeZone);
}

const FAULTS: Readonly<Record<string, Fault>> = {
	...{ title: 'title', icon: 'icon', startsAt: 'times', endsAt: 'times', team: 'team' },
	...{ places: 'places', steps: 'steps', points: 'points' },
};

function readStep({ id, title, kind, on, times, ask, ...conditions }: StepDraft) {
	if (kind === 'evidence') return { id, title, kind, ask };
	const [what, to] = on.split(' ');
	return { id, title, kind, on: what, to, times: whole(times), when: readConditions(conditions) };
}
