import type { Evaluation } from './evaluate.ts';
import type { Line, Person } from './walk-rules.ts';

/** What one member would have. */
export type Standing = {
	memberId: string;
	now: number;
	after: number;
	/** With the drafts: how often they were rewarded, and how often a limit held them back. */
	awards: number;
	heldBack: number;
	/** The rule that brings most. */
	most: { ruleId: string; points: number } | null;
};

/** Who would get a badge and when first, by member, in milliseconds since 1970. */
type Winners = { now: Set<string>; after: Map<string, number> };

/** Adds up what rules give members, by both sets that are compared. */
export class Tally {
	readonly points = { now: 0, after: 0 };
	readonly standings = new Map<string, Standing>();
	readonly badges = new Map<string, Winners>();
	/** By rule, with the drafts: how often something was as it asks. */
	readonly met = new Map<string, number>();
	private readonly kept: ReadonlySet<string>;

	/** Badges that were taken by hand, as "member badge": rules do not give them again. */
	constructor(kept: readonly string[]) {
		this.kept = new Set(kept);
	}

	readonly add = ({ memberId }: Person, line: Line, evaluation: Evaluation): void => {
		const { awards, heldBack } = evaluation;
		if (awards.length + heldBack === 0) return;
		const { ruleId, definition, sets } = line;
		const won = awards.length * definition.points;
		const standing = this.standingOf(memberId);
		for (const set of sets) {
			standing[set] += won;
			this.points[set] += won;
		}
		this.addBadge(memberId, line, evaluation);
		if (!sets.includes('after')) return;
		this.met.set(ruleId, (this.met.get(ruleId) ?? 0) + awards.length + heldBack);
		standing.awards += awards.length;
		standing.heldBack += heldBack;
		if (won > (standing.most?.points ?? 0)) standing.most = { ruleId, points: won };
	};

	private standingOf(memberId: string): Standing {
		const known = this.standings.get(memberId);
		if (known) return known;
		const fresh = { memberId, now: 0, after: 0, awards: 0, heldBack: 0, most: null };
		this.standings.set(memberId, fresh);
		return fresh;
	}

	private addBadge(memberId: string, { definition, sets }: Line, { awards }: Evaluation): void {
		const { badgeId } = definition;
		const at = awards[0]?.deed.at;
		if (badgeId === null || at === undefined || this.kept.has(`${memberId} ${badgeId}`)) return;
		const winners = this.badges.get(badgeId) ?? { now: new Set(), after: new Map() };
		this.badges.set(badgeId, winners);
		if (sets.includes('now')) winners.now.add(memberId);
		if (sets.includes('after'))
			winners.after.set(memberId, Math.min(at, winners.after.get(memberId) ?? at));
	}
}
